"""Cases with their answers, and both sides of each number of the policy."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.clock import CITY_ZONE
from naru.systems.academy.core.attendance import Day, Stay, judge_day, judge_period, policy_of, stays_of
from tests.academy_material import needs_material, read

RULE = {
    "name": "시험",
    "late_after_min": 10,
    "early_before_min": 10,
    "marks_per_absence": 3,
    "absent_if_present_below": 0.5,
    "pass_rate": 0.8,
    "excused": ["예비군"],
}
POLICY = policy_of(RULE)
START = datetime(2026, 3, 2, 0, tzinfo=UTC)  # 09:00 in the city
END = START + timedelta(hours=8)


def day(*stays: tuple[int, int], **more) -> Day:
    """Stays in minutes after the start."""
    within = tuple(Stay(came=START + timedelta(minutes=a), went=START + timedelta(minutes=b)) for a, b in stays)
    return Day(starts=START, ends=END, stays=within, **more)


def city(on: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(on), time.fromisoformat(clock), CITY_ZONE)


@needs_material
def test_every_case_is_counted_as_the_rule_counts_them() -> None:
    material = read("attendance.json")
    policy, faults = policy_of(material["policy"]), []
    for case in material["cases"]:
        days = []
        for each in case["days"]:
            starts, ends = (city(each["date"], clock) for clock in each["session"].split("-"))
            events = [(event["kind"], city(each["date"], event["at"])) for event in each["events"]]
            stays, is_paired = stays_of(events)
            days.append(
                Day(
                    starts=starts,
                    ends=ends,
                    stays=stays,
                    is_paired=is_paired,
                    excused=each.get("excused") or "",
                    has_evidence=bool(each.get("evidence")),
                )
            )
        result = judge_period(days, policy)
        got = {
            "per_day": [{"mark": one.mark.value, "notes": sorted(one.notes)} for one in result.results],
            "marks": result.marks,
            "absent": result.absent,
            "deducted": result.deducted,
            "attended": result.attended,
            "rate": round(float(result.rate), 4),
            "passes": result.passes,
        }
        expected = case["expect"] | {
            "per_day": [{**one, "notes": sorted(one["notes"])} for one in case["expect"]["per_day"]],
            "rate": round(case["expect"]["rate"], 4),
        }
        faults += [(case["id"], name, got[name], expected[name]) for name in got if got[name] != expected[name]]
    assert len(material["cases"]) >= 50
    assert not faults


@pytest.mark.parametrize(
    ("stays", "mark", "notes"),
    [
        (((0, 480),), "present", ()),
        (((10, 480),), "present", ()),
        (((11, 480),), "present", ("late",)),
        (((0, 470),), "present", ()),
        (((0, 469),), "present", ("early",)),
        (((0, 100), (120, 480)), "present", ("outing",)),
        (((0, 50), (60, 100), (120, 480)), "present", ("outing", "outing")),
        (((30, 100), (120, 400)), "present", ("late", "outing", "early")),
        (((0, 240),), "present", ("early",)),
        (((0, 239),), "absent", ("below_half",)),
        ((), "absent", ()),
        (((-60, -1),), "absent", ()),
        (((490, 600),), "absent", ()),
        (((-30, 500),), "present", ()),
    ],
)
def test_a_day_is_marked_by_minutes(stays, mark, notes) -> None:
    result = judge_day(day(*stays), POLICY)
    assert (result.mark.value, tuple(result.notes)) == (mark, notes)


@pytest.mark.parametrize(
    ("excused", "evidence", "mark"),
    [("예비군", True, "excused"), ("예비군", False, "absent"), ("여행", True, "absent"), ("", True, "absent")],
)
def test_a_day_is_excused_by_a_listed_reason_with_evidence(excused: str, evidence: bool, mark: str) -> None:
    assert judge_day(day(excused=excused, has_evidence=evidence), POLICY).mark.value == mark


def test_a_day_that_is_not_over_is_neither_present_nor_absent() -> None:
    result = judge_period([day((0, 480)), day(is_over=False)], POLICY)
    assert [one.mark.value for one in result.results] == ["present", "not_taken"]
    assert (result.days, result.rate) == (1, 1)


@pytest.mark.parametrize(
    ("present", "absent", "late", "rate", "passes"),
    [
        (8, 2, 0, Fraction(4, 5), True),
        (7, 3, 0, Fraction(7, 10), False),
        (8, 2, 2, Fraction(4, 5), True),
        (8, 2, 3, Fraction(7, 10), False),
        (0, 0, 0, Fraction(0), False),
    ],
)
def test_exactly_the_pass_rate_passes(present, absent, late, rate, passes) -> None:
    days = [day((20 if n < late else 0, 480)) for n in range(present)] + [day()] * absent
    result = judge_period(days, POLICY)
    assert (result.rate, result.passes) == (rate, passes)


@pytest.mark.parametrize(
    ("events", "stays", "is_paired"),
    [
        ([("in", 0), ("out", 5)], [(0, 5)], True),
        ([("in", 0), ("in", 2), ("out", 5)], [(0, 5)], True),
        ([("in", 0), ("out", 5), ("out", 6)], [(0, 5)], True),
        ([("out", 1), ("in", 2), ("out", 5)], [(2, 5)], False),
        ([("out", 5), ("in", 0)], [(0, 5)], True),
        ([("in", 0)], [], False),
        ([("in", 0), ("out", 5), ("in", 6)], [(0, 5)], False),
        ([], [], True),
    ],
)
def test_stays_are_read_from_comings_and_goings(events, stays, is_paired) -> None:
    told, paired = stays_of([(kind, START + timedelta(minutes=minute)) for kind, minute in events])
    minutes = [((one.came - START).seconds // 60, (one.went - START).seconds // 60) for one in told]
    assert (minutes, paired) == (stays, is_paired)


def test_who_never_went_out_is_absent_and_the_note_says_why() -> None:
    result = judge_day(day((0, 480), is_paired=False), POLICY)
    assert (result.mark.value, [*result.notes]) == ("absent", ["missing_in_or_out"])


@pytest.mark.parametrize(
    "wrong", [{"pass_rate": 0}, {"pass_rate": 1.1}, {"marks_per_absence": 0}, {"absent_if_present_below": 2}]
)
def test_a_policy_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError):
        policy_of(RULE | wrong)


@given(st.lists(st.lists(st.tuples(st.integers(-60, 540), st.integers(-60, 540)), max_size=3), max_size=12))
def test_nobody_attends_more_days_than_there_were_and_more_lateness_never_helps(plan) -> None:
    days = [day(*sorted((min(a, b), max(a, b)) for a, b in stays if a != b)) for stays in plan]
    result = judge_period(days, POLICY)
    assert 0 <= result.attended <= result.days == len(days)
    assert result.attended == max(0, result.days - result.absent - result.deducted)
    stricter = judge_period(days, policy_of(RULE | {"marks_per_absence": 1}))
    assert stricter.attended <= result.attended
