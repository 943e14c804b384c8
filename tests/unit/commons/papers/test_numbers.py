"""Numbers that nobody guesses and whose mistypings are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.commons.papers.core.numbers import ALPHABET, as_number, new_number

NUMBERS = st.builds(lambda _: new_number(), st.integers())


def test_a_number_is_read_in_any_case_and_group_and_with_the_letters_people_confuse() -> None:
    number = new_number()
    plain = number.replace("-", "")
    for typed in (
        number,
        number.lower(),
        plain,
        f" {plain[:5]} {plain[5:]} ",
        number.replace("0", "o").replace("1", "l"),
    ):
        assert as_number(typed) == number


@pytest.mark.parametrize("typed", ["", "K7Q2", "K7Q2-9XMD-4TRB-P0V", "K7Q2-9XMD-4TRB-P0VU", "번호"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert as_number(typed) is None


@given(place=st.integers(0, 15), letter=st.sampled_from(ALPHABET[:31]), data=st.integers())
def test_one_wrong_letter_is_noticed(place: int, letter: str, data: int) -> None:
    plain = new_number().replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    same = letter == plain[place] or (plain[place] == "Z" and letter == "0")  # 31 and 0 weigh the same
    assert (as_number(wrong) is None) is not same
