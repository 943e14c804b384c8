"""What things are called in the key store, and which files of the home belong to them."""

import re

STORED = re.compile(r"files/[0-9a-f]{2}/([0-9a-f]{64})")
LAKE_FILE = re.compile(r"lake/([^/]+)/([^/]+\.parquet)")


def of_content(sha256: str) -> str:
    """Bytes that are kept under their hash."""
    return f"content:{sha256}"


def of_lake_file(table_id: str, name: str) -> str:
    """A file of a table's version."""
    return f"lake:{table_id}/{name}"


def of_path(path: str) -> str:
    """The thing that a file of the home folder belongs to; "" where it is none of these."""
    if stored := STORED.fullmatch(path):
        return of_content(stored[1])
    if part := LAKE_FILE.fullmatch(path):
        return of_lake_file(part[1], part[2])
    return ""
