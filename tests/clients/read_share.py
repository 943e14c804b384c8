"""Run by a client's own Python: reads every table of a profile in every way that its version of delta-sharing knows.

Prints one JSON object: by table the rows that each way found.
"""

import json
import sys
from typing import Any

import delta_sharing

VERSION = tuple(map(int, delta_sharing.__version__.split(".")[:2]))


def ways(url: str) -> dict[str, Any]:
    rows = delta_sharing.load_as_pandas(url)
    seen = {
        "version": delta_sharing.get_table_version(url),
        "columns": [str(column) for column in rows.columns],
        "rows": len(rows),
        "first": len(delta_sharing.load_as_pandas(url, version=0)),
        "limited": len(delta_sharing.load_as_pandas(url, limit=7)),
        "sum": float(rows["maechul"].sum()),
        "changes": changes(delta_sharing.load_table_changes_as_pandas(url, starting_version=0)),
    }
    if VERSION >= (1, 1):
        seen["delta"] = len(delta_sharing.load_as_pandas(url, use_delta_format=True))
    if VERSION >= (1, 3):
        feed = delta_sharing.load_table_changes_as_pandas(url, starting_version=0, use_delta_format=True)
        seen["delta_changes"] = changes(feed)
    return seen


def changes(feed: Any) -> dict[str, int]:
    return {str(kind): int(count) for kind, count in feed["_change_type"].value_counts().items()}


def main() -> None:
    profile = sys.argv[1]
    client = delta_sharing.SharingClient(profile)
    assert len(client.list_shares()) == 1
    said = {
        table.name: ways(f"{profile}#{table.share}.{table.schema}.{table.name}") for table in client.list_all_tables()
    }
    sys.stdout.write("\n" + json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
