"""Files that came in wrong, as people who load open data reported them: each reads as its ``spec.json`` says.

A case is a folder of ``../shared/data/files-in`` with its input and the right reading; its README tells the words.
"""

import ast
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
from pyproj import Transformer

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

TURNED_ABOUT_THE_CENTRE = frozenset({"178-prj-5174-korean-name"})
"""Cases whose points were made with the seven figures of the old datum (EPSG:4162) as if they turned it about the Earth's
centre. They turn it about a point in Korea (Molodensky-Badekas, EPSG method 9636), which lies 16 m from that in Seoul."""
CENTRAL_BELT = "+proj=tmerc +lat_0=38 +lon_0=127.0028902777778 +k=1 +x_0=200000 +y_0=500000 +ellps=bessel"
SEVEN_FIGURES = "+towgs84=-145.907,505.034,685.756,-1.162,2.347,1.592,6.342"

UNIT = Path(__file__).resolve().parents[1] / "unit" / "data" / "ingest"
SISTERS = {
    "big numbers": "test_formats_parquet.py:test_no_digit_of_a_decimal_is_lost",
    "crs": "test_formats_systems.py:test_every_korean_system_is_known_by_its_numbers_alone",
    "dates": "test_english_dates.py:test_days_survive_either_order",
    "declared types": "test_formats_workbook.py:test_no_text_cell_is_put_aside_for_a_guess",
    "double encoding": "test_double_encoding.py:test_hangul_read_as_western_letters_comes_back",
    "encoding": "test_encoding.py:test_utf16_without_a_mark_is_known_by_its_letters",
    "errors": "test_formats_workbook.py:test_formulas_that_were_never_calculated_are_counted",
    "european numbers": "test_writing_styles.py:test_every_number_survives_the_other_style",
    "excel serials": "test_type_rules.py:test_types_that_fit_every_value",
    "false dates": "test_type_rules.py:test_types_that_fit_every_value",
    "false numbers": "test_type_rules.py:test_types_that_fit_every_value",
    "fixed width": "test_fixed_width.py:test_cells_come_back_from_their_places",
    "header": "test_layout.py:test_parts_stand_under_what_spans_several_columns",
    "header of numbers": "test_number_headers.py:test_row_of_numbers_names_columns",
    "hidden": "test_formats_sheet_scan.py:test_what_is_hidden_or_missing_is_said",
    "json lines": "test_formats_sniff.py:test_format_is_that_of_the_bytes",
    "layers": "test_formats_geo.py:test_layers_of_programs_are_passed_over_and_tables_without_shapes_are_tables",
    "missing": "test_missing_values.py:test_what_stands_for_nothing_among_numbers_is_known",
    "mixed encodings": "test_mixed_encodings.py:test_any_bytes_are_read_line_by_line_alike",
    "number masks": "test_formats_digit_masks.py:test_hyphens_take_no_digit_away",
    "parquet": "test_formats_parquet.py:test_values_are_brought_to_the_lakes",
    "parquet times": "test_formats_parquet.py:test_the_calendars_ends_are_kept_and_what_lies_beyond_is_missing",
    "prj replaced": "test_formats_systems.py:test_numbers_of_a_declared_system_hold",
    "prose as a table": "test_prose.py:test_text_is_no_table",
    "quotes": "test_dialect.py:test_cells_quoted_without_doubling_come_back",
    "ragged": "test_short_headers.py:test_a_cell_too_many_behind_numbers_shifts_nothing",
    "repeated header": "test_short_headers.py:test_a_header_may_stand_among_its_values",
    "scientific notation": "test_type_rules.py:test_types_that_fit_every_value",
    "several tables": "test_side_by_side.py:test_columns_that_name_rows_begin_a_table",
    "sparse": "test_formats_sheet_scan.py:test_core_ends_before_a_few_far_cells",
    "swapped": "test_formats_systems.py:test_exchanged_coordinates_are_put_right_and_said",
    "time zones": "test_english_dates.py:test_instants_survive_with_their_offset",
    "typing errors": "test_writing_styles.py:test_slips_of_the_finger_among_numbers_are_told",
    "units": "test_column_names.py:test_unit_stands_in_the_name",
    "unsupported": "test_formats_sniff.py:test_format_is_that_of_the_bytes",
    "white space": "test_padding.py:test_what_stands_around_values_is_taken_off",
}
"""Each kind of the cases and the test that holds it as a kind: a property, or a table of sisters."""

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
def test_a_file_comes_in_right(case: str, tmp_path: Path) -> None:
    text = (FOLDER / case / "spec.json").read_text("utf-8")
    if case in TURNED_ABOUT_THE_CENTRE:
        text = re.sub(r"POINT~([\d.]+),([\d.]+)", _turned_about_its_point, text)
    spec = json.loads(text)
    outcome = _load([FOLDER / case / path for path in spec["paths"]], tmp_path)
    assert differences(spec, outcome) == []


def test_every_kind_is_held_by_a_property_or_a_table_of_sisters() -> None:
    kinds = {json.loads((FOLDER / case / "spec.json").read_text("utf-8"))["kind"] for case in CASES}
    assert kinds <= SISTERS.keys()
    for where in SISTERS.values():
        file, _, name = where.partition(":")
        assert _is_of_many(ast.parse((UNIT / file).read_text("utf-8")), name), where


def _is_of_many(module: ast.Module, name: str) -> bool:
    """Whether the test of this name has rows of `parametrize`, or values that Hypothesis thinks of."""
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == name
        and any(re.match(r"(pytest\.mark\.parametrize|given)\(", ast.unparse(each)) for each in node.decorator_list)
        for node in module.body
    )


def _turned_about_its_point(said: re.Match[str]) -> str:
    """Where the case's coordinates lie by the register: its place brought to the plane its way, and back by the register's."""
    to_plane = Transformer.from_crs(4326, f"{CENTRAL_BELT} {SEVEN_FIGURES}", always_xy=True)
    back = Transformer.from_crs(5174, 4326, always_xy=True)
    lon, lat = back.transform(*to_plane.transform(float(said[1]), float(said[2])))
    return f"POINT~{lon:.7f},{lat:.7f}"


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
