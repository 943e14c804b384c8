"""The tables of states: what leads where, and for whom."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core import contracts, disputes, offers, orders
from naru.systems.exchange.core.negotiations import (
    MOVES,
    OVER,
    TAKEN_BY,
    NegotiationState,
    Side,
    Step,
    moved,
    steps,
)

S = NegotiationState


@pytest.mark.parametrize(
    ("way", "end"),
    [
        (("request", "agree", "verify", "finalize"), S.FINALIZED),
        (("offer", "accept", "agree", "verify", "finalize"), S.FINALIZED),
        (("request", "offer", "request", "offer", "accept", "agree", "verify", "finalize"), S.FINALIZED),
        (("request", "terminate"), S.TERMINATED),
        (("request", "offer", "accept", "agree", "terminate"), S.TERMINATED),
    ],
)
def test_ways_through_a_negotiation(way: tuple[str, ...], end: NegotiationState) -> None:
    state: NegotiationState | None = None
    for name in way:
        step = Step(name)
        state = moved(state, step, sorted(TAKEN_BY[step])[0])
    assert state is end


@pytest.mark.parametrize("state", [None, *S])
@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("side", list(Side))
def test_every_other_step_is_refused(state: NegotiationState | None, step: Step, side: Side) -> None:
    if side in TAKEN_BY[step] and (state, step) in MOVES:
        assert moved(state, step, side) is MOVES[state, step]
        return
    with pytest.raises(Refused) as refused:
        moved(state, step, side)
    yours = side in TAKEN_BY[step]
    assert refused.value.code == ("negotiation_has_no_such_step" if yours else "negotiation_not_your_turn")


def test_nothing_leads_out_of_an_end_and_somebody_may_go_on_from_everywhere_else() -> None:
    for state in S:
        assert bool(steps(state, Side.CONSUMER) | steps(state, Side.PROVIDER)) == (state not in OVER)
        assert state.is_over == (state in OVER)


TABLES = {
    "offers": (offers.OFFER_STATES, offers.moved),
    "contracts": (contracts.CONTRACT_STATES, contracts.moved),
    "orders": (orders.ORDER_STATES, orders.moved),
    "disputes": (disputes.DISPUTE_STATES, disputes.moved),
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_only_the_steps_of_the_table_are_taken(name: str) -> None:
    table, move = TABLES[name]
    for current, leads in table.items():
        for wanted in table:
            if wanted in leads:
                assert move(current, wanted) is wanted  # type: ignore[operator]
            else:
                with pytest.raises(Refused):
                    move(current, wanted)  # type: ignore[operator]
