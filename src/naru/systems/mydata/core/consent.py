"""The consent: what a citizen said yes to, for whom, until when; and everything that may become of it.

*Theory of operation.* A consent is no OAuth grant: grants, tokens and schedules hang on it and go when it goes. Each decision
answers a ``Change``: the consent as it is now, what is to be said in its history, whether what hangs on it is cancelled, and
the items that the receiver is to delete. The shell saves all of that in one transaction.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core.services import Choice, Terms, names
from naru.systems.mydata.core.states import CONSENTS, ConsentState, cannot_move, moved

S = ConsentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """``ends`` is exclusive. ``until`` is how long an offer can be answered."""

    id: str
    citizen: str
    service: str
    state: ConsentState
    terms: Terms
    choices: frozenset[Choice] = frozenset()
    until: datetime
    starts: datetime | None = None
    ends: datetime | None = None

    @property
    def items(self) -> frozenset[str]:
        return frozenset(choice.item for choice in self.choices)

    def is_live(self, now: datetime) -> bool:
        """Whether anything may be sent at this instant."""
        return self.state is S.ACTIVE and self.ends is not None and now < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    consent: Consent
    events: tuple[tuple[str, dict[str, str]], ...]
    cancels: bool = False  # schedules, permits not yet used, codes and tokens
    deletes: frozenset[str] = field(default_factory=frozenset)  # items that the receiver is ordered to delete


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who says yes. ``guardian_until`` is the day from which the citizen decides alone, None for an adult."""

    guardian_until: date | None = None
    is_guardian: bool = False


def agree(consent: Consent, choices: frozenset[Choice], *, signer: Signer, today: date, now: datetime) -> Change:
    """Raises ``Refused``: ``mydata_cannot_move``, ``offer_over``, ``nothing_chosen``, ``beyond_minimum``,
    ``guardian_required``."""
    if consent.state is not S.OFFERED:
        raise cannot_move(consent.state, S.ACTIVE)
    if now >= consent.until:
        raise Refused("offer_over")
    require_guardian(signer, today)
    _within(choices, consent.terms)
    given = replace(
        consent,
        state=S.ACTIVE,
        choices=choices,
        starts=now,
        ends=now + timedelta(days=consent.terms.period_days),
    )
    return Change(consent=given, events=(("agreed", {"items": ", ".join(names(choices))}),))


def require_guardian(signer: Signer, today: date) -> None:
    """Raises ``Refused``: ``guardian_required``."""
    if signer.guardian_until is not None and today < signer.guardian_until and not signer.is_guardian:
        raise Refused("guardian_required", until=signer.guardian_until.isoformat())


def _within(choices: frozenset[Choice], terms: Terms) -> None:
    if not choices:
        raise Refused("nothing_chosen")
    if beyond := choices - terms.choices:
        raise Refused("beyond_minimum", items=", ".join(names(beyond)))


def decline(consent: Consent) -> Change:
    return Change(consent=_to(consent, S.DECLINED), events=(("declined", {}),))


def suspend(consent: Consent) -> Change:
    """Nothing is sent until it goes on; nothing is deleted."""
    return Change(consent=_to(consent, S.SUSPENDED), events=(("suspended", {}),))


def resume(consent: Consent, now: datetime) -> Change:
    """Raises ``Refused``: ``mydata_cannot_move`` too where its term has passed meanwhile."""
    if consent.state is not S.SUSPENDED or consent.ends is None or now >= consent.ends:
        raise cannot_move(consent.state, S.ACTIVE)
    return Change(consent=_to(consent, S.ACTIVE), events=(("resumed", {}),))


def narrow(consent: Consent, choices: frozenset[Choice]) -> Change:
    """Less than before: what is left goes on, the rest is deleted, unless another purpose still has it.

    Raises ``Refused``: ``mydata_cannot_move``, ``nothing_chosen``, ``beyond_consent``.
    """
    if not consent.state.is_running:
        raise cannot_move(consent.state, S.ACTIVE)
    if not choices:
        raise Refused("nothing_chosen")
    if beyond := choices - consent.choices:
        raise Refused("beyond_consent", items=", ".join(names(beyond)))
    left = replace(consent, choices=choices)
    gone = consent.items - left.items
    said = (("narrowed", {"items": ", ".join(names(consent.choices - choices))}),)
    return Change(consent=left, events=said if choices != consent.choices else (), deletes=gone)


def withdraw(consent: Consent, *, at: str = "city") -> Change:
    """At once and as a whole, wherever it was said: ``city``, ``holder``, ``receiver``, ``paper``. Said again, it changes nothing."""
    if consent.state in {S.WITHDRAWN, S.DELETION_PENDING, S.OVERDUE, S.DELETED}:
        return Change(consent=consent, events=())
    gone = _to(_to(consent, S.WITHDRAWN), S.DELETION_PENDING)
    return _ended(consent, gone, ("withdrawn", {"at": at}))


def expire(consent: Consent, now: datetime) -> Change:
    """An offer nobody answered is over; a consent past its term ends as one that was withdrawn does."""
    if consent.state is S.OFFERED:
        over = now >= consent.until
        return Change(consent=_to(consent, S.EXPIRED), events=(("offer_over", {}),)) if over else _same(consent)
    if not consent.state.is_running or consent.ends is None or now < consent.ends:
        return _same(consent)
    return _ended(consent, _to(_to(consent, S.EXPIRED), S.DELETION_PENDING), ("expired", {}))


def renew(consent: Consent, now: datetime) -> Change:
    """The same consent for another period: nothing is deleted and nothing is asked again."""
    if not consent.is_live(now):
        raise cannot_move(consent.state, S.ACTIVE)
    longer = replace(consent, ends=now + timedelta(days=consent.terms.period_days))
    return Change(consent=longer, events=(("renewed", {"ends": f"{longer.ends:%Y-%m-%d}"}),))


def attested(consent: Consent, *, orders_open: int) -> Change:
    """A proof of deletion came; with the last one the consent is at its end."""
    if orders_open or consent.state not in {S.DELETION_PENDING, S.OVERDUE}:
        return Change(consent=consent, events=(("attested", {}),))
    return Change(consent=_to(consent, S.DELETED), events=(("attested", {}), ("deleted", {})))


def overdue(consent: Consent) -> Change:
    """A proof of deletion did not come in time; one that was only narrowed stays as it is."""
    said: tuple[tuple[str, dict[str, str]], ...] = (("overdue", {}),)
    if consent.state is not S.DELETION_PENDING:
        return Change(consent=consent, events=said)
    return Change(consent=_to(consent, S.OVERDUE), events=said)


def _ended(before: Consent, after: Consent, event: tuple[str, dict[str, str]]) -> Change:
    return Change(consent=after, events=(event,), cancels=True, deletes=before.items)


def _to(consent: Consent, state: ConsentState) -> Consent:
    return replace(consent, state=moved(consent.state, state, CONSENTS))


def _same(consent: Consent) -> Change:
    return Change(consent=consent, events=())
