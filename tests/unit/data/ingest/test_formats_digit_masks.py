"""Number formats that write codes: a format and a number in, what people see out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.formats.digit_masks import digit_masks

PHONES = "[<=9999999]###-####;(0##) ####-####"
CASES = [
    ("00000", 1234, "01234"), ("00000", 0, "00000"), ("00000", 123456, "123456"), ("00", 3, "03"),
    ("000-0000", 5551234, "555-1234"), ("000-0000", 1234, "000-1234"), ("###-####", 1234, "1234"),
    (PHONES, 9999999, "999-9999"), (PHONES, 212341234, "(02) 1234-1234"), ("0000-00-00", 20240131, "2024-01-31"),
    ('"A"000', 7, "A007"), ('000"호"', 7, "007호"), ("\\제000", 7, "제007"), ("00000;-00000", 12, "00012"),
    ("00000_);[Red](00000)", 12, "00012"), ("00:00", 930, "09:30"), ("[$-412]00000", 12, "00012"),
]  # fmt: skip
NONE = [
    *("General", "0", "#,##0", "0.00", "##0", "# ##0", '0"원"', '#,##0"원"', "0_ ", "@", "yyyy-mm-dd", "mm", "# ?/?"),
    *("0.00E+00", "0%", "", ";;;", "000.0", "0,000", "00,"),
]


@pytest.mark.parametrize(("code", "value", "seen"), CASES)
def test_digits_stand_in_their_places(code: str, value: int, seen: str) -> None:
    masks = digit_masks(code)
    assert masks is not None
    assert masks.write(value) == seen


@pytest.mark.parametrize("code", NONE)
def test_format_that_dresses_up_a_number_is_no_mask(code: str) -> None:
    assert digit_masks(code) is None


def test_value_of_no_section_is_left_as_it_is() -> None:
    masks = digit_masks("[<100]00-00")
    assert masks is not None
    assert (masks.write(99), masks.write(100)) == ("00-99", None)


@given(digits=st.integers(0, 10**12), zeros=st.integers(2, 14))
def test_zeros_only_ever_stand_before_the_number(digits: int, zeros: int) -> None:
    masks = digit_masks("0" * zeros)
    assert masks is not None
    assert masks.write(digits) == str(digits).rjust(zeros, "0")


@given(digits=st.integers(0, 10**9), groups=st.lists(st.integers(1, 4), min_size=2, max_size=4))
def test_hyphens_take_no_digit_away(digits: int, groups: list[int]) -> None:
    masks = digit_masks("-".join("0" * size for size in groups))
    if masks is not None:
        assert masks.write(digits).replace("-", "").lstrip("0") == str(digits).lstrip("0")  # type: ignore[union-attr]
