"""The academy's tables of states, walked: what leads where, and that nothing else does."""

import itertools
from enum import StrEnum
from typing import Any

import pytest

from naru.systems.academy import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.academy.core import states
from naru.systems.academy.core.states import (
    COHORTS,
    CREDENTIALS,
    ENROLMENTS,
    POSTINGS,
    REFERRALS,
    SEEN_BY_FIRM,
    WORDS,
    ReferralState,
    moved,
)
from tests.refusing import refuses

WAYS = {
    "cohorts": (
        COHORTS,
        "draft>open draft>cancelled open>selected open>cancelled selected>finished selected>cancelled",
    ),
    "enrolments": (
        ENROLMENTS,
        "seated>completed seated>not_completed seated>left waiting>seated waiting>left not_completed>completed",
    ),
    "credentials": (CREDENTIALS, "issued>revoked"),
    "postings": (POSTINGS, "open>closed"),
    "referrals": (
        REFERRALS,
        "consented>sent consented>withdrawn sent>interview sent>declined sent>withdrawn interview>offered interview>declined "
        "interview>withdrawn offered>hired offered>declined offered>withdrawn hired>retained hired>left withdrawn>consented",
    ),
}


@pytest.mark.parametrize("name", list(WAYS))
def test_what_is_listed_leads_on_and_nothing_else(name: str) -> None:
    table: Any = WAYS[name][0]
    listed = {tuple(way.split(">")) for way in WAYS[name][1].split()}
    for state, to in itertools.product(table, table):
        if (state.value, to.value) in listed:
            assert moved(state, to, table) is to
            continue
        with refuses("academy_cannot_move") as refused:
            moved(state, to, table)
        assert refused.value.facts["state"] == state.words.ko
        assert refused.value.facts["to_en"] == to.words.en


def test_every_state_has_words() -> None:
    kinds = [each for each in vars(states).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    members = {member for kind in kinds if kind is not StrEnum for member in kind}
    assert {str(member) for member in members} <= {str(known) for known in WORDS}


def test_a_firm_sees_who_it_is_once_it_was_sent_and_not_after_a_withdrawal() -> None:
    unseen = set(ReferralState) - SEEN_BY_FIRM
    assert unseen == {ReferralState.CONSENTED, ReferralState.DECLINED, ReferralState.WITHDRAWN}
