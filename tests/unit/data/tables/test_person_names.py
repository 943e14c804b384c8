"""What people are called, and what only looks so."""

import pytest

from naru.data.tables.core.person_names import is_person_name, may_be_person_name, share_of_names

PEOPLE = ["김민지", "이준호", "박서연", "최영수", "정하은", "강도윤", "조현우", "윤서준"]


@pytest.mark.parametrize(
    ("text", "strictly", "loosely"),
    [
        ("홍길동", True, True),
        ("이 준", True, True),
        ("남궁민수", True, True),
        ("선우진", True, True),
        ("홍길동(팀장)", True, True),
        ("김민지 외 2명", True, True),
        ("김보리밥", False, True),
        ("Kim Minji", False, True),
        ("홍*동", False, False),
        ("김○○", False, False),
        ("이마트", False, True),
        ("한강교", True, True),  # which its column tells apart
        ("갈매기", False, True),
        ("뿌리공원", False, False),
        ("김", False, False),
        ("Minji", False, False),
        ("김민지수현", False, False),
        ("", False, False),
    ],
)
def test_a_name_is_a_surname_and_syllables_of_given_names(text: str, strictly: bool, loosely: bool) -> None:
    assert (is_person_name(text), may_be_person_name(text)) == (strictly, loosely)


@pytest.mark.parametrize(
    ("values", "is_named", "share"),
    [
        (PEOPLE, False, 1.0),
        ([*PEOPLE, "없음", "-"], False, 0.8),
        (["신정동", "이문동", "장안동", "신도동", "고성동", "성수동"], False, 0.0),
        (["신정동", "이문동", "장안동"], False, 0.0),
        (["신정동", "이문동"], False, 1.0),  # too few to be told apart
        (["우동", "중동", "좌동"], False, 0.0),
        (["우동", "이동", "좌동"], True, 1.0),
        (["신정동", "이문동", "장안동", "신도동", "고성동", "성수동"], True, 1.0),
        ([], False, 0.0),
    ],
)
def test_places_share_their_last_syllable(values: list[str], is_named: bool, share: float) -> None:
    assert share_of_names(values, is_named=is_named) == share
