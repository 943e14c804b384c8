"""A consent's life, as its citizen or her proxy decides it: offered, agreed to, paused, narrowed, taken back."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import is_id, new_id
from naru.base.kit.person import SYSTEM, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.systems.mydata import orders, reads
from naru.systems.mydata.adapters import participants
from naru.systems.mydata.core import consent as core
from naru.systems.mydata.core import deletion, pulls, rights
from naru.systems.mydata.core.consent import Consent, Signer
from naru.systems.mydata.core.services import choices_named
from naru.systems.mydata.core.states import ConsentState, ServiceState
from naru.systems.mydata.models import Citizen, Event, Link, Pull, Service
from naru.systems.mydata.models import Consent as ConsentRow
from naru.systems.mydata.notices import CONSENT

OFFER = timedelta(days=7)


@transaction.atomic
def offer(
    service_id: str,
    *,
    citizen: str = "",
    request: dict[str, str] | None = None,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """What a service asks, to be answered; the id of the consent. Nobody's yet where the service asks by a pushed request.

    Raises ``Refused``: ``not_found``, ``service_not_registered``, ``receiver_blocked``.
    """
    if citizen:
        reads.require_decider(by, citizen, clock.now())
    service = require_receiver(service_id)
    now = clock.now()
    row = ConsentRow.objects.create(
        person_id=citizen or None,
        service=service,
        pseudonym=new_id(),
        terms=service.terms,
        offered=now,
        until=now + OFFER,
        request=request,
    )
    Event.objects.create(consent=row, at=now, kind="offered", by_id=by.id)
    return row.id


def require_receiver(service_id: str) -> Service:
    """Raises ``Refused``: ``not_found``, ``service_not_registered``, ``receiver_blocked``."""
    row = Service.objects.filter(id=service_id).first() if is_id(service_id) else None
    if row is None:
        raise Refused("not_found")
    if row.state != ServiceState.REGISTERED:
        raise Refused("service_not_registered")
    if reads.is_blocked(row.organisation_id):
        raise Refused("receiver_blocked")
    return row


@transaction.atomic
def open_offer(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Whoever opens a pushed request first is the one it is for. Raises ``Refused``: ``not_found``, ``offer_taken``."""
    row = ConsentRow.objects.select_for_update().filter(id=consent_id).first()
    if row is None or by.is_anonymous or by.token_id is not None:
        raise Refused("not_found")
    if row.person_id not in (None, by.id):
        raise Refused("offer_taken")
    if row.person_id is None:
        row.person_id = by.id
        row.save(update_fields=["person"])


def preview(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> dict[str, Any]:
    """Her own row, item by item, as the receiver would see it now; asked of the holders and kept nowhere.

    An item that no linked holder has is left out. Raises ``Refused``: ``not_found``, ``holder_silent``,
    ``holder_answer_refused``.
    """
    card = reads.consent(consent_id, by, clock=clock)
    wanted = {choice.item for choice in card.consent.terms.choices}
    return values_of(card.consent.citizen, wanted, about=consent_id, clock=clock)


def values_of(citizen: str, wanted: Collection[str], *, about: str, clock: Clock) -> dict[str, Any]:
    """Values by item, from every holder that knows the citizen. Who asks was checked before."""
    values: dict[str, Any] = {}
    for row in Link.objects.filter(person_id=citizen).select_related("holder").order_by("holder_id"):
        holder = row.holder
        items = pulls.by_holder(wanted, {holder.id: holder.lists}).get(holder.id)
        if items:
            claims = {"subject": row.subject, "items": sorted(items), "about": about}
            said = participants.ask(
                holder.address, "/naru/previews", who=holder.id, key=holder.key, claims=claims, now=clock.now()
            )
            values |= _answer(said, items, deletion.about(about, row.subject))
    return values


def _answer(said: dict[str, Any], items: Collection[str], whose: str) -> dict[str, Any]:
    """Raises ``Refused``: ``holder_answer_refused`` for somebody else's row or more than was asked."""
    values = said.get("values")
    if not isinstance(values, dict) or said.get("about") != whose or set(values) - set(items):
        raise Refused("holder_answer_refused")
    return values


# --- her decisions ---


@transaction.atomic
def agree(consent_id: str, names: Collection[str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Consent:
    """Yes to these and to nothing else; the first pull is due at once.

    Raises ``Refused``: ``not_found``, ``service_not_registered``, ``receiver_blocked``, or as ``core.consent.agree``.
    """
    row = _locked(consent_id, by, clock)
    require_receiver(row.service_id)
    signer = _signer(row.person_id or "", by, clock)
    change = core.agree(
        reads.consent_value(row), choices_named(names), signer=signer, today=clock.today(), now=clock.now()
    )
    orders.save_change(row, change, by=by, clock=clock)
    plan_first(row, change.consent, clock=clock)
    return change.consent


def _signer(citizen: str, by: Person, clock: Clock) -> Signer:
    until = Citizen.objects.filter(person_id=citizen).values_list("guardian_until", flat=True).first()
    return Signer(guardian_until=until, is_guardian=reads.is_guardian(by, citizen, clock.now()))


def plan_first(row: ConsentRow, consent: Consent, *, clock: Clock) -> None:
    """One pull of each holder that knows her, due now."""
    keeps = {each.id: each.lists for each in reads.links(consent.citizen).values()}
    parts = pulls.by_holder(consent.items, keeps)
    Pull.objects.bulk_create(
        Pull(consent=row, holder_id=holder, items=sorted(items), due=clock.now())
        for holder, items in sorted(parts.items())
    )


def decline(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    _decide(consent_id, core.decline, by=by, clock=clock)


def suspend(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    _decide(consent_id, core.suspend, by=by, clock=clock)


def resume(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    _decide(consent_id, lambda consent: core.resume(consent, clock.now()), by=by, clock=clock)


def renew(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    _decide(consent_id, lambda consent: core.renew(consent, clock.now()), by=by, clock=clock)


def narrow(consent_id: str, names: Collection[str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What is left goes on; the receiver deletes the rest. Raises ``Refused``: as ``core.consent.narrow``."""
    _decide(consent_id, lambda consent: core.narrow(consent, choices_named(names)), by=by, clock=clock)


def withdraw(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """One press. Tokens, schedules and permits end and the order to delete is made in the same transaction."""
    _decide(consent_id, core.withdraw, by=by, clock=clock)


def _decide(consent_id: str, decide: Any, *, by: Person, clock: Clock) -> None:
    with transaction.atomic():
        row = _locked(consent_id, by, clock)
        change = decide(reads.consent_value(row))
        orders.save_change(row, change, by=by, clock=clock)


@transaction.atomic
def stop_all(citizen: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Everything that runs, at once; how many."""
    reads.require_decider(by, citizen, clock.now())
    running = (ConsentState.ACTIVE, ConsentState.SUSPENDED)
    rows = (
        ConsentRow.objects.select_for_update(of=("self",))
        .select_related("service")
        .filter(person_id=citizen, state__in=running)
    )
    stopped = list(rows.order_by("id"))
    for row in stopped:
        orders.save_change(row, core.withdraw(reads.consent_value(row)), by=by, clock=clock)
    return len(stopped)


@transaction.atomic
def withdraw_at(
    pseudonym: str, *, at: str, by: Person, service_id: str = "", holder_id: str = "", clock: Clock = SYSTEM_CLOCK
) -> None:
    """Where the citizen said it to the receiver or to a holder: the same as saying it here. Said again, it changes nothing.

    Raises ``Refused``: ``not_found`` for a consent of others.
    """
    row = _row().filter(pseudonym=pseudonym).first()
    is_known = row is not None and (
        row.service_id == service_id or Pull.objects.filter(consent=row, holder_id=holder_id).exists()
    )
    if row is None or not is_known or not row.person_id:
        raise Refused("not_found")
    orders.save_change(row, core.withdraw(reads.consent_value(row), at=at), by=by, clock=clock)


@transaction.atomic
def withdraw_on_paper(consent_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """An officer enters what a citizen handed in: the number stands on her receipt. Raises ``Refused``: ``not_found``, ``forbidden``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = _row().filter(id=consent_id, person__isnull=False).first() if is_id(consent_id) else None
    if row is None:
        raise Refused("not_found")
    orders.save_change(row, core.withdraw(reads.consent_value(row), at="paper"), by=by, clock=clock)
    _tell(row, Words("서면으로 철회했습니다", "Withdrawn on paper"), key="paper", clock=clock)


def _row() -> Any:
    return ConsentRow.objects.select_for_update(of=("self",)).select_related("service")


def _locked(consent_id: str, by: Person, clock: Clock) -> ConsentRow:
    row: ConsentRow | None = _row().filter(id=consent_id, person__isnull=False).first() if is_id(consent_id) else None
    if row is None:
        raise Refused("not_found")
    reads.require_decider(by, row.person_id or "", clock.now())
    return row


# --- by the clock ---


def expire_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Offers nobody answered and consents past their term; how many ended."""
    now = clock.now()
    late = ConsentRow.objects.filter(state=ConsentState.OFFERED, until__lte=now) | ConsentRow.objects.filter(
        state__in=(ConsentState.ACTIVE, ConsentState.SUSPENDED), ends__lte=now
    )
    return sum(_expire(consent_id, clock) for consent_id in list(late.values_list("id", flat=True)))


@transaction.atomic
def _expire(consent_id: str, clock: Clock) -> bool:
    row = _row().get(id=consent_id)
    change = core.expire(reads.consent_value(row), clock.now())
    if not change.events:
        return False
    orders.save_change(row, change, by=SYSTEM, clock=clock)
    if row.person_id and change.cancels:
        _tell(row, Words("동의한 기간이 끝났습니다", "A consent has ended"), key="expired", clock=clock)
    return True


def _tell(row: ConsentRow, said: Words, *, key: str, clock: Clock) -> None:
    tell(
        ToPerson(row.person_id or ""),
        topic=CONSENT,
        title=Words(f"{row.service.title_ko}: {said.ko}", f"{row.service.title_en}: {said.en}"),
        about=Ref(reads.CONSENT, row.id),
        key=key,
        by=SYSTEM.actor,
        clock=clock,
    )
