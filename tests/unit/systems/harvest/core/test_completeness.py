"""Only a run that saw everything may mark anything gone; every doubt keeps what was there."""

import pytest

from naru.data.catalogue.core.values import Counts
from naru.systems.harvest.core.completeness import (
    Completeness,
    Threshold,
    Walk,
    is_green,
    is_retired,
    verdict,
)

COMPLETE, INCOMPLETE, ASKS = Completeness.COMPLETE, Completeness.INCOMPLETE, Completeness.ASKS


def judged(*, before: int = 100, absent: int = 0, asked_otherwise: bool = False, **walk: object) -> tuple[str, ...]:
    whole = {"ended": True, "total": 100, "met": 100} | walk
    found = verdict(
        Walk(**whole),  # type: ignore[arg-type]
        before=before,
        absent=absent,
        threshold=Threshold(),
        asked_otherwise=asked_otherwise,
    )
    return (found.completeness.value, *found.reasons)


CASES = {
    "all of it": ({}, ("complete",)),
    "the source says no total": ({"total": None}, ("complete",)),
    "more came than it says": ({"met": 101}, ("complete",)),
    "one fewer came": ({"met": 99}, ("incomplete", "fewer_than_total")),
    "one fewer, and one unread": ({"met": 99, "unread": 1}, ("complete",)),
    "it was cut off": ({"ended": False}, ("incomplete", "walk_not_ended")),
    "a page came again": ({"repeated": True}, ("incomplete", "page_repeated")),
    "cut off and empty": ({"ended": False, "met": 0, "total": None}, ("incomplete", "walk_not_ended")),
    "empty where there was": ({"met": 0, "total": 0, "absent": 3, "before": 3}, ("asks", "nothing_where_there_was")),
    "empty where nothing was": ({"met": 0, "total": 0, "before": 0}, ("complete",)),
    "a fifth gone": ({"met": 80, "total": 80, "absent": 20}, ("complete",)),
    "more than a fifth gone": ({"met": 79, "total": 79, "absent": 21}, ("asks", "too_many_gone")),
    "five of six gone": ({"met": 1, "total": 1, "before": 6, "absent": 5}, ("complete",)),
    "six of seven gone": ({"met": 1, "total": 1, "before": 7, "absent": 6}, ("asks", "too_many_gone")),
    "one unread and one gone": ({"met": 99, "unread": 1, "absent": 1}, ("asks", "gone_while_unread")),
    "gone after a new filter": ({"absent": 1, "asked_otherwise": True}, ("asks", "asked_otherwise")),
    "nothing gone after a new filter": ({"asked_otherwise": True}, ("complete",)),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: str) -> None:
    said, wanted = CASES[case]
    assert judged(**said) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(("misses", "retired"), [(0, False), (2, False), (3, True), (4, True)])
def test_three_complete_runs_retire(misses: int, retired: bool) -> None:
    assert is_retired(misses) is retired


def test_a_run_that_changed_nothing_and_left_records_out_is_not_green() -> None:
    assert not is_green(Counts(), 1)
    assert is_green(Counts(), 0)
    assert is_green(Counts(unchanged=1), 1)
