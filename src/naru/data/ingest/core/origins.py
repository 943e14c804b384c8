"""Which files come from the same source, and what there is to load in a folder."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from naru.data.ingest.core.containers import SHAPE_PARTS, is_passed_over

DATES = re.compile(
    r"(?:(?:19|20)\d{2}[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:0[1-9]|[12]\d|3[01])(?:[-_ T]?\d{4,6})?"
    r"|(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])(?!\d)|(?:19|20)\d{2}년?(?:\s?\d{1,2}월)?(?:\s?\d{1,2}일)?(?!\d)"
    r"|\(\d{1,2}\)|\s-\s복사본|\scopy)"
)
ENDINGS = {
    ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".json", ".jsonl", ".ndjson", ".geojson", ".gpkg", ".parquet", ".zip",
    ".gz", ".shp", ".dat", ".kml", ".ods",
}  # fmt: skip
PACKAGE = "datapackage.json"
PACKAGE_BYTES = 4 << 20


def without_endings(name: str) -> str:
    """The file's bare name without folders and all endings known here: "a/부산.csv.gz" → "부산"."""
    base = PurePosixPath(name.replace("\\", "/")).name
    while (suffix := PurePosixPath(base).suffix.lower()) in ENDINGS and len(base) > len(suffix):
        base = base[: -len(suffix)]
    return base


def same_name(name: str) -> str:
    """What stays of a file's name from month to month: "주차장현황_20240131 (1).csv" → "주차장현황"."""
    text = unicodedata.normalize("NFC", without_endings(name)).lower()
    bare = re.sub(r"[\s_\-.]+", " ", DATES.sub(" ", text)).strip()
    return bare or text


def readable_title(name: str) -> str:
    """A file's name as a dataset's title: "부산_공영주차장-현황.csv" → "부산 공영주차장 현황"."""
    text = unicodedata.normalize("NFC", without_endings(name))
    return " ".join(re.sub(r"_+|(?<=[^\W\d])-(?=[^\W\d])", " ", text).split()) or name


def alike(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two tables' column names have most in common: a new edition of the same table, not another one."""
    return bool(names | others) and len(names & others) / len(names | others) >= 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing to load: a file, or the parts of a shapefile under one stem, the .shp first.

    ``about`` is what a Frictionless Data Package beside it says, in a Description's words; empty without one."""

    paths: tuple[Path, ...]
    about: Mapping[str, Any]

    @property
    def path(self) -> Path:
        return self.paths[0]


def find_files(path: Path) -> Iterator[Found]:
    """What there is to load at the path, in the order of names; files of tools and descriptions are passed over."""
    files = sorted(file for file in path.rglob("*") if _is_wanted(file, path)) if path.is_dir() else [path]
    together = _shape_parts(files)
    for file in files:
        parts = together.get(file, (file,))
        if parts[0] == file:
            yield Found(paths=parts, about=_package_beside(file))


def _is_wanted(file: Path, root: Path) -> bool:
    """No link that leads out of the folder: it would publish what nobody meant to bring."""
    inside = not file.is_symlink() or file.resolve().is_relative_to(root.resolve())
    return file.is_file() and inside and not is_passed_over(file.relative_to(root))


def _shape_parts(files: list[Path]) -> dict[Path, tuple[Path, ...]]:
    """Each part of a shapefile with all its parts, the .shp first."""
    sets: dict[Path, list[Path]] = {}
    for file in files:
        if file.suffix.lower() in SHAPE_PARTS:
            sets.setdefault(file.with_suffix(""), []).append(file)
    together: dict[Path, tuple[Path, ...]] = {}
    for parts in sets.values():
        ordered = tuple(sorted(parts, key=lambda part: (part.suffix.lower() != ".shp", part.name)))
        if ordered[0].suffix.lower() == ".shp":
            together |= dict.fromkeys(ordered, ordered)
    if len(files) == 1 and files[0].suffix.lower() == ".shp":
        beside = [part for part in files[0].parent.iterdir() if part.stem == files[0].stem]
        others = sorted(part for part in beside if part.suffix.lower() in SHAPE_PARTS and part != files[0])
        together[files[0]] = (files[0], *others)
    return together


def _package_beside(file: Path) -> Mapping[str, Any]:
    """What a Frictionless Data Package in the file's folder says of it, if one does."""
    package = file.parent / PACKAGE
    try:
        if not package.is_file() or package.stat().st_size > PACKAGE_BYTES:
            return {}
        stored = orjson.loads(package.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    resources = stored.get("resources") if isinstance(stored, dict) else None
    if not isinstance(resources, list):
        return {}
    for resource in resources:
        if isinstance(resource, dict) and str(resource.get("path", "")).removeprefix("./") == file.name:
            return _described(stored, resource, alone=len(resources) == 1)
    return {}


def _described(package: Mapping[str, Any], resource: Mapping[str, Any], *, alone: bool) -> Mapping[str, Any]:
    """Title, description, keywords, licence and home page in the words of a Description."""
    own = resource if not alone else {}
    title = own.get("title") or package.get("title") or resource.get("title") or package.get("name") or ""
    licences = package.get("licenses") or []
    licence = licences[0].get("name", "") if licences and isinstance(licences[0], dict) else ""
    sources = [source for source in package.get("sources") or [] if isinstance(source, dict)]
    page = package.get("homepage") or next((source.get("link") or source.get("path") for source in sources), "")
    keywords = package.get("keywords") or package.get("owidTags") or []
    return {
        "title": str(title)[:500],
        "description": str(own.get("description") or package.get("description") or ""),
        "keywords": [str(keyword)[:100] for keyword in keywords if isinstance(keyword, str)],
        "licence": str(licence),
        "landing_page": page if isinstance(page, str) else "",
        "publisher": str(sources[0].get("dataPublishedBy") or sources[0].get("title") or "")[:200] if sources else "",
    }
