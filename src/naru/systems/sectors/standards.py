"""Bring a folder of standards: each file is known by its name and its first bytes, wherever in the folder it lies.

What is read from the folder: ISO 20022 schemas (``*.xsd``), the EPCIS JSON Schema, the field table of OHDSI's Data Quality
Dashboard, and code lists as their publishers write them (ISO 4217, Harmonized System, UN/LOCODE).
"""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors import library
from naru.systems.sectors.core.code_lists import BEGINNING, END, Code, CodeList, CodeListError

ISO_20022 = "urn:iso:std:iso:20022:tech:xsd:"
OMOP = "DQD_Field_Level.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """``kind`` is the folder it went to, or ``code list``."""

    kind: str
    name: str
    size: int  # bytes, or codes


def install(folder: Path) -> list[Installed]:
    """Copy what is known; asked again it brings the same anew. Raises ``Refused``: ``standards_folder_empty``."""
    found = [done for path in sorted(folder.rglob("*")) if path.is_file() and (done := _take(path)) is not None]
    if not found:
        raise Refused("standards_folder_empty", folder=str(folder))
    return found


def _take(path: Path) -> Installed | None:
    if (kind := _kind(path)) is not None:
        target = library.standards() / kind / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        return Installed(kind=kind, name=path.name, size=path.stat().st_size)
    reader = LISTS.get(path.name)
    if reader is None:
        return None
    known = reader(path)
    library.keep_list(known)
    return Installed(kind="code list", name=f"{known.name} {known.edition}", size=len(known.codes))


def _kind(path: Path) -> str | None:
    if path.suffix == ".xsd" and ISO_20022 in path.read_text(encoding="utf-8", errors="replace")[:4000]:
        return "iso20022"
    if path.name == "EPCIS-JSON-Schema.json":
        return "epcis"
    if path.name == OMOP:
        return "omop"
    return None


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _list(name: str, path: Path, codes: Iterable[Code], *, complete: bool = True) -> CodeList:
    try:
        return CodeList(
            name=name, edition=path.name, source=str(path.parent.name), is_complete=complete, codes=tuple(codes)
        )
    except CodeListError as error:
        raise Refused("correction_refused", what=str(error)) from None


def _currencies(path: Path) -> CodeList:
    """A code is withdrawn once no country uses it any more; the month it ended in is its last."""
    active: dict[str, Code] = {}
    ended: dict[str, Code] = {}
    for row in _rows(path):
        code, name, until = row["AlphabeticCode"], row["Currency"], row.get("WithdrawalDate", "")
        if not code:
            continue
        if not until:
            active[code] = Code(code=code, words=Words(name, name))
        elif code not in ended or ended[code].until < _month_after(until):
            ended[code] = Code(code=code, words=Words(name, name), until=_month_after(until))
    return _list("iso4217", path, {**ended, **active}.values())


def _month_after(text: str) -> date:
    """``2002-03`` and ``1989 to 1990`` alike: the first day after; what cannot be read ended long ago."""
    last = text.split(" to ")[-1].strip()
    try:
        year, _, month = last.partition("-")
        at = int(year) * 12 + (int(month[:2]) if month else 12)
    except ValueError:
        return date(1970, 1, 1)
    return date(at // 12, at % 12 + 1, 1)


def _goods(path: Path) -> CodeList:
    codes = (Code(code=row["hscode"], words=Words(row["description"], row["description"])) for row in _rows(path))
    return _list("hs", path, codes)


def _places(path: Path) -> CodeList:
    """The whole list, or a part of it where the file says so by its name."""
    codes = {
        row["locode"]: Code(code=row["locode"], words=Words(row["name"], row["name"]), since=BEGINNING, until=END)
        for row in _rows(path)
    }
    return _list("unlocode", path, codes.values(), complete="subset" not in path.name)


LISTS: dict[str, Callable[[Path], CodeList]] = {
    "iso4217.csv": _currencies,
    "harmonized-system.csv": _goods,
    "code-list-subset.csv": _places,
    "code-list.csv": _places,
}
