"""Rules over stored tracks: when an event begins, what splits none, what each act needs."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.systems.footage.core.cameras.values import Hours, ZoneKind
from naru.systems.footage.core.events.acts import ACTS, COOKING, DAMAGE, DRINKING, FISHING, TENT, TWO_WHEELER
from naru.systems.footage.core.events.engine import find_events
from naru.systems.footage.core.events.rules import UNSUPPORTED, Beside, Company, Rule, Still
from naru.systems.footage.core.tables import ATTRIBUTES, EVENTS
from tests.footage_rows import SECOND, Walk, along, camera, square, tracks, zone

HERE, OUT = (50.0, 50.0), (5.0, 5.0)
LAWN = zone("lawn", *square(30, 30, 40), kind=ZoneKind.PROHIBITED)
CAMERA = camera(zones=[LAWN])
NOTHING = Words("", "")
LOITERING = Rule(
    id="loitering", version=1, name=NOTHING, sees=NOTHING, cannot_see=NOTHING, classes=("person",), least_s=10, gap_s=5
)


def found(rule: Rule, *tables: pa.Table, attributes: pa.Table | None = None) -> list[tuple[float, float, list[int]]]:
    answer = find_events(pa.concat_tables(tables), [CAMERA], [rule], attributes=attributes)
    assert answer.schema.equals(EVENTS)
    return [(row["start_us"] / SECOND, row["end_us"] / SECOND, row["track_ids"]) for row in answer.to_pylist()]


def person(*walks: Walk, step_s: float = 1.0) -> pa.Table:
    return tracks(*walks, step_s=step_s)


def thing(kind: str, *walks: Walk, height: float = 6) -> pa.Table:
    return tracks(*walks, kind=kind, height=height)


@pytest.mark.parametrize(("seconds", "expected"), [(10, [(0, 10, [1])]), (9, [])])
def test_an_event_lasts_its_least_time(seconds: int, expected: list[tuple[float, float, list[int]]]) -> None:
    assert found(LOITERING, person((1, 0, [HERE] * (seconds + 1)))) == expected


@pytest.mark.parametrize(("away", "expected"), [(5, [(0, 17, [1])]), (6, [])])
def test_what_is_no_further_apart_than_the_gap_is_one_event(
    away: int, expected: list[tuple[float, float, list[int]]]
) -> None:
    """frigate#1313: one stay was split"""
    assert found(LOITERING, person((1, 0, [HERE] * 7 + [OUT] * (away - 1) + [HERE] * 7)))[: len(expected)] == [
        (0, 12 + away, [1])
    ] * len(expected)
    split = found(LOITERING, person((1, 0, [HERE] * 7 + [OUT] * 6 + [HERE] * 7)))
    assert split == []


def test_a_new_id_splits_no_event() -> None:
    assert found(LOITERING, person((1, 0, [HERE] * 7), (2, 9, [HERE] * 7))) == [(0, 15, [1, 2])]


def test_who_becomes_still_before_his_time_is_loitering_all_the_same() -> None:
    """frigate#14221"""
    assert found(LOITERING, person((1, 0, along((40, 50), (50, 50), steps=4) + [HERE] * 9))) == [(0, 13, [1])]


def test_each_rule_has_its_classes_and_time_in_one_zone() -> None:
    """frigate#17562"""
    cars = replace(LOITERING, id="parking", classes=("car",), least_s=20)
    both = [person((1, 0, [HERE] * 12)), thing("car", (2, 0, [HERE] * 21))]
    assert found(LOITERING, *both) == [(0, 11, [1])]
    assert found(cars, *both) == [(0, 20, [2])]


def test_an_event_begins_with_its_actor_not_with_what_stood_there() -> None:
    """frigate#4563: a still false thing opened it hours before"""
    beside = replace(LOITERING, relations=(Beside(classes=("bottle",)),))
    assert found(beside, thing("bottle", (9, 0, [HERE] * 100)), person((1, 60, [HERE] * 20))) == [(60, 79, [1])]


def test_the_foot_decides_where_somebody_is() -> None:
    """frigate#7044"""
    assert found(LOITERING, person((1, 0, [(50, 75)] * 20))) == []
    assert found(LOITERING, person((1, 0, [(50, 69)] * 20))) == [(0, 19, [1])]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((), 1),
        ((Hours(begin=time(22), end=time(6)),), 1),
        ((Hours(begin=time(6), end=time(22)),), 0),
        ((Hours(begin=time(6), end=time(22)), Hours(begin=time(22), end=time(23))), 1),
        ((Hours(weekdays=frozenset({4})),), 1),  # 2026-05-08 is a Friday in Busan
        ((Hours(weekdays=frozenset({3})),), 0),
    ],
)
def test_the_calendar_is_that_of_the_camera_s_clock(hours: tuple[Hours, ...], expected: int) -> None:
    """frigate#2019"""
    begin = datetime(2026, 5, 8, 13, 30, tzinfo=UTC).timestamp()  # 22:30 in Busan
    stay = person((1, begin, [HERE] * 20))
    assert len(found(replace(LOITERING, hours=hours), stay)) == expected
    closed = camera(zones=[replace(LAWN, hours=hours)])
    assert len(find_events(stay, [closed], [LOITERING])) == expected


def test_an_event_runs_while_its_hours_hold() -> None:
    begin = datetime(2026, 5, 8, 13, 0, tzinfo=UTC).timestamp()
    stay = person((1, begin - 30, [HERE] * 60))
    night = replace(LOITERING, hours=(Hours(begin=time(22), end=time(6)),))
    assert found(night, stay) == [(begin, begin + 29, [1])]


def test_only_zones_of_the_rule_s_kind_and_with_its_name_are_looked_at() -> None:
    stay = person((1, 0, [HERE] * 20))
    for kind, acts, expected in (
        (ZoneKind.AREA, (), 0),
        (ZoneKind.PROHIBITED, (), 1),
        (ZoneKind.PROHIBITED, ("loitering", "tent"), 1),
        (ZoneKind.PROHIBITED, ("tent",), 0),
    ):
        looked = camera(zones=[replace(LAWN, kind=kind, acts=acts)])
        assert len(find_events(stay, [looked], [LOITERING])) == expected


def test_replayed_an_event_has_the_same_id_and_another_version_another() -> None:
    stay = person((1, 0, [HERE] * 20))
    ids = [
        find_events(stay, [CAMERA], [rule])["event_id"].to_pylist()
        for rule in (LOITERING, LOITERING, replace(LOITERING, version=2))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_evidence_and_score_of_an_event() -> None:
    row = find_events(person((1, 0, [HERE] * 31)), [CAMERA], [replace(LOITERING, sure_s=60)]).to_pylist()[0]
    assert row["evidence_us"] == [0, 15 * SECOND, 30 * SECOND]
    assert row["score"] == 0.5
    assert row["clip_ids"] == ["clip"]
    longer = find_events(person((1, 0, [HERE] * 99)), [CAMERA], [replace(LOITERING, sure_s=60)]).to_pylist()[0]
    assert longer["score"] == 1


def test_still_is_measured_in_heights_over_time() -> None:
    still = replace(LOITERING, relations=(Still(over_s=3, reach_heights=0.3),))
    slow, fast = (
        along((32, 50), (62, 50), steps=15),
        along((32, 50), (64.5, 50), steps=15),
    )  # 6 and 6.5 pixels in 3 s, 20 high
    assert found(still, person((1, 0, slow))) == [(3, 15, [1])]
    assert found(still, person((1, 0, fast))) == []


def test_company_is_counted_at_once() -> None:
    two = replace(LOITERING, relations=(Company(people=2),))
    assert found(two, person((1, 0, [HERE] * 20), (2, 5, [(55, 50)] * 30))) == [(5, 19, [1, 2])]
    assert found(two, person((1, 0, [HERE] * 20), (2, 20, [(55, 50)] * 30))) == []


SITS, FRIEND = (1, 0.0, [HERE] * 60), (2, 0.0, [(62.0, 50.0)] * 60)
BEGAN = (99, 0.0, [OUT])


@pytest.mark.parametrize(
    ("rule", "scene", "expected"),
    [
        (FISHING, [person(SITS), thing("fishing_rod", (9, 10, [(60, 50)] * 50))], True),
        (FISHING, [person(SITS)], False),
        (FISHING, [person((1, 0, along((31, 50), (69, 50), steps=12)))], False),
        (COOKING, [person(SITS), thing("moving", (9, 10, [(60, 50)] * 50))], True),
        (COOKING, [person(SITS), thing("moving", (9, 10, [(90, 50)] * 50))], False),
        (COOKING, [person(SITS)], False),
        (DRINKING, [person(SITS, FRIEND), thing("bottle", (9, 5, [(56, 50)] * 50))], True),
        (DRINKING, [person(SITS), thing("bottle", (9, 5, [(56, 50)] * 50))], False),
        (DRINKING, [person(SITS, FRIEND)], False),
        (TENT, [person(BEGAN, SITS), thing("moving", (9, 10, [(70, 50)] * 50), height=30)], True),
        (TENT, [person(BEGAN, SITS), thing("moving", (9, 0, [(70, 50)] * 60), height=30)], False),  # was there before
        (
            TENT,
            [person(BEGAN, SITS), thing("moving", (9, 0, [(70, 50)] * 8), (8, 20, [(70, 50)] * 40), height=30)],
            False,
        ),  # hidden
        (
            TENT,
            [person(BEGAN, SITS), thing("moving", (9, 10, along((70, 50), (99, 50), steps=49)), height=30)],
            False,
        ),  # moves on
        (TENT, [person(BEGAN, SITS), thing("bottle", (9, 10, [(70, 50)] * 50), height=30)], False),
        (TWO_WHEELER, [thing("bicycle", (9, 0, along((0, 50), (99, 50), steps=9)))], True),
        (TWO_WHEELER, [person((9, 0, along((0, 50), (99, 50), steps=9)))], False),
        (DAMAGE, [person((1, 0, [HERE] * 9)), thing("moving", (9, 3, [(58, 48)] * 5))], True),
        (DAMAGE, [person((1, 0, [HERE] * 9))], False),
    ],
)
def test_the_six_acts(rule: Rule, scene: list[pa.Table], expected: bool) -> None:
    assert bool(found(rule, *scene)) is expected


@pytest.mark.parametrize(("seconds", "expected"), [(33, 1), (34, 0)])  # still from the second second on, thirty at most
def test_who_halts_briefly_may_have_damaged_something_who_rests_has_not(seconds: int, expected: int) -> None:
    drawn = camera(zones=[replace(LAWN, acts=("damage",))])
    assert find_events(person((1, 0, [HERE] * seconds + [OUT])), [drawn], [DAMAGE]).num_rows == expected
    assert find_events(person((1, 0, [HERE] * 20)), [drawn], [DAMAGE]).num_rows == 0  # nobody saw him leave
    stirs = pa.concat_tables([person((1, 0, [HERE] * 60)), thing("moving", (9, 20, [(58, 48)] * 9))])
    assert find_events(stirs, [drawn], [DAMAGE])["start_us"].to_pylist() == [20 * SECOND]


@pytest.mark.parametrize("rule", [COOKING, FISHING, TENT], ids=lambda rule: rule.id)
def test_in_a_zone_drawn_for_an_act_who_stays_is_worth_a_look_and_scores_less_without_a_sign(rule: Rule) -> None:
    drawn = camera(zones=[replace(LAWN, acts=(rule.id,))])
    signs = thing("fishing_rod", (8, 10, [(60, 50)] * 50)), thing("moving", (9, 10, [(60, 50)] * 50), height=30)
    weak = find_events(person(BEGAN, SITS), [drawn], [rule]).to_pylist()
    strong = find_events(pa.concat_tables([person(BEGAN, SITS), *signs]), [drawn], [rule]).to_pylist()
    assert len(weak) == len(strong) == 1
    assert weak[0]["score"] == pytest.approx(strong[0]["score"] * UNSUPPORTED)
    assert find_events(person((1, 0, along((31, 50), (69, 50), steps=9))), [drawn], [rule]).num_rows == 0


def test_a_means_of_movement_that_is_known_counts_more_than_the_class() -> None:
    rides = along((0, 50), (99, 50), steps=9)
    modes = [(1, "kickboard"), (2, "walk"), (3, "unknown")]
    rows = [
        {"camera_id": "c", "track_id": n, "sex": "unknown", "age_band": "unknown", "mode": mode, "votes": 1}
        for n, mode in modes
    ]
    attributes = pa.Table.from_pylist(rows, schema=ATTRIBUTES)
    scene = [person((1, 0, rides)), thing("bicycle", (2, 20, rides), (3, 40, rides))]
    assert [names for _, _, names in found(TWO_WHEELER, *scene, attributes=attributes)] == [[1], [3]]
    assert [names for _, _, names in found(TWO_WHEELER, *scene)] == [[2], [3]]


def test_the_acts_say_in_both_languages_what_they_see_and_what_not() -> None:
    assert [rule.id for rule in ACTS] == ["cooking", "fishing", "damage", "two_wheeler", "tent", "drinking"]
    for rule in ACTS:
        assert all(words.ko and words.en for words in (rule.name, rule.sees, rule.cannot_see)), rule.id


def test_without_tracks_zones_or_rules_nothing_happened() -> None:
    stay = person((1, 0, [HERE] * 20))
    assert len(find_events(tracks(), [CAMERA], ACTS)) == 0
    assert len(find_events(stay, [camera()], ACTS)) == 0
    assert len(find_events(stay, [CAMERA], [])) == 0
