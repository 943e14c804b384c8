"""Rules as data: read from a city's file and written back; calendars; what people decided."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Hours
from naru.systems.footage.core.events import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.events.acts import ACTS, FISHING
from naru.systems.footage.core.events.hours import holds
from naru.systems.footage.core.events.mapping import mapping_from_rule, rule_from_mapping
from naru.systems.footage.core.events.review import Review, Verdict, precision
from naru.systems.footage.core.events.rules import Rule
from naru.systems.footage.core.tables import EVENTS

SUMMER = Hours(
    weekdays=frozenset({5, 6}), begin=time(20), end=time(6, 30), first_day=date(2026, 6, 1), last_day=date(2026, 8, 31)
)


@pytest.mark.parametrize("rule", ACTS, ids=lambda rule: rule.id)
def test_a_rule_comes_back_as_it_was(rule: Rule) -> None:
    from dataclasses import replace

    with_hours = replace(rule, hours=(SUMMER, Hours()))
    assert rule_from_mapping(mapping_from_rule(with_hours)) == with_hours


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"least_s": -1}, "least_s"),
        ({"least_s": "long"}, "least_s"),
        ({"sure_s": float("inf")}, "sure_s"),
        ({"most_s": "ever"}, "most_s"),
        ({"zone_kinds": ["lawn"]}, "zone_kinds"),
        ({"hours": [{"begin": "25:00"}]}, "hours"),
        ({"relations": [{"relation": "near"}]}, "relations"),
        ({"name": "낚시"}, "name"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_field_that_is_wrong_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        rule_from_mapping(mapping_from_rule(FISHING) | change)
    assert refused.value.code == "rule_unreadable"
    assert refused.value.facts == {"rule": "fishing", "field": field}


def test_a_field_that_is_missing_and_a_relation_s_unknown_one_are_named() -> None:
    without = mapping_from_rule(FISHING)
    del without["classes"]
    with pytest.raises(Refused) as refused:
        rule_from_mapping(without)
    assert refused.value.facts["field"] == "classes"
    with pytest.raises(Refused) as refused:
        rule_from_mapping(mapping_from_rule(FISHING) | {"relations": [{"relation": "still", "speed": 3}]})
    assert refused.value.facts["field"] == "speed"


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-06-06T20:00", True),  # a Saturday
        ("2026-06-06T19:59", False),
        ("2026-06-07T06:29", True),
        ("2026-06-07T06:30", False),
        ("2026-06-08T06:29", True),  # Monday morning belongs to Sunday
        ("2026-06-08T20:00", False),
        ("2026-06-06T06:29", False),  # Saturday morning belongs to Friday
        ("2026-05-31T20:00", False),  # a Sunday before the first day
        ("2026-08-30T20:00", True),
        ("2026-09-05T20:00", False),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_begin_on(local: str, expected: bool) -> None:
    from datetime import datetime

    busan = ZoneInfo("Asia/Seoul")
    t_us = round(datetime.fromisoformat(local).replace(tzinfo=busan).timestamp() * 1_000_000)
    assert holds((SUMMER,), t_us, busan) is expected
    assert holds((), t_us, busan)


def events(*rows: tuple[str, str, int]) -> pa.Table:
    return pa.Table.from_pylist(
        [{"event_id": name, "rule": rule, "rule_version": version} for name, rule, version in rows], schema=EVENTS
    )


def test_reviews_are_a_rule_s_precision_version_by_version() -> None:
    found = events(("a", "tent", 1), ("b", "tent", 1), ("c", "tent", 1), ("d", "tent", 2), ("e", "tent", 1))
    reviews = [
        Review(event_id="a", verdict=Verdict.REJECTED, at_us=1),
        Review(event_id="a", verdict=Verdict.ACCEPTED, at_us=2),
        Review(event_id="b", verdict=Verdict.REJECTED, at_us=1),
        Review(event_id="c", verdict=Verdict.CORRECTED, rule="tent", at_us=1),
        Review(event_id="e", verdict=Verdict.CORRECTED, rule="cooking", at_us=1),
        Review(event_id="gone", verdict=Verdict.ACCEPTED, at_us=1),
    ]
    first, second = precision(found, reversed(reviews))
    assert (first.version, first.events, first.reviewed, first.right) == (1, 4, 4, 2)
    assert first.share
    assert first.share.value == 0.5
    assert (first.share.low, first.share.high) == pytest.approx((0.150, 0.850), abs=1e-3)
    assert (second.version, second.reviewed, second.share) == (2, 0, None)
