"""The invariants of a consent over everything that may happen in any order: Hypothesis looks for one that breaks them."""

from datetime import timedelta

from hypothesis import given as sampled
from hypothesis import settings
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import consent as core
from naru.systems.mydata.core import pulls
from naru.systems.mydata.core.consent import Change, Consent, Signer
from naru.systems.mydata.core.pulls import Pull, Standing
from naru.systems.mydata.core.services import Choice
from naru.systems.mydata.core.states import CONSENTS, ConsentState, PullState, ServiceState
from tests.unit.systems.mydata.core.test_consent import ALL, NOW, OFFERED, TODAY

CHOICES = st.frozensets(st.sampled_from(sorted(ALL | {Choice(purpose="p", item="x.z")})))
ACTS = st.one_of(
    st.tuples(st.just("agree"), CHOICES),
    st.tuples(st.just("narrow"), CHOICES),
    st.tuples(
        st.sampled_from(["decline", "suspend", "resume", "withdraw", "renew", "expire", "pull"]), st.just(frozenset())
    ),
    st.tuples(st.just("wait"), st.integers(0, 40)),
)
ENDED = {ConsentState.DELETION_PENDING, ConsentState.DELETED, ConsentState.OVERDUE}


class Life:
    """A consent with its one pull a day, as the shell would keep them."""

    def __init__(self) -> None:
        self.consent: Consent = OFFERED
        self.now = NOW
        self.sent: list[tuple[frozenset[str], Consent]] = []
        self.ordered: frozenset[str] = frozenset()
        self.final_orders = 0

    def act(self, name: str, said: frozenset[Choice] | int) -> None:
        if isinstance(said, int):
            self.now += timedelta(days=said)
            return
        if name == "pull":
            self.pull()
            return
        try:
            change = self.decided(name, said)
        except Refused:
            return
        assert change.consent.state is self.consent.state or _leads(self.consent.state, change.consent.state)
        self.final_orders += change.cancels
        self.ordered |= change.deletes
        self.consent = change.consent

    def decided(self, name: str, choices: frozenset[Choice]) -> Change:
        match name:
            case "agree":
                return core.agree(self.consent, choices, signer=Signer(), today=TODAY, now=self.now)
            case "narrow":
                return core.narrow(self.consent, choices)
            case "resume" | "renew" | "expire":
                return {"resume": core.resume, "renew": core.renew, "expire": core.expire}[name](self.consent, self.now)
        return {"decline": core.decline, "suspend": core.suspend, "withdraw": core.withdraw}[name](self.consent)

    def pull(self) -> None:
        registered = frozenset(choice.item for choice in self.consent.terms.choices)
        pull = Pull(id="1", consent="1", holder="h", items=registered, due=self.now, state=PullState.PLANNED)
        standing = Standing(
            consent=self.consent,
            service=ServiceState.REGISTERED,
            registered=registered,
            receiver_is_blocked=False,
            asks="h",
            receives="s",
            links=["h"],
        )
        if not pulls.refusal(pull, standing, self.now):
            self.sent.append((pulls.sendable(pull, self.consent, registered), self.consent))


def _leads(before: ConsentState, after: ConsentState) -> bool:
    """In one step of the table or two: what ends is at once waited for."""
    return after in CONSENTS[before] or any(after in CONSENTS[between] for between in CONSENTS[before])


@settings(max_examples=300)
@sampled(st.lists(ACTS, max_size=25))
def test_nothing_leaves_but_by_a_live_consent_and_all_that_left_is_ordered_back(acts: list[tuple[str, object]]) -> None:
    life = Life()
    agreed: frozenset[str] = frozenset()
    for name, said in acts:
        before, sent = life.consent, len(life.sent)
        life.act(name, said)  # type: ignore[arg-type]
        if before.state is ConsentState.OFFERED and life.consent.state is ConsentState.ACTIVE:
            agreed = life.consent.items
        for items, consent in life.sent[sent:]:
            assert consent.is_live(life.now)
            assert items <= consent.items <= {choice.item for choice in consent.terms.choices}
        assert life.consent.items <= agreed or life.consent.state is ConsentState.OFFERED
        if before.state in ENDED:
            assert life.consent == before, "what is over stays over"
            assert len(life.sent) == sent
    left = frozenset().union(*(items for items, _ in life.sent)) if life.sent else frozenset()
    if life.consent.state in ENDED:
        assert life.final_orders == 1, "one order, however often it was said"
        assert left <= life.ordered
    elif life.consent.state.is_running:
        assert life.final_orders == 0
        assert left <= life.ordered | life.consent.items
