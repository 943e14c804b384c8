"""Run by a Python that has Polars and no client of ours: reads files by the addresses that a query gave, lazily and whole.

Prints one JSON object: rows, a sum, and the sum of one district, found by a scan that reads parts of the files alone.
"""

import json
import sys

import polars as pl


def main() -> None:
    addresses = sys.argv[1:]
    whole = pl.concat([pl.read_parquet(address) for address in addresses])
    scanned = pl.concat([pl.scan_parquet(address) for address in addresses])
    district = scanned.filter(pl.col("gu") == "구1").select(pl.col("maechul").sum()).collect()
    said = {
        "rows": len(whole),
        "columns": whole.columns,
        "sum": float(whole["maechul"].sum()),
        "district": float(district.item()),
    }
    sys.stdout.write("\n" + json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
