"""Ids are of RFC 9562's version 7 and sort by their birth."""

from collections.abc import Callable

import pytest

from naru.base.kit import ids
from naru.base.kit.ids import ALPHABET, is_id, new_id

MILLISECOND = 1_000_000


def value_of(text: str) -> int:
    value = 0
    for letter in text:
        value = value << 5 | ALPHABET.index(letter)
    return value


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock to a millisecond; what came before is forgotten, and nothing is random."""
    monkeypatch.setattr(ids, "_last", (0, 0))
    monkeypatch.setattr(ids.secrets, "randbits", lambda bits: (1 << bits) - 1)

    def set_clock(milliseconds: int) -> None:
        monkeypatch.setattr(ids.time, "time_ns", lambda: milliseconds * MILLISECOND + 999_999)

    return set_clock


def test_an_id_holds_its_millisecond_version_count_and_chance(at: Callable[[int], None]) -> None:
    at(1_764_000_000_123)
    value = value_of(new_id())
    assert value >> 80 == 1_764_000_000_123
    assert value >> 76 & 0xF == 7
    assert value >> 64 & 0xFFF == 0x7FF  # begins at random, in the lower half
    assert value >> 62 & 0b11 == 0b10
    assert value & (1 << 62) - 1 == (1 << 62) - 1


def test_within_a_millisecond_the_count_rises_and_then_borrows_the_next(at: Callable[[int], None]) -> None:
    at(5)
    made = [value_of(new_id()) for _ in range(0x1000 - 0x7FF + 1)]
    places = [(value >> 80, value >> 64 & 0xFFF) for value in made]
    assert places[:2] == [(5, 0x7FF), (5, 0x800)]
    assert places[-2:] == [(5, 0xFFF), (6, 0x7FF)]
    assert made == sorted(made)


def test_a_clock_that_goes_back_makes_no_earlier_id(at: Callable[[int], None]) -> None:
    at(9)
    first = new_id()
    at(7)
    second = new_id()
    at(10)
    third = new_id()
    assert [value_of(each) >> 80 for each in (first, second, third)] == [9, 9, 10]
    assert first < second < third


def test_ids_of_one_process_are_many_and_in_order() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert all(map(is_id, made))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("0" * 26, True),
        ("z" * 26, True),
        ("0" * 25, False),
        ("0" * 27, False),
        ("u" * 26, False),
        ("A" * 26, False),
        ("0" * 25 + "i", False),
        ("", False),
    ],
)
def test_an_id_is_twenty_six_letters_of_the_alphabet(text: str, is_one: bool) -> None:
    assert is_id(text) is is_one
