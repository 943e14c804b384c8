"""Plain digits are read the short way as they are the long way."""

from hypothesis import given
from hypothesis import strategies as st

from naru.data.tables.core.numbers import LONGEST, Number, parse


@given(st.text("0123456789", min_size=1, max_size=LONGEST + 2) | st.sampled_from(["0", "00", "007", "9" * LONGEST]))
def test_plain_digits_are_read_alike_on_both_ways(digits: str) -> None:
    """A blank before them, and full-width digits, take the long way."""
    short = parse(digits)
    wide = digits.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert parse(wide) == short
    if len(digits) < LONGEST:
        assert parse(f" {digits}") == short
        assert parse(f"+{digits}") == short
    is_number = len(digits) <= LONGEST and (digits[0] != "0" or digits == "0")
    assert short == (Number(int(digits)) if is_number else None)
