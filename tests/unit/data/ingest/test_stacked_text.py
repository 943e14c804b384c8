"""Several tables in one CSV are as many tables; one table with gaps stays one."""

from pathlib import Path

import pytest

from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.stacked_text import as_grid
from naru.data.ingest.core.values import Hints, TableReport
from tests.tables_read import aside_of, rows_of

FIRST = "구,인구\n중구,100\n동구,200\n서구,300\n"
SECOND = "시설명,좌석수,개관일\n도서관,120,2001-03-02\n체육관,300,2010-05-01\n"
SAME_WIDTH = "시설명,좌석수\n도서관,120\n체육관,300\n"


def tables(data: bytes, folder: Path, settings: SourceSettings | None = None) -> list[TableReport]:
    path = folder / "두 표.csv"
    path.write_bytes(data)
    settings = settings or SourceSettings()
    answer = parse({"path": str(path), "name": path.name, "out": str(folder / "out"), "settings": settings.to_json()})
    return [TableReport.from_json(stored) for stored in answer["tables"]]


STACKED = [
    (f"{FIRST}\n{SECOND}", ["두 표", "두 표 (2)"], [3, 2]),
    (f"{FIRST}\n{SAME_WIDTH}", ["두 표", "두 표 (2)"], [3, 2]),
    (f"1. 인구\n{FIRST}\n2. 시설\n{SECOND}", ["두 표", "2. 시설"], [3, 2]),
    (f"{FIRST},\n,\n{SAME_WIDTH}", ["두 표", "두 표 (2)"], [3, 2]),
    (f"{FIRST}\n\n\n{SECOND}\n\n{SAME_WIDTH}", ["두 표", "두 표 (2)", "두 표 (3)"], [3, 2, 2]),
    (f"{FIRST}\n중동,400\n남구,500\n", ["두 표"], [5]),  # a gap
    (f"{FIRST}\n{FIRST}", ["두 표"], [6]),  # the same table again
    (f"{FIRST}\n※ 자료: 통계청\n", ["두 표"], [3]),
    (f"\n\n{FIRST}", ["두 표"], [3]),
    (FIRST, ["두 표"], [3]),
]


@pytest.mark.parametrize(("text", "names", "rows"), STACKED)
@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_tables_below_each_other_are_apart(
    text: str, names: list[str], rows: list[int], codec: str, tmp_path: Path
) -> None:
    found = tables(text.encode(codec), tmp_path)
    assert ([table.name for table in found], [table.rows for table in found]) == (names, rows)
    assert {table.encoding for table in found} == {"UTF-8" if codec == "utf-8" else "EUC-KR"}


def test_each_table_has_its_own_names_types_and_lines(tmp_path: Path) -> None:
    first, second = tables(f"{FIRST}\n{SECOND}".encode(), tmp_path)
    assert [(c.name, c.type) for c in second.columns] == [("시설명", "text"), ("좌석수", "integer"), ("개관일", "date")]
    assert (first.header_line, second.header_line) == (1, 6)
    assert rows_of(second)[0]["시설명"] == "도서관"


def test_a_line_of_broken_bytes_goes_aside_with_its_number(tmp_path: Path) -> None:
    _, second = tables(f"{FIRST}\n{SECOND}".encode() + b"\xff\xff,1,2011-01-01\n", tmp_path)
    assert [(row["line"], row["reason"]) for row in aside_of(second)] == [(9, "broken_bytes")]


def test_a_persons_word_about_the_header_leaves_one_table(tmp_path: Path) -> None:
    settings = SourceSettings(tables={"": TableSettings(hints=Hints(header_line=6))})
    [report] = tables(f"{FIRST}\n{SAME_WIDTH}".encode(), tmp_path, settings)
    assert ([column.name for column in report.columns], report.rows) == (["시설명", "좌석수"], 2)


def test_lines_of_the_file_are_rows_of_the_grid(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,"x\ny"\n\n1,2\n', "utf-8")
    grid = as_grid(path, "t.csv")
    assert grid is not None
    assert [list(row) for row in grid.rows] == [["a", "x\ny"], [], [], ["1", "2"]]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a,b\n1,2\n\n", "import os\n\nimport sys\n\nprint(1)\n", ""])
def test_text_without_a_gap_is_left_to_the_plain_reader(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    assert as_grid(path, "t.csv") is None


def test_an_empty_column_between_parts_the_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,,c\n1,2,,3\n", "utf-8")
    assert as_grid(path, "t.csv") is not None
