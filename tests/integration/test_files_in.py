"""Files that came in wrong, as people who load open data reported them: each reads as its ``spec.json`` says.

A case is a folder of ``../shared/data/files-in`` with its input and the right reading; its README tells the words.
`GAPS` are the cases that do not read right yet: one of them that does fails its test until its line here is gone.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import shapely

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest import child_parser
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.values import TableReport
from naru.data.query.core.cells import json_values

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "files-in"
CASES = sorted(spec.parent.name for spec in FOLDER.glob("*/spec.json"))
NEAR_DEGREES = 10 / 88_000  # ten metres along a parallel of Korea

GAPS = frozenset({
    "178-prj-5174-korean-name",  # its point follows another published shift of the datum than the register's, 16 m off
})  # fmt: skip

pytestmark = pytest.mark.skipif(not CASES, reason="no ../shared/data/files-in beside this checkout")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a case's files: tables in their order, and the sentences of what was refused."""

    tables: Sequence[TableReport]
    refused: Sequence[str]


def _load(paths: Sequence[Path], folder: Path) -> Outcome:
    tables, refused = list[TableReport](), list[str]()
    for number, path in enumerate(paths):
        try:
            answer = child_parser.parse(path, path.name, folder / str(number), SourceSettings(), lambda *_: None)
        except Refused as error:
            refused.append(_sentence(error))
        else:
            tables += [TableReport.from_json(stored) for stored in answer["tables"]]
            refused += [_sentence(Refused(each["code"], **each["facts"])) for each in answer["refused"]]
    return Outcome(tables=tables, refused=refused)


def _sentence(refused: Refused) -> str:
    return f"{refused.words.ko} {refused.words.en}"


@pytest.mark.parametrize("case", CASES)
def test_a_file_comes_in_right(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if case in GAPS:
        request.applymarker(pytest.mark.xfail(strict=True, reason="a known gap"))
    spec = json.loads((FOLDER / case / "spec.json").read_text("utf-8"))
    outcome = _load([FOLDER / case / path for path in spec["paths"]], tmp_path)
    assert differences(spec, outcome) == []


def differences(spec: Mapping[str, Any], outcome: Outcome) -> list[str]:
    """What is not as the case's right reading says, in words; empty where all is."""
    refused = [sentence for sentence in outcome.refused if spec["refused"] and re.search(spec["refused"], sentence)]
    if spec["tables"] is None or (spec["either"] and not outcome.tables):
        strays = [*(f"a table {table.name}" for table in outcome.tables), *(set(outcome.refused) - set(refused))]
        return strays if len(refused) >= len(spec["paths"]) else [*strays, f"{len(refused)} refused as wanted"]
    if len(outcome.tables) < len(spec["tables"]):
        return [f"tables: {[table.name for table in outcome.tables]}", *outcome.refused]
    others = outcome.tables[len(spec["tables"]) :]
    more = [] if _is_open(spec["tables"][-1]) else [f"another table: {table.name}" for table in others]
    pairs = zip(spec["tables"], outcome.tables, strict=False)
    return [*more, *(line for wanted, table in pairs for line in _table_differences(wanted, table))]


def _is_open(wanted: Mapping[str, Any]) -> bool:
    """The case leaves open what becomes of the rest: kept aside, or a table of its own."""
    return all(wanted[part] is None for part in ("rows", "nrows", "aside"))


def _table_differences(wanted: Mapping[str, Any], table: TableReport) -> list[str]:
    names, types = [c.name for c in table.columns], [c.type.value for c in table.columns]
    found = [
        ("names", wanted["names"], names, _is_text),
        ("types", wanted["types"], types, lambda want, have: have in want.split("|")),
        ("units", wanted["units"], [c.unit for c in table.columns], lambda want, have: want == have),
        ("rows", wanted["rows"], _rows(table) if wanted["rows"] else None, _is_row),
    ]
    lines = [
        f"{part}: {have} for {want}"
        for part, want, have, same in found
        if want is not None and not _all_same(want, have, same)
    ]
    counts = (("nrows", wanted["nrows"], table.rows), ("aside", wanted["aside"], table.quarantined))
    return lines + [f"{part}: {have} for {want}" for part, want, have in counts if want is not None and want != have]


def _all_same(wanted: Sequence[Any], found: Sequence[Any], same: Any) -> bool:
    return len(wanted) == len(found) and all(
        want is None or same(want, have) for want, have in zip(wanted, found, strict=True)
    )


def _rows(table: TableReport) -> list[list[Any]]:
    """The rows as an answer to SQL has them; a geometry as its shape."""
    held = pq.read_table(table.parquet)
    columns = [
        list(shapely.from_wkb(held.column(c.alias).to_numpy()))
        if c.type is ColumnType.GEOMETRY
        else json_values(c, held.column(c.alias))
        for c in table.columns
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _is_row(wanted: Sequence[Any], found: Sequence[Any]) -> bool:
    return len(wanted) == len(found) and all(map(_is_value, wanted, found))


def _is_text(wanted: str, found: str) -> bool:
    return re.fullmatch(wanted[1:], found) is not None if wanted.startswith("~") else wanted == found


def _is_value(wanted: Any, found: Any) -> bool:
    match wanted:
        case "*":
            return True
        case None:
            return found is None
        case str() if wanted.startswith("POINT~"):
            lon, lat = map(float, wanted.removeprefix("POINT~").split(","))
            return abs(found.x - lon) < NEAR_DEGREES and abs(found.y - lat) < NEAR_DEGREES
        case str() if wanted.startswith("@"):
            return isinstance(found, str) and _instant(found) == _instant(wanted[1:])
        case str() if wanted.startswith("~"):
            return any(re.fullmatch(wanted[1:], text) for text in (str(found), _in_the_city(str(found))))
        case bool() | str():
            return bool(found == wanted)
        case _:
            return isinstance(found, int | float) and found == pytest.approx(wanted, rel=1e-12)


def _in_the_city(text: str) -> str:
    """An instant as SQL answers it, in the city's time; any other text as it is."""
    try:
        return _instant(text).astimezone(CITY_ZONE).isoformat() if text.endswith("Z") else text
    except (ValueError, OverflowError):
        return text


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CITY_ZONE)
