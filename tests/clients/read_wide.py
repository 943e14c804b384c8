"""Run by a client's own Python: prints each cell of a profile's one table as text, the Parquet and the Delta way."""

import json
import sys

import delta_sharing

VERSION = tuple(map(int, delta_sharing.__version__.split(".")[:2]))


def plain(value: object) -> object:
    """Arrays, and what later pandas wraps, as plain lists."""
    return value.tolist() if hasattr(value, "tolist") else value


def main() -> None:
    profile = sys.argv[1]
    [table] = delta_sharing.SharingClient(profile).list_all_tables()
    url = f"{profile}#{table.share}.{table.schema}.{table.name}"
    ways = [False, True] if VERSION >= (1, 1) else [False]
    read = [delta_sharing.load_as_pandas(url, **({"use_delta_format": True} if delta else {})) for delta in ways]
    said = [{str(name): [str(plain(cell)) for cell in rows[name]] for name in rows.columns} for rows in read]
    sys.stdout.write("\n" + json.dumps(said) + "\n")


main()
