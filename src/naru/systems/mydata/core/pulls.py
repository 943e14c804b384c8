"""When something is to be sent, and whether it may be at the instant of sending.

*Theory of operation.* A holder asks for a permit right before it sends and sends within ``PERMIT`` of having asked, by its own
stopwatch: the clocks of two machines are never compared. A permit is written down before it is given, so that a holder that
dies between sending and saying so leaves a pull that counts as sent. A pull is permitted once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from naru.systems.mydata.core.consent import Consent
from naru.systems.mydata.core.states import ConsentState, PullState, ServiceState

PERMIT = timedelta(seconds=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One holder's items for one consent, due at an instant."""

    id: str
    consent: str
    holder: str
    items: frozenset[str]
    due: datetime
    state: PullState


def next_due(frequency_days: int, last: datetime, now: datetime) -> datetime | None:
    """The latest instant of the rhythm that has come, after ``last``; those that were missed are not made up for.

    None where once is enough or the next one has not come.
    """
    if frequency_days == 0:
        return None
    step = frequency_days * DAY
    steps = (now - last) // step
    return last + steps * step if steps >= 1 else None


LASTING = frozenset({"withdrawn", "expired", "not_consented", "not_identified"})  # the pull is over; others may pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the registers say at the instant of asking, read in the transaction that permits."""

    consent: Consent
    service: ServiceState
    registered: frozenset[str]  # the items that the service has registered as its minimum
    receiver_is_blocked: bool
    asks: str  # the holder that asks
    receives: str  # the service that its token belongs to
    links: Collection[str]  # holders that know the citizen


def refusal(pull: Pull, standing: Standing, now: datetime) -> str:
    """The ground on which it must not be sent now, "" where it may. Codes are those of ``standards/grounds.json``."""
    consent = standing.consent
    checks: tuple[tuple[bool, str], ...] = (
        (pull.holder != standing.asks or consent.service != standing.receives, "not_receiver"),
        (standing.service is not ServiceState.REGISTERED, "not_receiver"),
        (standing.receiver_is_blocked, "unsafe_receiver"),
        (consent.state is ConsentState.SUSPENDED, "suspended"),
        (not consent.state.is_running, "withdrawn"),
        (not consent.is_live(now), "expired"),
        (pull.holder not in standing.links, "not_identified"),
        (not sendable(pull, consent, standing.registered), "not_consented"),
        (pull.state in {PullState.PERMITTED, PullState.SENT}, "repeated"),
        (pull.state is not PullState.PLANNED, "withdrawn"),
        (now < pull.due, "not_due"),
    )
    return next((ground for applies, ground in checks if applies), "")


def sendable(pull: Pull, consent: Consent, registered: frozenset[str]) -> frozenset[str]:
    """What may leave: what was pulled for, as far as it is consented to now, as far as the service has registered it."""
    return pull.items & consent.items & registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a holder's report says that cannot be: said to the citizen and the auditor."""

    pull: str
    kind: str  # "beyond", "someone_else", "never_permitted", "differs"


def report_fault(
    pull: Pull,
    *,
    permitted: Collection[str],
    hashes: Mapping[str, str],
    about_expected: str,
    about: str,
    before: Mapping[str, str],
) -> Fault | None:
    """What is wrong with the report of a pull; the same report again is not wrong."""
    if pull.state is PullState.SENT:
        return None if dict(hashes) == dict(before) else Fault(pull=pull.id, kind="differs")
    if pull.state is not PullState.PERMITTED:
        return Fault(pull=pull.id, kind="never_permitted")
    if about != about_expected:
        return Fault(pull=pull.id, kind="someone_else")
    if set(hashes) - set(permitted):
        return Fault(pull=pull.id, kind="beyond")
    return None


def by_holder(items: Iterable[str], keeps: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """Holder → its items, for holders by the lists that they keep; a list that several keep is asked of each."""
    wanted = frozenset(items)
    parts = {
        holder: frozenset(item for item in wanted if item.partition(".")[0] in lists) for holder, lists in keeps.items()
    }
    return {holder: part for holder, part in parts.items() if part}
