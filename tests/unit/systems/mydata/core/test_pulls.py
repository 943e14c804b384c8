"""When something is due, and what may leave at the instant of sending."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from naru.systems.mydata.core import pulls
from naru.systems.mydata.core.pulls import Pull, Standing
from naru.systems.mydata.core.states import ConsentState, PullState, ServiceState
from naru.systems.mydata.standards import refusal_grounds
from tests.unit.systems.mydata.core.test_consent import NOW, TERMS, given

S = ConsentState
PULL = Pull(id="1", consent="1", holder="h", items=frozenset({"x.a", "x.b"}), due=NOW, state=PullState.PLANNED)
REGISTERED = frozenset(choice.item for choice in TERMS.choices)
STANDING = Standing(
    consent=given(),
    service=ServiceState.REGISTERED,
    registered=REGISTERED,
    receiver_is_blocked=False,
    asks="h",
    receives="s",
    links=["h"],
)


@pytest.mark.parametrize(
    ("pull", "standing", "ground"),
    [
        ({}, {}, ""),
        ({}, {"asks": "other"}, "not_receiver"),
        ({}, {"receives": "other"}, "not_receiver"),
        ({}, {"service": ServiceState.STOPPED}, "not_receiver"),
        ({}, {"receiver_is_blocked": True}, "unsafe_receiver"),
        ({}, {"consent": given(state=S.SUSPENDED)}, "suspended"),
        ({}, {"consent": given(state=S.DELETION_PENDING)}, "withdrawn"),
        ({}, {"consent": replace(given(), ends=NOW)}, "expired"),
        ({}, {"links": []}, "not_identified"),
        ({"items": frozenset({"y.z"})}, {}, "not_consented"),
        ({}, {"consent": given("q:y.c")}, "not_consented"),
        ({}, {"registered": frozenset({"y.c"})}, "not_consented"),
        ({"state": PullState.PERMITTED}, {}, "repeated"),
        ({"state": PullState.SENT}, {}, "repeated"),
        ({"state": PullState.CANCELLED}, {}, "withdrawn"),
        ({"due": NOW + timedelta(microseconds=1)}, {}, "not_due"),
    ],
)
def test_each_refusal_has_its_ground(pull: dict[str, Any], standing: dict[str, Any], ground: str) -> None:
    assert pulls.refusal(replace(PULL, **pull), replace(STANDING, **standing), NOW) == ground
    assert ground in {"", *refusal_grounds()}


def test_what_may_leave_is_in_the_pull_the_consent_and_the_register() -> None:
    narrow = given("p:x.a", "q:y.c")
    assert pulls.sendable(PULL, narrow, REGISTERED) == {"x.a"}
    assert pulls.sendable(PULL, narrow, frozenset({"y.c"})) == frozenset()


DAYS = st.integers(1, 400)
MOMENTS = st.integers(0, 400 * 86400).map(lambda seconds: NOW + timedelta(seconds=seconds))


@sampled(days=DAYS, last=MOMENTS, now=MOMENTS)
def test_what_is_due_is_on_the_rhythm_after_the_last_and_never_in_the_future(
    days: int, last: datetime, now: datetime
) -> None:
    due = pulls.next_due(days, last, now)
    step = timedelta(days=days)
    if due is None:
        assert now < last + step
    else:
        assert last < due <= now < due + step
        assert (due - last) % step == timedelta(0)
        assert pulls.next_due(days, due, now) is None, "planning twice plans nothing more"


def test_once_is_enough_where_the_frequency_is_none() -> None:
    assert pulls.next_due(0, NOW, NOW + timedelta(days=1000)) is None
    assert pulls.next_due(7, NOW, NOW + timedelta(days=7)) == NOW + timedelta(days=7)
    assert pulls.next_due(7, NOW, NOW + timedelta(days=7) - timedelta(microseconds=1)) is None


HASHES = {"x.a": "0" * 64}


@pytest.mark.parametrize(
    ("state", "hashes", "about", "before", "kind"),
    [
        (PullState.PERMITTED, HASHES, "mine", {}, None),
        (PullState.PERMITTED, {}, "mine", {}, None),
        (PullState.PERMITTED, HASHES, "other", {}, "someone_else"),
        (PullState.PERMITTED, HASHES | {"x.z": "0" * 64}, "mine", {}, "beyond"),
        (PullState.PLANNED, HASHES, "mine", {}, "never_permitted"),
        (PullState.CANCELLED, HASHES, "mine", {}, "never_permitted"),
        (PullState.SENT, HASHES, "mine", HASHES, None),
        (PullState.SENT, HASHES, "mine", {}, "differs"),
    ],
)
def test_a_report_is_held_to_what_was_permitted(
    state: PullState, hashes: dict[str, str], about: str, before: dict[str, str], kind: str | None
) -> None:
    fault = pulls.report_fault(
        replace(PULL, state=state),
        permitted=["x.a", "x.b"],
        hashes=hashes,
        about_expected="mine",
        about=about,
        before=before,
    )
    assert (fault.kind if fault else None) == kind


def test_items_go_to_the_holders_that_keep_their_list() -> None:
    keeps = {"h": ["x"], "b": ["y"], "n": ["z"]}
    assert pulls.by_holder(["x.a", "y.c", "x.b"], keeps) == {"h": {"x.a", "x.b"}, "b": {"y.c"}}
