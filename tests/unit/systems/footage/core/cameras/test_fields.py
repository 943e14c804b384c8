"""One field at a time: what is read, at both sides of what may be, and where a refusal points."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.cameras.fields import LONGEST_GIVEN, Node, hours
from naru.systems.footage.core.cameras.values import SiteKind


def refusal(act: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code, dict(refused.value.facts)


READ: list[tuple[Callable[[Node], object], object, object]] = [
    (Node.text, " 거리 ", "거리"),
    (Node.text, 7, "7"),
    (lambda node: node.number(0, 10), "0", 0.0),
    (lambda node: node.number(0, 10), 10, 10.0),
    (lambda node: node.number(0, 10), "2.5", 2.5),
    (lambda node: node.whole(1, 5), "5", 5),
    (lambda node: node.whole(1, 5), 1.0, 1),
    (lambda node: node.kind(SiteKind), "park", SiteKind.PARK),
    (lambda node: node.pair(100), [1, "-100"], (1.0, -100.0)),
    (Node.clock, "22:00", time(22)),
    (Node.day, "2026-05-09", date(2026, 5, 9)),
]


@pytest.mark.parametrize(("read", "value", "expected"), READ)
def test_a_field_is_read(read: Callable[[Node], object], value: object, expected: object) -> None:
    assert read(Node(value, "camera.x")) == expected


UNUSABLE: list[tuple[Callable[[Node], object], object]] = [
    (Node.text, " "),
    (Node.text, True),
    (Node.text, ["a"]),
    (lambda node: node.number(0, 10), -0.1),
    (lambda node: node.number(0, 10), 10.1),
    (lambda node: node.number(0, 10), "many"),
    (lambda node: node.number(0, 10), "nan"),
    (lambda node: node.number(0, 10), True),
    (lambda node: node.number(0, 10), None),
    (lambda node: node.whole(1, 5), 2.5),
    (lambda node: node.whole(1, 5), 6),
    (lambda node: node.kind(SiteKind), "street"),
    (lambda node: node.pair(100), [1]),
    (lambda node: node.pair(100), [1, 2, 3]),
    (lambda node: node.pair(100), "12"),
    (Node.clock, "25:00"),
    (Node.day, "9 May"),
    (Node.mapping, [1]),
    (lambda node: list(node.items()), {"a": 1}),
]


@pytest.mark.parametrize(("read", "value"), UNUSABLE)
def test_what_cannot_be_used_is_said_with_its_place(read: Callable[[Node], object], value: object) -> None:
    code, facts = refusal(lambda: read(Node(value, "camera.x")))
    assert (code, facts["place"], facts["given"]) == ("camera_field_unusable", "camera.x", str(value))
    assert facts["ko_wanted"]
    assert facts["en_wanted"]


def test_a_number_of_a_pair_that_is_too_far_is_named_by_its_place() -> None:
    assert refusal(lambda: Node([1, 101], "line").pair(100))[1]["place"] == "line[1]"
    assert refusal(lambda: Node([-101, 1], "line").pair(100))[1]["place"] == "line[0]"


@pytest.mark.parametrize(("length", "shown"), [(LONGEST_GIVEN, LONGEST_GIVEN), (LONGEST_GIVEN + 1, LONGEST_GIVEN + 1)])
def test_a_long_value_is_repeated_by_its_begin(length: int, shown: int) -> None:
    given = refusal(lambda: Node("x" * length, "p").number(0, 1))[1]["given"]
    assert len(given) == shown
    assert given.endswith("…") is (length > LONGEST_GIVEN)


def test_fields_of_a_mapping_are_found_missing_or_unknown() -> None:
    top = Node({"id": "a", "name": "", "zone": {"x": None}}, "")
    assert top.field("id") == Node("a", "id")
    assert top.optional("name") is None
    assert top.optional("other") is None
    assert refusal(lambda: top.field("name")) == ("camera_field_missing", {"place": "name"})
    assert refusal(lambda: top.field("zone").field("x")) == ("camera_field_missing", {"place": "zone.x"})
    top.only("id", "name", "zone")
    assert refusal(lambda: top.only("id", "zone")) == ("camera_field_unknown", {"place": "name", "known": "id, zone"})
    assert [item.place for item in Node([1, 2], "points").items()] == ["points[0]", "points[1]"]


def test_hours_are_always_unless_said() -> None:
    always = hours(Node({}, "hours"))
    assert (always.weekdays, always.begin, always.end) == (frozenset(range(7)), time(0), time(0))
    assert (always.first_day, always.last_day) == (None, None)


def test_hours_are_read_as_said() -> None:
    said = {
        "weekdays": ["sat", "mon"],
        "from": "22:00",
        "until": "06:30",
        "first_day": "2026-05-01",
        "last_day": "2026-05-09",
    }
    read = hours(Node(said, "hours"))
    assert (read.weekdays, read.begin, read.end) == (frozenset({0, 5}), time(22), time(6, 30))
    assert (read.first_day, read.last_day) == (date(2026, 5, 1), date(2026, 5, 9))


def test_a_day_that_is_none_is_named() -> None:
    assert refusal(lambda: hours(Node({"weekdays": ["mon", "holiday"]}, "hours")))[1]["place"] == "hours.weekdays[1]"
    assert refusal(lambda: hours(Node({"days": []}, "hours")))[0] == "camera_field_unknown"
