"""Records in JSON documents and lines: documents in, tables out."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest import refusals  # noqa: F401 - the sentences of the codes raised here
from naru.data.ingest.core.formats import json_records
from naru.data.ingest.core.formats.json_records import Kind, flatten, read_json, read_json_lines
from naru.data.ingest.core.mixed_encodings import BROKEN
from naru.data.ingest.core.values import Grid


def read(document: Any, folder: Path) -> dict[str, list[Any]]:
    """Every table's rows: records as dicts without their missing values, or a grid's lists."""
    path = folder / "a.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False))
    made = {key: each() for key, each in read_json(path, "a.json").items()}
    return {key: _rows(records.rows) for key, records in made.items()}


def _rows(rows: pa.Table | Grid) -> list[Any]:
    if isinstance(rows, Grid):
        return [list(row) for row in rows.rows]
    return [{name: value for name, value in row.items() if value is not None} for row in rows.to_pylist()]


ROWS: list[dict[str, Any]] = [{"a": 1}, {"a": 2}]
GRID = [["a", "b"], [1, 2]]


@pytest.mark.parametrize(
    ("document", "tables"),
    [
        (ROWS, {"열 1": ROWS}),
        (GRID, {"열 1": GRID}),
        ({"columns": ["a", "b"], "data": [[1, 2]]}, {"열 1": GRID}),
        ({"columns": ["a", "b"], "data": [[1, 2]], "index": [0]}, {"열 1": GRID}),
        ({"a": [1, 2], "b": [3, 4]}, {"열 1": [{"a": 1, "b": 3}, {"a": 2, "b": 4}]}),
        ({"a": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}, {"열 1": [{"a": 1, "b": 3}, {"a": 2, "b": 4}]}),
        ({"중구": {"n": 1}, "서구": {"n": 2}}, {"열 1": [{"key": "중구", "n": 1}, {"key": "서구", "n": 2}]}),
        ({"중구": ROWS, "서구": ROWS[:1]}, {"열 1": [{"key": "중구", "a": 1}, {"key": "중구", "a": 2}, {"key": "서구", "a": 1}]}),
        ({"중구": ROWS, "서구": [{"b": 1}]}, {"중구": ROWS, "서구": [{"b": 1}]}),
        ({"response": {"body": {"items": {"item": ROWS}}}}, {"response": ROWS}),
        ({"주차": {"row": ROWS}}, {"주차": ROWS}),
        ({"주차": {"목록": ROWS}}, {"목록": ROWS}),
        ({"fields": [{"id": "a"}], "records": ROWS}, {"records": ROWS}),
        ({"fields": [{"id": "a"}]}, {"fields": [{"id": "a"}]}),
        ({"x": {"row": ROWS}, "y": {"row": ROWS}, "x2": [[1], [2]]}, {"x": ROWS, "y": ROWS}),
        ({"p": [{"head": [{"n": 1}]}, {"row": ROWS}]}, {"p": ROWS}),
        ([{"head": [1]}, {"head": [2]}], {"열 1": [{"head": "[1]"}, {"head": "[2]"}]}),
        ([{"a": [1]}, {"b": [2]}, {"c": [3]}, {"d": [4]}, {"e": [5]}], {"열 1": [{"a": "[1]"}, {"b": "[2]"}, {"c": "[3]"}, {"d": "[4]"}, {"e": "[5]"}]}),
        ({"a": 1, "b": "c"}, {"열 1": [{"a": 1, "b": "c"}]}),
        ([1, {"a": 1}, {"a": 2}], {"열 1": ROWS}),
        ({"a": [[1], [2]]}, {"a": [[1], [2]]}),
    ],
)  # fmt: skip
def test_records_are_found_wherever_they_hide(document: Any, tables: dict[str, list[Any]], tmp_path: Path) -> None:
    assert read(document, tmp_path) == tables


@pytest.mark.parametrize(
    "document",
    [[], {}, 3, "null", [1, 2], [1, {"a": 1}], [[1]], {"a": {"b": 1}}, {"a": [1], "b": [2, 3]}, {"a": [], "b": []}],
)
def test_document_without_records_is_refused(document: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(document, tmp_path)
    assert refused.value.code == "json_has_no_records"


@pytest.mark.parametrize(("depth", "found"), [(8, True), (9, False)])
def test_records_are_looked_for_eight_keys_deep(depth: int, found: bool, tmp_path: Path) -> None:
    document: Any = ROWS
    for level in range(depth + 1):
        assert level <= depth
        document = {"x": document}
    if found:
        assert read(document, tmp_path) == {"x": ROWS}
        return
    with pytest.raises(Refused):
        read(document, tmp_path)


@pytest.mark.parametrize(("count", "tables"), [(50, 50), (51, 50)])
def test_no_more_than_fifty_tables_are_made(count: int, tables: int, tmp_path: Path) -> None:
    assert len(read({f"t{i}": [{f"c{i}": 1}] for i in range(count)}, tmp_path)) == tables


def test_damaged_document_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read('[\n{"a": 1},\n}', tmp_path)
    assert (refused.value.code, refused.value.facts["line"]) == ("json_is_broken", 3)


def test_document_too_large_for_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json_records.DOCUMENT_BYTES == 160 << 20
    monkeypatch.setattr(json_records, "DOCUMENT_BYTES", 5 << 20)
    path = tmp_path / "a.json"
    path.write_bytes(b'[{"a":1}]' + b" " * ((5 << 20) - 9))
    assert read_json(path, "a.json")
    path.write_bytes(b'[{"a":1}]' + b" " * ((6 << 20) - 9))
    with pytest.raises(Refused) as refused:
        read_json(path, "a.json")
    assert (refused.value.facts["megabytes"], refused.value.facts["limit_megabytes"]) == (6, 5)


def test_what_is_no_record_keeps_its_place_and_ten_thousand_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"a": 1}, "x" * 10_001, {"a": 2}]))
    [records] = [each() for each in read_json(path, "a.json").values()]
    [bad] = records.bad
    assert (bad.line, len(bad.raw), bad.reason) == (2, 10_000, "not_a_record")


@pytest.mark.parametrize(
    ("record", "flat"),
    [
        ({"a": {"b": {"c": 1}}}, {"a.b.c": 1}),
        ({"a": {"b": {"c": {"d": {"e": 1}}}}}, {"a.b.c.d": '{"e":1}'}),
        ({"a": {"b": {"c": {"d": 1}}}}, {"a.b.c.d": 1}),
        ({"a": [1], "b": [], "c": {}, "d": "", "e": None, "f": 0}, {"a": "[1]", "b": None, "c": None, "d": None, "e": None, "f": 0}),
    ],
)  # fmt: skip
def test_objects_within_become_columns(record: dict[str, Any], flat: dict[str, Any]) -> None:
    assert flatten(record) == flat


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([None], pa.string()), ([], pa.string()), ([1], pa.int64()), ([1, None], pa.int64()), ([1.5], pa.float64()),
        ([1, 1.5], pa.float64()), ([True], pa.bool_()), ([True, 1], pa.string()), ([True, 1.5], pa.string()),
        (["a", 1], pa.string()), ([2**63 - 1, -(2**63) + 1], pa.int64()), ([2**63], pa.string()), ([-(2**63)], pa.string()),
    ],
)  # fmt: skip
def test_column_holds_all_sorts_of_its_values(values: list[Any], kind: pa.DataType) -> None:
    seen = Kind()
    for value in values:
        seen.see(value)
    assert seen.arrow == kind


def lines(text: bytes | str, folder: Path) -> tuple[pa.Table, list[tuple[int, str]]]:
    path = folder / "a.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reader, bad = read_json_lines(path, "a.jsonl")
    assert all(row.reason == "not_a_record" for row in bad)
    return reader.read_all(), [(row.line, row.raw) for row in bad]


def test_lines_of_other_sorts_agree_on_one_schema(tmp_path: Path) -> None:
    table, bad = lines('{"a":1,"b":true}\n{"a":1.5,"c":{"d":2}}\n{"b":3,"c":{"d":"x"}}\n', tmp_path)
    assert table.to_pylist() == [
        {"a": 1.0, "b": "true", "c.d": None},
        {"a": 1.5, "b": None, "c.d": "2"},
        {"a": None, "b": "3", "c.d": "x"},
    ]
    assert bad == []


def test_lines_that_are_no_objects_are_kept_aside(tmp_path: Path) -> None:
    long = "x" * 10_001
    table, bad = lines(f'{{"a":1}}\n[1]\n{{"a":"{BROKEN}FF"}}\n{long}\r\n{{"a":2}}', tmp_path)
    assert table.to_pylist() == ROWS
    assert bad == [(2, "[1]"), (3, f'{{"a":"{BROKEN}FF"}}'), (4, "x" * 10_000)]


def test_lines_without_an_object_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        lines("[1]\n", tmp_path)
    assert refused.value.code == "json_has_no_records"


def test_lines_come_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "BATCH_ROWS", 2)
    for count, sizes in ((4, [2, 2]), (5, [2, 2, 1])):
        table, none_bad = lines("\n".join('{"a":1}' for _ in range(count)), tmp_path)
        assert none_bad == []
        assert [len(chunk) for chunk in table.column("a").chunks] == sizes


@pytest.mark.parametrize(("columns", "fits"), [(4_096, True), (4_097, False)])
def test_records_have_at_most_as_many_columns_as_a_table(columns: int, fits: bool, tmp_path: Path) -> None:
    record = {f"c{i}": 1 for i in range(columns)}
    for reading in (lambda: read([record], tmp_path), lambda: lines(json.dumps(record), tmp_path)):
        if fits:
            assert reading()
            continue
        with pytest.raises(Refused) as refused:
            reading()
        assert (refused.value.code, refused.value.facts["columns"]) == ("table_too_wide", columns)
