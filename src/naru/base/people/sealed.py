"""Sealed things: read by those who are named and nobody else, whatever their office; opened in an emergency by two.

*Theory of operation.* A package declares which of its kinds are sealed (``SYSTEM.sealed``) and which role over a thing
names its readers. Every read of such a thing asks ``require_named`` first. An officer who must see one nevertheless asks
with a reason; a second person agrees; for some hours it is then open to the one who asked. Its readers are written to, and
asking, agreeing and each opening stand in the trail. Nothing sealed is in an index, a count or a log to begin with.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.installed import systems
from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import SealedKind
from naru.base.people import roles
from naru.base.people.core import break_glass as core
from naru.base.people.core import texts
from naru.base.people.core.break_glass import BreakGlass, GlassState
from naru.base.people.models import BreakGlass as GlassRow
from naru.base.people.models import User
from naru.base.trail import actions as trail

log = logging.getLogger(__name__)


def registered() -> dict[str, SealedKind]:
    """Every sealed kind of the installed packages, by the kind of a ``Ref``."""
    return {kind: sealed for system in systems() for kind, sealed in system.sealed.items()}


def is_named(thing: Ref, person: Person, at: datetime | None = None) -> bool:
    """Whether the person reads the sealed thing by name at the instant, now where none is said; offices count for nothing."""
    sealed = registered().get(thing.kind)
    return sealed is not None and roles.has_role(person, sealed.reader, over=thing, at=at)


def require_named(thing: Ref, person: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """That the person may read the thing now, by name or through broken glass, which is noted each time.

    What is sealed does not exist for others. Raises ``Refused``: ``not_found``.
    """
    at = clock.now()
    if is_named(thing, person, at):
        return
    glass = _open_glass(thing, person, at)
    if glass is None:
        raise Refused("not_found")
    trail.record(person.actor, "break_glass.used", glass.id, facts=_facts(glass.subject))


@transaction.atomic
def ask(thing: Ref, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> BreakGlass:
    """Ask that something sealed be opened to oneself. That it is there is not told: any id may be asked for.

    Raises ``Refused``: ``forbidden``, ``not_sealed``, and what ``core.texts`` finds wrong with the reason.
    """
    if not core.may_ask(by):
        raise Refused("forbidden")
    if thing.kind not in registered():
        raise Refused("not_sealed", kind=thing.kind[:40])
    now = clock.now()
    row = GlassRow.objects.create(
        subject_kind=thing.kind,
        subject_id=thing.id[:60],
        reason=texts.one_line(reason, field="reason", longest=500),
        asked_by_id=by.id,
        asked_at=now,
        until=now + timedelta(hours=settings.NARU_BREAK_GLASS_HOURS),
    )
    trail.record(by.actor, "break_glass.asked", row.id, facts={**_facts(thing), "reason": row.reason})
    return glass_value(row)


@transaction.atomic
def answer(glass_id: str, *, agrees: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> BreakGlass:
    """A second person agrees or declines; agreed to, the thing's readers are written to.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``break_glass_is_over``.
    """
    row = GlassRow.objects.select_for_update().filter(id=glass_id).first() if is_id(glass_id) else None
    if row is None:
        raise Refused("not_found")
    glass, now = glass_value(row), clock.now()
    if not core.may_answer(by, glass):
        raise Refused("forbidden")
    row.state, row.until = core.answered(glass, agrees=agrees, at=now, hours=settings.NARU_BREAK_GLASS_HOURS)
    row.ended_by_id = by.id
    row.save()
    verb = "break_glass.agreed" if agrees else "break_glass.declined"
    trail.record(by.actor, verb, row.id, facts={**_facts(glass.subject), "reason": glass.reason})
    if agrees:
        _announce(glass, now)
    return glass_value(row)


@transaction.atomic
def shut(glass_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> BreakGlass:
    """Shut it before its time: any officer or auditor, and who asked. Raises ``Refused`` as ``answer``."""
    row = GlassRow.objects.select_for_update().filter(id=glass_id).first() if is_id(glass_id) else None
    if row is None:
        raise Refused("not_found")
    if not (by.is_officer or by.is_auditor):
        raise Refused("forbidden")
    if GlassState.SHUT not in core.GLASS_STATES[glass_value(row).state_at(clock.now())]:
        raise Refused("break_glass_is_over")
    row.state = GlassState.SHUT
    row.save()
    trail.record(by.actor, "break_glass.shut", row.id, facts=_facts(Ref(row.subject_kind, row.subject_id)))
    return glass_value(row)


def latest(limit: int = 50) -> list[tuple[BreakGlass, str]]:
    """The newest requests, each with the name of who asked."""
    rows = list(GlassRow.objects.order_by("-id")[:limit])
    names = dict(User.objects.filter(id__in=[row.asked_by_id for row in rows]).values_list("id", "name"))
    return [(glass_value(row), names.get(row.asked_by_id, "")) for row in rows]


def glass_value(row: GlassRow) -> BreakGlass:
    return BreakGlass(
        id=row.id,
        subject=Ref(row.subject_kind, row.subject_id),
        reason=row.reason,
        state=GlassState(row.state),
        asked_by=PersonId(row.asked_by_id),
        asked_at=row.asked_at,
        ended_by=PersonId(row.ended_by_id) if row.ended_by_id else None,
        until=row.until,
    )


def _open_glass(thing: Ref, person: Person, at: datetime) -> BreakGlass | None:
    rows = GlassRow.objects.filter(
        subject_kind=thing.kind, subject_id=thing.id, asked_by_id=person.id, state=GlassState.OPEN, until__gt=at
    )
    opened = (glass_value(row) for row in rows.order_by("id"))
    return next((glass for glass in opened if core.may_ask(person) and glass.opens_for(person, at)), None)


def _announce(glass: BreakGlass, at: datetime) -> None:
    """By mail, once the transaction has committed; mail that fails is logged, and the trail holds it all the same."""
    reader = registered()[glass.subject.kind].reader
    ids = roles.holders(reader, over=glass.subject, at=at)
    addresses = list(User.objects.filter(id__in=ids, is_active=True).order_by("email").values_list("email", flat=True))
    transaction.on_commit(lambda: _write_to(addresses, glass))


def _write_to(addresses: list[str], glass: BreakGlass) -> None:
    words = registered()[glass.subject.kind].words
    told = (
        f"봉인된 것({words.ko})을 긴급히 열었습니다. 까닭: {glass.reason}\n"
        f"Something sealed ({words.en}) was opened in an emergency. Reason: {glass.reason}\n{glass.id}\n"
    )
    for address in addresses:
        try:
            send_mail("[나루 Naru] 긴급 열람 Emergency access", told, None, [address])
        except OSError as error:
            log.warning("an emergency access could not be announced: %s", error)


def _facts(thing: Ref) -> dict[str, str]:
    return {"kind": thing.kind, "thing": thing.id}
