"""Pins: written, made longer, listed in order, removed."""

from datetime import UTC, datetime
from pathlib import Path

from naru.data.lake.pins import Pin, read_pins, remove_pin, write_pin
from naru.data.lake.stores import Folder

SOON, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def test_a_pin_stands_until_it_is_removed(tmp_path: Path) -> None:
    store = Folder(tmp_path / "lake")
    cited, lent = Pin(version=11, until=SOON, why="cited"), Pin(version=2, until=LATER, why="lent")
    for pin in (cited, lent):
        write_pin(store, "t", pin)
    assert list(read_pins(store, "t")) == [lent, cited]
    remove_pin(store, "t", 11, "lent")
    remove_pin(store, "t", 3, "cited")
    assert list(read_pins(store, "t")) == [lent, cited]
    remove_pin(store, "t", 11, "cited")
    assert list(read_pins(store, "t")) == [lent]


def test_the_same_reason_again_changes_the_day_and_another_is_a_pin_of_its_own(tmp_path: Path) -> None:
    store = Folder(tmp_path / "lake")
    write_pin(store, "t", Pin(version=1, until=SOON, why="cited"))
    write_pin(store, "t", Pin(version=1, until=LATER, why="cited"))
    assert [pin.until for pin in read_pins(store, "t")] == [LATER]
    write_pin(store, "t", Pin(version=1, until=SOON, why="exported"))
    assert {pin.why for pin in read_pins(store, "t")} == {"cited", "exported"}


def test_where_nothing_was_pinned_there_is_nothing(tmp_path: Path) -> None:
    assert list(read_pins(Folder(tmp_path / "lake"), "t")) == []
