"""Text cut into columns of text: small files by the reference reader, large ones by Arrow's, both alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.ingest.core import delimited
from naru.data.ingest.core.delimited import Cut, Shape, cut_rows, cut_text
from naru.data.ingest.core.dialect import Dialect
from naru.data.ingest.core.mixed_encodings import BROKEN

PLAIN = Dialect()


@pytest.fixture(params=["reference", "arrow", "file"])
def way(request: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param != "reference":
        monkeypatch.setattr(delimited, "SMALL", 0)
    if request.param == "file":
        monkeypatch.setattr(delimited, "IN_MEMORY", 0)
    return str(request.param)


def cut(text: str, folder: Path, *, width: int = 2, dialect: Dialect = PLAIN, first_line: int = 1, **more: Any) -> Cut:
    path = folder / "text.csv"
    path.write_bytes(text.encode())
    return cut_text(path, Shape(dialect=dialect, width=width, first_line=first_line, **more), folder)


def table_of(found: Cut) -> pa.Table:
    return found.raw if isinstance(found.raw, pa.Table) else pq.read_table(found.raw)


def rows_of(found: Cut) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in table_of(found).to_pylist()]


def test_rows_are_numbered_and_found_again(way: str, tmp_path: Path) -> None:
    found = cut("이름,값\n가,1\n나,2\n다,3\n", tmp_path, first_line=2)
    assert isinstance(found.raw, Path) is (way == "file")
    assert (found.rows, rows_of(found)) == (3, [("가", "1", 0), ("나", "2", 1), ("다", "3", 2)])
    assert (found.left_out, found.below, found.ragged) == ([], [], [])
    assert found.locate([2, 0]) == {0: (2, "가,1"), 2: (4, "다,3")}
    assert found.locate([]) == {}


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        (Dialect("\t"), "가\t1\n나,\t2\n"),
        (Dialect("|", "'"), "가|1\n'나,'|2\n"),
        (Dialect(",", '"', "\\"), '가,1\n"나\\,",2\n'),
        (Dialect("가"), "가1\n나,가2\n"),
    ],
)
def test_any_dialect_is_cut(dialect: Dialect, text: str, way: str, tmp_path: Path) -> None:
    found = cut(text, tmp_path, dialect=dialect)
    assert [row[1] for row in rows_of(found)] == ["1", "2"]
    assert rows_of(found)[1][0] == "나,"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_line_ends_stay_in_their_cell(end: str, way: str, tmp_path: Path) -> None:
    found = cut(f'가,1{end}"나\n다",2{end}라,3{end}', tmp_path)
    assert rows_of(found) == [("가", "1", 0), ("나\n다", "2", 1), ("라", "3", 2)]
    assert found.locate([1, 2]) == {1: (2, '"나\n다",2'), 2: (4, "라,3")}


def test_blank_rows_repeated_headers_and_broken_bytes_are_left_out(way: str, tmp_path: Path) -> None:
    text = f"가,1\n,\n이름,값\n나,{BROKEN}FF\n이름,2\n다,3\n"
    found = cut(text, tmp_path, header=("이름", "값"), broken=True)
    assert rows_of(found) == [("가", "1", 0), ("이름", "2", 4), ("다", "3", 5)]
    assert (found.rows, found.left_out) == (3, [(2, "repeated_header"), (3, "broken_bytes")])
    kept = cut(text, tmp_path)
    assert (kept.rows, kept.left_out) == (5, [])


def test_rows_of_another_width_are_ragged(way: str, tmp_path: Path) -> None:
    found = cut("가,1\n나\n다,3,x\n라,4\n", tmp_path)
    assert rows_of(found) == [("가", "1", 0), ("라", "4", 1)]
    assert [(record.line, record.fields) for record in found.ragged] == [(2, ["나"]), (3, ["다", "3", "x"])]
    assert found.locate([1]) == {1: (4, "라,4")}


def test_empty_cells_too_many_are_dropped(way: str, tmp_path: Path) -> None:
    found = cut("가,1\n다,3,,\n라,4,,x\n", tmp_path)
    assert (rows_of(found), len(found.ragged)) == ([("가", "1", 0), ("다", "3", 1)], 1)


def test_an_open_quote_is_a_letter(way: str, tmp_path: Path) -> None:
    found = cut('가,1\n"나,2\n다,3\n', tmp_path)
    assert [row[0] for row in rows_of(found)] == ["가", '"나', "다"]


def test_an_escape_at_the_end_is_read_by_the_reference(way: str, tmp_path: Path) -> None:
    found = cut("가,1\n나,2\\", tmp_path, dialect=Dialect(",", '"', "\\"))
    assert isinstance(found.raw, pa.Table)
    assert found.rows == 2


def test_remarks_below_the_table_are_no_rows(way: str, tmp_path: Path) -> None:
    found = cut("".join(f"가{n},{n},{n}\n" for n in range(40)) + "※ 출처: 부산광역시,,\n", tmp_path, width=3)
    assert (found.rows, table_of(found).num_rows, found.below) == (40, 40, [40])
    assert found.locate([40]) == {40: (41, "※ 출처: 부산광역시,,")}


def test_no_rows_have_their_columns(way: str, tmp_path: Path) -> None:
    found = cut("이름,값\n,\n", tmp_path, first_line=2)
    assert (found.rows, table_of(found).column_names) == (0, ["c0", "c1", "n"])


def test_a_byte_order_mark_is_no_part_of_the_first_row(way: str, tmp_path: Path) -> None:
    assert cut("\ufeff가,1\n나,2\n", tmp_path).locate([0]) == {0: (1, "가,1")}


def test_only_the_first_line_loses_its_byte_order_mark(way: str, tmp_path: Path) -> None:
    assert cut("가,1\n\ufeff나,2\n", tmp_path).locate([1]) == {1: (2, "\ufeff나,2")}


@pytest.mark.parametrize(
    ("dialect", "text", "is_fast"),
    [
        (PLAIN, "가,1\n나,2\n", True),
        (PLAIN, '"가",1\n"나",2\n', True),
        (PLAIN, '"가,1\n나,2\n', False),
        (PLAIN, "가,1\n나\n다,3\n", True),
        (PLAIN, "가,1\n나,2,\n", False),
        (Dialect("\t"), "가\t1\n나\t2\n", True),
        (Dialect("|", "'"), "'가|'|1\n나|2\n", True),
        (Dialect(",", '"', "\\"), '"가\\"",1\n나,2\n', True),
        (Dialect(",", '"', "\\"), "가,1\n나,2\\", False),
    ],
)
def test_large_files_are_read_fast_where_both_readers_agree(
    dialect: Dialect, text: str, is_fast: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "SMALL", 0)
    slow, asked = delimited._by_reference, list[Path]()

    def watched(path: Path, shape: Shape) -> Cut:
        asked.append(path)
        return slow(path, shape)

    monkeypatch.setattr(delimited, "_by_reference", watched)
    assert cut(text, tmp_path, dialect=dialect).rows == 2
    assert asked == ([] if is_fast else [tmp_path / "text.csv"])


def test_few_blocks_are_held_back_for_remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in many blocks: remarks at its end may lie in several of them."""
    for name, size in (("SMALL", 0), ("IN_MEMORY", 0), ("BLOCK", 64)):
        monkeypatch.setattr(delimited, name, size)
    text = "".join(f"가{n},{n},{n}\n" for n in range(200)) + "※ 출처: 부산광역시,,\n※ 2021년,,\n"
    found = cut(text, tmp_path, width=3)
    assert (found.rows, found.below, table_of(found).num_rows) == (200, [200, 201], 200)
    assert table_of(found).column("n").to_pylist() == list(range(200))


def test_the_size_decides_who_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (delimited.SMALL, delimited.IN_MEMORY) == (1 << 20, 450 << 20)
    text, asked = "가,1\n나,2\n", list[str]()
    size = len(text.encode())
    fast = delimited._fast

    def watched(*given: Any, **more: Any) -> Cut | None:
        asked.append("memory" if more["in_memory"] else "file")
        return fast(*given, **more)

    monkeypatch.setattr(delimited, "_fast", watched)
    for small, most in ((size, size), (size - 1, size), (size - 1, size - 1)):
        monkeypatch.setattr(delimited, "SMALL", small)
        monkeypatch.setattr(delimited, "IN_MEMORY", most)
        assert cut(text, tmp_path).rows == 2
    assert asked == ["memory", "file"]
    assert (delimited.TAIL_ROWS, Cut(raw=pa.table({}), rows=0).locate([1])) == (30, {})


@pytest.mark.parametrize(
    ("text", "is_line_a_row"),
    [
        ("가,1\n나,2\n", True),
        ("가,1\n나,2", True),
        ("가,1\r\n나,2\r\n", True),
        ("가,1\r나,2\r", False),
        ("가,1\n나,2\r", False),
        ("가,1\n\n나,2\n", False),
        ("가,1\r나,2\n\n", False),
    ],
)
@pytest.mark.parametrize("block", [1, 2, 3, 1 << 20])
def test_rows_are_lines_where_there_are_as_many(
    text: str, is_line_a_row: bool, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "BLOCK", block)
    path = tmp_path / "text.csv"
    path.write_bytes(text.encode())
    finder = delimited._Finder(path, Shape(dialect=PLAIN, width=2, first_line=1), good=2, ragged=0)
    assert finder._line_a_row() is is_line_a_row
    assert finder.locate([1])[1][1] == "나,2"


# --- rows that are cut already ---


def grid() -> Iterator[list[str]]:
    yield ["가", "1"]
    yield ["나"]
    yield ["다", "3", "x"]
    yield ["", ""]
    yield ["이름", "값"]


def test_a_sheets_rows_are_padded_and_screened() -> None:
    shape = Shape(dialect=PLAIN, width=2, first_line=5, header=("이름", "값"))
    found = cut_rows(list(grid()), shape)
    assert rows_of(found) == [("가", "1", 0), ("나", "", 1), ("다", "3", 2)]
    assert (found.rows, found.left_out, found.below) == (3, [(4, "repeated_header")], [])
    assert found.locate([1, 2]) == {1: (6, "나"), 2: (7, "다\t3\tx")}
    assert cut_rows([], shape).rows == 0
