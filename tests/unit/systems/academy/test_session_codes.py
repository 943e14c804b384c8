from datetime import UTC, datetime, timedelta

import pytest

from naru.systems.academy.core.session_codes import code_at, is_at_place, is_current, seconds_left

SECRET = b"12345678901234567890123456789012"
NOW = datetime(2026, 3, 2, 0, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"), [(59, "119246"), (1111111109, "084774"), (1234567890, "819424"), (2000000000, "698825")]
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    """RFC 6238, appendix B, SHA-256, the last six of its eight digits."""
    assert code_at(SECRET, datetime.fromtimestamp(second, UTC)) == code


@pytest.mark.parametrize(
    ("later_s", "holds"), [(0, True), (29, True), (30, True), (59, True), (60, False), (-1, False)]
)
def test_a_code_lives_for_its_half_minute_and_the_next(later_s: int, holds: bool) -> None:
    assert is_current(SECRET, code_at(SECRET, NOW), NOW + timedelta(seconds=later_s)) is holds


@pytest.mark.parametrize("code", ["", "000000", "12345", "한글여섯자리", "1192461"])
def test_what_is_not_the_code_is_refused(code: str) -> None:
    assert not is_current(SECRET, code, NOW)


def test_digits_may_be_typed_with_spaces_and_another_sessions_code_is_none() -> None:
    code = code_at(SECRET, NOW)
    assert is_current(SECRET, f" {code[:3]} {code[3:]} ", NOW)
    assert not is_current(SECRET[::-1], code, NOW)


@pytest.mark.parametrize(("second", "left"), [(0, 30), (1, 29), (29, 1), (30, 30)])
def test_seconds_are_counted_down_to_the_next_code(second: int, left: int) -> None:
    assert seconds_left(NOW + timedelta(seconds=second)) == left


@pytest.mark.parametrize(
    ("address", "networks", "there"),
    [
        ("203.0.113.7", [], True),
        ("203.0.113.7", ["203.0.113.0/24"], True),
        ("203.0.114.7", ["203.0.113.0/24"], False),
        ("203.0.114.7", ["203.0.113.0/24", "203.0.114.7"], True),
        ("2001:db8::1", ["203.0.113.0/24"], False),
        ("2001:db8::1", ["2001:db8::/32"], True),
        ("", ["203.0.113.0/24"], False),
        ("unknown", ["203.0.113.0/24"], False),
    ],
)
def test_a_place_is_its_networks(address: str, networks: list[str], there: bool) -> None:
    assert is_at_place(address, networks) is there
