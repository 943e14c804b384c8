"""A consent's decisions as tables: what may become of it, what is cancelled, what is to be deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.mydata.core import consent as core
from naru.systems.mydata.core.consent import Change, Consent, Signer
from naru.systems.mydata.core.services import Choice, Purpose, Terms, choices_named
from naru.systems.mydata.core.states import CONSENTS, ORDERS, PULLS, SERVICES, ConsentState

NOW = datetime(2026, 11, 29, tzinfo=UTC)
TODAY = date(2026, 11, 29)
S = ConsentState
TERMS = Terms(
    purposes=(
        Purpose(
            code="p", sentence=Words("걷기를 돕습니다.", "Helps walking."), items=("x.a", "x.b"), without=Words("", "")
        ),
        Purpose(
            code="q", sentence=Words("길을 찾습니다.", "Finds a way."), items=("x.b", "y.c"), without=Words("", "")
        ),
    ),
    period_days=30,
    frequency_days=1,
    retention_days=10,
    security="암호화",
)
OFFERED = Consent(id="1", citizen="c", service="s", state=S.OFFERED, terms=TERMS, until=NOW + timedelta(days=7))
ALL = choices_named(["p:x.a", "p:x.b", "q:x.b", "q:y.c"])


def given(*names: str, state: ConsentState = S.ACTIVE) -> Consent:
    choices = choices_named(names) if names else ALL
    return replace(OFFERED, state=state, choices=choices, starts=NOW, ends=NOW + timedelta(days=30))


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def agree(choices: frozenset[Choice] = ALL, consent: Consent = OFFERED, **signer: Any) -> Change:
    return core.agree(consent, choices, signer=Signer(**signer), today=TODAY, now=NOW)


def test_agreeing_starts_the_period_and_has_what_was_chosen_and_nothing_else() -> None:
    after = agree(choices_named(["q:y.c"])).consent
    assert (after.state, after.items, after.starts, after.ends) == (
        S.ACTIVE,
        {"y.c"},
        NOW,
        NOW + timedelta(days=30),
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: agree(frozenset()), "nothing_chosen"),
        (lambda: agree(choices_named(["p:y.c"])), "beyond_minimum"),
        (lambda: agree(choices_named(["p:x.a", "r:x.a"])), "beyond_minimum"),
        (lambda: agree(consent=given()), "mydata_cannot_move"),
        (lambda: agree(consent=replace(OFFERED, state=S.DECLINED)), "mydata_cannot_move"),
        (lambda: agree(consent=replace(OFFERED, until=NOW)), "offer_over"),
        (lambda: agree(guardian_until=TODAY + timedelta(days=1)), "guardian_required"),
    ],
)
def test_what_cannot_be_agreed_to_is_refused(change: Callable[[], Change], code: str) -> None:
    assert code_of(change) == code


def test_a_child_agrees_alone_from_the_day_on_and_with_a_guardian_before() -> None:
    assert agree(guardian_until=TODAY).consent.state is S.ACTIVE
    assert agree(guardian_until=TODAY + timedelta(days=1), is_guardian=True).consent.state is S.ACTIVE
    assert agree(consent=replace(OFFERED, until=NOW + timedelta(microseconds=1))).consent.state is S.ACTIVE


def test_narrowing_deletes_what_no_purpose_has_any_more() -> None:
    change = core.narrow(given(), choices_named(["q:x.b"]))
    assert (change.consent.state, change.consent.items, change.deletes) == (S.ACTIVE, {"x.b"}, {"x.a", "y.c"})
    assert not change.cancels
    half = core.narrow(given(), ALL - choices_named(["p:x.b"]))
    assert half.deletes == frozenset(), "the other purpose still has it"
    assert core.narrow(given(), ALL).events == ()


@pytest.mark.parametrize(
    ("consent", "choices", "code"),
    [
        (given(), frozenset(), "nothing_chosen"),
        (given("p:x.a"), choices_named(["p:x.a", "p:x.b"]), "beyond_consent"),
        (OFFERED, ALL, "mydata_cannot_move"),
        (given(state=S.DELETION_PENDING), ALL, "mydata_cannot_move"),
    ],
)
def test_a_consent_never_grows(consent: Consent, choices: frozenset[Choice], code: str) -> None:
    assert code_of(lambda: core.narrow(consent, choices)) == code


@pytest.mark.parametrize("state", [S.ACTIVE, S.SUSPENDED])
def test_withdrawing_cancels_all_and_orders_everything_deleted(state: ConsentState) -> None:
    change = core.withdraw(given(state=state), at="holder")
    assert (change.consent.state, change.cancels, change.deletes) == (
        S.DELETION_PENDING,
        True,
        {"x.a", "x.b", "y.c"},
    )
    assert change.events == (("withdrawn", {"at": "holder"}),)


@pytest.mark.parametrize("state", [S.DELETION_PENDING, S.OVERDUE, S.DELETED])
def test_withdrawing_again_changes_nothing(state: ConsentState) -> None:
    consent = given(state=state)
    assert core.withdraw(consent) == Change(consent=consent, events=())


@pytest.mark.parametrize("state", [S.OFFERED, S.DECLINED, S.EXPIRED])
def test_what_was_never_given_cannot_be_withdrawn(state: ConsentState) -> None:
    assert code_of(lambda: core.withdraw(given(state=state))) == "mydata_cannot_move"


def test_a_consent_ends_at_its_last_instant_as_one_that_was_withdrawn() -> None:
    ends = given().ends
    assert ends is not None
    before, after = (core.expire(given(), at) for at in (ends - timedelta(microseconds=1), ends))
    assert (before.consent, before.events) == (given(), ())
    assert (after.consent.state, after.cancels, after.deletes) == (S.DELETION_PENDING, True, {"x.a", "x.b", "y.c"})
    assert not given().is_live(ends)
    assert given().is_live(ends - timedelta(microseconds=1))


def test_an_offer_nobody_answered_is_over_and_nothing_is_deleted() -> None:
    assert core.expire(OFFERED, OFFERED.until - timedelta(microseconds=1)).events == ()
    over = core.expire(OFFERED, OFFERED.until)
    assert (over.consent.state, over.deletes) == (S.EXPIRED, frozenset())


def test_pausing_stops_sending_and_deletes_nothing_and_goes_on_only_within_the_term() -> None:
    paused = core.suspend(given())
    assert (paused.consent.state, paused.deletes, paused.cancels) == (S.SUSPENDED, frozenset(), False)
    assert not paused.consent.is_live(NOW)
    assert core.resume(paused.consent, NOW).consent.is_live(NOW)
    assert code_of(lambda: core.resume(paused.consent, NOW + timedelta(days=30))) == "mydata_cannot_move"
    assert code_of(lambda: core.resume(given(), NOW)) == "mydata_cannot_move"


def test_renewing_extends_the_same_consent_and_deletes_nothing() -> None:
    change = core.renew(given(), NOW + timedelta(days=10))
    assert (change.consent.ends, change.deletes, change.cancels) == (NOW + timedelta(days=40), frozenset(), False)
    assert code_of(lambda: core.renew(given(state=S.SUSPENDED), NOW)) == "mydata_cannot_move"
    assert code_of(lambda: core.renew(given(), NOW + timedelta(days=30))) == "mydata_cannot_move"


@pytest.mark.parametrize(
    ("state", "orders_open", "after"),
    [
        (S.DELETION_PENDING, 1, S.DELETION_PENDING),
        (S.DELETION_PENDING, 0, S.DELETED),
        (S.OVERDUE, 0, S.DELETED),
        (S.ACTIVE, 0, S.ACTIVE),
    ],
)
def test_the_last_proof_ends_a_consent(state: ConsentState, orders_open: int, after: ConsentState) -> None:
    assert core.attested(given(state=state), orders_open=orders_open).consent.state is after


def test_a_late_proof_marks_what_ended_and_leaves_what_runs() -> None:
    assert core.overdue(given(state=S.DELETION_PENDING)).consent.state is S.OVERDUE
    assert core.overdue(given()).consent.state is S.ACTIVE


def test_every_state_is_in_its_table_and_each_table_leads_only_to_states_that_it_has() -> None:
    for ways in (CONSENTS, PULLS, ORDERS, SERVICES):
        assert set(ways) == set(type(next(iter(ways))))
        assert all(to in ways for tos in ways.values() for to in tos)
    ends = {state for state, ways in CONSENTS.items() if not ways}
    assert ends == {S.DECLINED, S.DELETED}
