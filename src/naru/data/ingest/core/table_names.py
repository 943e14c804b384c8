"""What a file's tables are called: by the file, the sheet, and the folder within an archive where it takes that to tell them apart."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from naru.data.ingest.core.column_names import distinct

ENDINGS = (
    (".gz", ".zip", ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".json", ".jsonl", ".ndjson", ".geojson"),
    (".shp", ".gpkg", ".kml", ".dbf", ".ods", ".parquet", ".dat"),
)


class TableNames:
    """The names given so far, none of them twice."""

    def __init__(self) -> None:
        self._given: list[str] = []
        self._ambiguous = set[str]()
        self._is_among_others = False

    def among(self, files: Iterable[str]) -> None:
        """An archive's files come next: those of one name in different folders are told apart by these."""
        counts = Counter(map(stem, files))
        self._ambiguous |= {name for name, count in counts.items() if count > 1}
        self._is_among_others |= counts.total() > 1

    def name(self, file: str, part: str | None = None) -> str:
        """A name for the file's table, or for the one of a sheet or layer (``part``) in it."""
        alone, folder = stem(file), unicodedata.normalize("NFC", PurePosixPath(file.replace("\\", "/")).parent.name)
        whole = f"{folder} {alone}" if folder else alone
        own = whole if alone in self._ambiguous else alone
        if part is None:
            wanted = [own, whole]
        else:
            wanted = [*([] if self._is_among_others else [part]), f"{own} {part}", f"{whole} {part}"]
        free = next((name for name in wanted if name not in self._given), None)
        self._given.append(free or distinct([*self._given, wanted[0]])[-1])
        return self._given[-1]


def stem(name: str) -> str:
    """A file's name as a table's: without folders and endings."""
    pure = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/"))
    base = pure.name
    for endings in ENDINGS:
        for ending in endings:
            if base.lower().endswith(ending) and len(base) > len(ending):
                base = base[: -len(ending)]
    return base.strip() or pure.name
