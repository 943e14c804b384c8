"""Names of columns and the units in them."""

import unicodedata

import pytest

from naru.data.ingest.core.column_names import bare_unit, distinct, is_unit, joined, stated_unit, unit_in_name


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("인구(명)", "명"),
        ("금액[단위: 천원]", "천원"),
        ("금액 (in 백만원)", "백만원"),
        ("건설기성액(실질)(십억원)", "십억원"),
        ("금액(천원)(실질)", "천원"),
        ("면적_㎡", "㎡"),
        ("길이km", "km"),
        ("예산_백만원", "백만원"),
        ("예산백만원", None),
        ("lengthkm", None),
        ("농도（㎍/㎥）", "㎍/㎥"),
        ("단가(원/㎡)", "원/㎡"),
        ("단가(원/평)", None),
        ("단가(원/월)", "원/월"),
        ("생산(십만톤)", "십만톤"),
        ("지수(2020=100)", "2020=100"),
        ("비고(설명)", None),
        ("인구", None),
    ],
)
def test_unit_stands_in_the_name(name: str, unit: str | None) -> None:
    assert unit_in_name(name) == unit


@pytest.mark.parametrize(("text", "known"), [("명", True), (" 명 ", True), ("명세", False), ("", False)])
def test_unit_is_known(text: str, known: bool) -> None:
    assert is_unit(text) is known


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("(명)", "명"), ("[천원]", "천원"), ("（명）", "명"), ("단위: 톤", "톤"), ("(단위 : 아무거나)", "아무거나"),
        (" 명 ", "명"), ("이름", None), ("", None),
    ],
)  # fmt: skip
def test_cell_of_a_units_row_says_its_unit(cell: str, unit: str | None) -> None:
    assert bare_unit(cell) == unit


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("(단위 : 원/리터)", "원/리터"),
        ("구별 인구 단위: 명", "명"),
        ("(단위: 명, 세대)", None),
        (f"(단위: {'가' * 12})", "가" * 12),
        (f"(단위: {'가' * 13})", None),
        ("(단위: )", None),
        ("단위 명", None),
        ("자료: 통계청", None),
    ],
)
def test_note_states_one_unit_for_all(note: str, unit: str | None) -> None:
    assert stated_unit(note) == unit


@pytest.mark.parametrize(
    ("levels", "name"),
    [
        (["인구", "남"], "인구 / 남"),
        (["인구", "인구"], "인구"),
        (["", " 남\n자 "], "남 자"),
        ([unicodedata.normalize("NFD", "인구")], "인구"),
        ([], ""),
    ],
)
def test_levels_are_joined(levels: list[str], name: str) -> None:
    assert joined(levels) == name


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (["값", "", "값", "값"], ["값", "열 2", "값 (2)", "값 (3)"]),
        (["값", "값 (2)", "값"], ["값", "값 (2)", "값 (3)"]),
        (["값", "값", "값 (2)"], ["값", "값 (3)", "값 (2)"]),
        (["열 2", ""], ["열 2", "열 2 (2)"]),
        ([], []),
    ],
)
def test_no_name_is_empty_or_given_twice(names: list[str], given: list[str]) -> None:
    assert distinct(names) == given
