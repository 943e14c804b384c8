"""Names that look like one that is not there."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit import likeness
from naru.base.kit.likeness import COMPARED, NAME_LONGEST, alike


@pytest.mark.parametrize(
    ("name", "names", "found"),
    [
        ("주차장들", ["주차장", "공원", "도서관"], ["주차장"]),
        ("x", ["주차장"], []),
        ("", ["주차장"], []),
        ("parking", [], []),
        ("a" * 5000, ["a" * 5001], ["a" * 5001]),
    ],
)
def test_the_likest_come_first(name: str, names: list[str], found: list[str]) -> None:
    assert alike(name, names) == found


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=COMPARED))
def test_few_names_are_compared_as_difflib_does(name: str, names: list[str]) -> None:
    assert alike(name, dict.fromkeys(names)) == difflib.get_close_matches(name, list(dict.fromkeys(names)))


def test_of_thousands_only_a_few_are_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(likeness, "get_close_matches", lambda name, names, **_: asked.append((name, names)) or [])
    names = [f"table_{number}" for number in range(5000)]
    alike("table_4711" + "x" * 50_000, names)
    [(wanted, compared)] = asked
    assert (len(wanted), len(compared)) == (NAME_LONGEST, COMPARED)
    assert "table_4711" in compared
