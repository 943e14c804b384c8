"""First lines as people see them, and sheets that are no tables."""

from pathlib import Path

import pytest

from naru.data.ingest.core.preview import first_lines, first_rows, is_prose
from naru.data.ingest.core.values import Cell, Grid


def grid(*rows: list[Cell], name: str = "자료") -> Grid:
    return Grid(name=name, rows=rows)


def lines(text: bytes, folder: Path, encoding: str = "utf-8") -> list[str]:
    path = folder / "표.csv"
    path.write_bytes(text)
    return first_lines(path, encoding)


def test_twelve_lines_are_shown(tmp_path: Path) -> None:
    assert lines(b"".join(b"%d\n" % i for i in range(20)), tmp_path) == [str(i) for i in range(12)]


def test_a_line_is_shown_up_to_240_letters_and_without_its_mark(tmp_path: Path) -> None:
    assert lines(("\ufeff" + "가" * 241).encode("cp949", "ignore"), tmp_path, "cp949") == ["가" * 240]
    assert lines("\ufeff구,수".encode(), tmp_path) == ["구,수"]


def test_no_more_than_16_kib_are_looked_at(tmp_path: Path) -> None:
    assert lines(b"a" * 16_380 + b"\nbcdefg\n", tmp_path)[1:] == ["bcd"]


def test_bytes_that_are_no_text_do_not_stop_it(tmp_path: Path) -> None:
    assert lines(b"\xff\n", tmp_path) == ["\ufffd"]


def test_rows_of_a_sheet_are_parted_by_bars(tmp_path: Path) -> None:
    assert first_rows(grid(["구", 1.0, None], [None, "가"], [None])) == ["구 │ 1", " │ 가", ""]
    assert first_rows(grid(*[[i] for i in range(20)])) == [str(i) for i in range(12)]
    assert first_rows(grid(["가" * 300])) == ["가" * 240]


@pytest.mark.parametrize(
    ("sheet", "prose"),
    [
        (grid(["구", "수"], ["가", 1], name=" 메타 정보"), True),
        (grid(["구", "수"], ["가", 1], name="README"), True),
        *(
            (grid(["구", "수"], ["가", 1], name=name), True)
            for name in ("표지", "목차", "주석", "메타데이터", "통계설명", "Metadata")
        ),
        (grid(["구", "수"], ["가"], ["나.", None]), False),
        (grid(["가"], ["나"], [None], ["", None]), True),
        (grid(["구", "수"], ["가", 1]), False),
        (grid(["동명"], ["가"], ["나"]), False),
        (grid(["동명"], ["가"]), True),
        (grid(["동명"], ["가"], ["가" * 40]), False),
        (grid(["동명"], ["가"], ["가" * 41]), True),
        (grid(["동명"], ["가"], ["끝."]), True),
        (grid(["동명"], ["가"], ["자료: 나"]), True),
        (grid(["동명", None, "동명"], ["가"], ["나"]), False),
        (grid(["동명", "동명"], ["가"]), True),
        (grid(["동명", ""], ["가"], ["나"]), False),
    ],
)
def test_sheet_is_prose(sheet: Grid, prose: bool) -> None:
    assert is_prose(sheet) is prose
