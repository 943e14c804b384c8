"""From which width or size on a table's freed memory is given back."""

from typing import Any

import pytest

from naru.data.ingest.core import allocator


class Calls:
    """The C library as far as it is asked, with what it was asked."""

    def __init__(self) -> None:
        self.made: list[tuple[int, ...]] = []

    def mallopt(self, option: int, value: int) -> None:
        self.made.append((option, value))

    def malloc_trim(self, pad: int) -> None:
        self.made.append((pad,))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    made = Calls()
    monkeypatch.setattr(allocator, "_LIBC", made)
    return made


def test_freed_memory_is_kept_up_to_eight_mebibytes(calls: Calls) -> None:
    allocator.keep_freed()
    assert calls.made == [(-3, 8 << 20), (-1, 16 << 20), (0,)]


@pytest.mark.parametrize(
    ("columns", "text_bytes", "given_back"),
    [(12, 256 << 20, False), (13, 1, True), (1, (256 << 20) + 1, True)],
)
def test_wide_and_large_tables_give_back(columns: int, text_bytes: int, given_back: bool, calls: Calls) -> None:
    allocator.suit(columns, text_bytes)
    assert calls.made == ([(-3, 128 << 10), (-1, 256 << 10), (0,)] if given_back else [])


def test_a_library_without_these_settings_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    bare: Any = object()
    monkeypatch.setattr(allocator, "_LIBC", bare)
    allocator.keep_freed()
