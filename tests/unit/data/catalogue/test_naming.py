"""Names for people's eyes turned into names for addresses and SQL."""

import pytest

from naru.data.catalogue.core.naming import slug, sql_name, unique


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (("부산광역시｜공영주차장 현황(2024)",), "부산광역시_공영주차장_현황_2024"),
        (("주차장", "요금"), "주차장_요금"),
        (("Parking",), "parking"),
        (("２０２４ 매출",), "t_2024_매출"),
        (("_가_",), "가"),
        (("가__나",), "가__나"),
        (("가" * 80,), "가" * 80),
        (("가" * 81,), "가" * 80),
        (("가" * 79 + " 나",), "가" * 79),
        (("",), "t"),
        (("!!",), "t"),
        (("Select",), "t_select"),
        (("selects",), "selects"),
        (("a1",), "a1"),
        (("with",), "t_with"),
        (("all",), "t_all"),
    ],
)
def test_a_title_becomes_a_bare_identifier(title: tuple[str, ...], name: str) -> None:
    assert sql_name(*title) == name


RESERVED = """all and as between by case cast cross distinct else end except exists false from full group having in inner
intersect into is join lateral left like limit natural not null offset on or order outer right select table then true union
using when where with"""


@pytest.mark.parametrize("word", RESERVED.split())
def test_no_word_of_the_language_is_a_name(word: str) -> None:
    assert sql_name(word) == f"t_{word}"


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("주차장", 0, "주차장"),
        ("주차장", 1, "주차장_2"),
        ("주차장", 2, "주차장_3"),
        ("가" * 80, 1, "가" * 78 + "_2"),
        ("가" * 80, 10, "가" * 77 + "_11"),
    ],
)
def test_a_taken_name_gets_the_first_free_number(wanted: str, taken: int, name: str) -> None:
    used: list[str] = []

    def is_taken(asked: str) -> bool:
        used.append(asked)
        return len(used) <= taken

    assert unique(wanted, is_taken) == name


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("부산광역시 해운대구", "부산광역시-해운대구"),
        ("(주)ＮＡＲＵ", "주-naru"),
        ("_가-", "가"),
        ("가" * 81, "가" * 80),
        ("?", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_publishers_name_becomes_an_address(name: str, address: str) -> None:
    assert slug(name) == address
