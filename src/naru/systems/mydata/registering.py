"""Holders, services and their review, links, proxies."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.commons.rates import reads as rates
from naru.systems.mydata import reads, standards
from naru.systems.mydata.adapters import participants
from naru.systems.mydata.core import jose, rights
from naru.systems.mydata.core.services import terms_json, terms_of
from naru.systems.mydata.core.states import SERVICES, ServiceState, moved
from naru.systems.mydata.models import Citizen, Holder, Link, Proxy, Service
from naru.systems.mydata.notices import DUTY
from naru.systems.mydata.rate_names import GUARDIAN_AGE, PROXY_DAYS


@transaction.atomic
def register_holder(
    organisation: OrganisationId,
    *,
    lists: Sequence[str],
    address: str,
    jwk: Mapping[str, Any],
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Holder:
    """Raises ``Refused``: ``forbidden``, ``item_unknown``, ``key_refused``, ``key_taken``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    people.organisation(organisation)
    if unknown := sorted(set(lists) - set(standards.item_lists())):
        raise Refused("item_unknown", item=unknown[0])
    row = Holder.objects.create(
        organisation_id=organisation,
        lists=sorted(set(lists)),
        address=address,
        key=_new_key(jwk),
        at=clock.now(),
    )
    record(by.actor, "mydata_holder.registered", row.id, facts={"lists": ", ".join(row.lists)}, clock=clock)
    return reads.holder_value(Holder.objects.select_related("organisation").get(id=row.id))


@transaction.atomic
def write_service(
    organisation: OrganisationId,
    title: Words,
    *,
    terms: Mapping[str, Any],
    address: str,
    redirect_url: str,
    jwk: Mapping[str, Any],
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Service:
    """A draft of a receiver. Raises ``Refused``: ``forbidden``, ``key_refused``, or as ``core.services.terms_of``."""
    require(rights.may_offer_for(by, organisation) or rights.may_run(by), by, scope=Scope.WRITE)
    people.organisation(organisation)
    row = Service.objects.create(
        organisation_id=organisation,
        title_ko=title.ko,
        title_en=title.en,
        terms=terms_json(terms_of(terms, standards.item_lists())),
        address=address,
        redirect_url=redirect_url,
        key=_new_key(jwk),
        written_by=by.id,
        at=clock.now(),
    )
    record(by.actor, "mydata_service.written", row.id, facts={"title": title.ko}, clock=clock)
    return reads.service(row.id, by)


def _new_key(jwk: Mapping[str, Any]) -> str:
    """In hex. Raises ``Refused``: ``key_refused``, ``key_taken``."""
    key = jose.public_bytes(jwk).hex()
    if Holder.objects.filter(key=key).exists() or Service.objects.filter(key=key).exists():
        raise Refused("key_taken")
    return key


@transaction.atomic
def submit_service(service_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``mydata_cannot_move``."""
    row = _locked(service_id, by)
    require(rights.may_offer_for(by, OrganisationId(row.organisation_id)) or rights.may_run(by), by, scope=Scope.WRITE)
    _move(row, ServiceState.IN_REVIEW)
    record(by.actor, "mydata_service.submitted", row.id, clock=clock)


@transaction.atomic
def review_service(service_id: str, *, passes: bool, reason: str = "", by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By an officer who does not belong to the receiver; what passes gets the number of its trial.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``mydata_cannot_move``.
    """
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = _locked(service_id, by)
    if row.organisation_id in by.roles or (row.written_by == by.id and not by.is_system):
        raise Refused("forbidden")
    row.reason, row.reviewed_by = reason[:500], by.id
    if passes:
        row.registered = clock.now()
        row.number = f"{clock.today():%Y}-{Service.objects.exclude(number='').count() + 1:03}"
    _move(row, ServiceState.REGISTERED if passes else ServiceState.RETURNED)
    verb = "mydata_service.registered" if passes else "mydata_service.returned"
    facts = {"number": row.number, "reason": row.reason}
    record(by.actor, verb, row.id, facts=facts, clock=clock)
    said = (
        Words(f"서비스가 등록되었습니다. 실증 번호 {row.number}", f"The service is registered as {row.number}")
        if passes
        else Words("서비스 등록에 보완할 것이 있습니다", "The service was returned")
    )
    _tell_receiver(row, said, key=f"reviewed:{clock.now().isoformat()}", by=by, clock=clock)


@transaction.atomic
def stop_service(service_id: str, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Nothing is sent to it from this instant. Raises ``Refused``: ``not_found``, ``forbidden``, ``mydata_cannot_move``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = _locked(service_id, by)
    row.reason = reason[:500]
    _move(row, ServiceState.STOPPED)
    record(by.actor, "mydata_service.stopped", row.id, facts={"reason": row.reason}, clock=clock)
    _tell_receiver(
        row,
        Words("서비스가 중지되었습니다", "The service was stopped"),
        key=clock.now().isoformat(),
        by=by,
        clock=clock,
    )


@transaction.atomic
def restore_service(service_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``forbidden``, ``mydata_cannot_move``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = _locked(service_id, by)
    row.reason = ""
    _move(row, ServiceState.REGISTERED)
    record(by.actor, "mydata_service.restored", row.id, clock=clock)


def _locked(service_id: str, by: Person) -> Service:
    reads.service(service_id, by)
    return Service.objects.select_for_update().get(id=service_id)


def _move(row: Service, to: ServiceState) -> None:
    row.state = moved(ServiceState(row.state), to, SERVICES).value
    row.save()


def _tell_receiver(row: Service, title: Words, *, key: str, by: Person, clock: Clock) -> None:
    tell(
        ToOrganisation(OrganisationId(row.organisation_id)),
        topic=DUTY,
        title=title,
        text=Words(row.reason, row.reason),
        about=Ref(reads.SERVICE, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )


# --- citizens ---


def link(holder_id: str, code: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the one-time code that the holder gave its customer. A child's birthday becomes the day from which they agree alone.

    Raises ``Refused``: ``not_found``, ``link_refused``, ``holder_silent``, ``holder_answer_refused``.
    """
    if by.is_anonymous or by.token_id is not None:
        raise Refused("sign_in_first")
    row = Holder.objects.filter(id=holder_id).first()
    if row is None:
        raise Refused("not_found")
    said = participants.ask(
        row.address, "/naru/links", who=row.id, key=row.key, claims={"code": code[:40]}, now=clock.now()
    )
    if not isinstance(said.get("subject"), str):
        raise Refused("link_refused")
    born = date.fromisoformat(said["born"]) if said.get("born") else None
    enter_link(row.id, by.id, subject=said["subject"], born=born, clock=clock)


@transaction.atomic
def enter_link(
    holder_id: str, person_id: str, *, subject: str, born: date | None = None, clock: Clock = SYSTEM_CLOCK
) -> None:
    """What a holder said of a person whom it knows. Raises ``Refused``: ``link_refused`` for someone else's subject."""
    if Link.objects.filter(holder_id=holder_id, subject=subject).exclude(person_id=person_id).exists():
        raise Refused("link_refused")
    values = {"subject": subject[:100], "at": clock.now()}
    Link.objects.update_or_create(person_id=person_id, holder_id=holder_id, defaults=values)
    if born is not None:
        age = rates.rate(GUARDIAN_AGE, clock.today(), clock=clock).integer
        day = _birthday(born, age)
        values = {"guardian_until": day if day > clock.today() else None}
        Citizen.objects.update_or_create(person_id=person_id, defaults=values)


def _birthday(born: date, age: int) -> date:
    """Who was born on 29 February is a year older on 1 March of a common year (민법 160)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


@transaction.atomic
def give_proxy(
    email: str, *, ends: datetime, by: Person, citizen: str = "", is_guardian: bool = False, clock: Clock = SYSTEM_CLOCK
) -> None:
    """Someone decides for a citizen until an instant: she says so herself, or an officer enters a guardian by law.

    Raises ``Refused``: ``no_such_person``, ``proxy_term``, ``forbidden``.
    """
    of = citizen or by.id
    allowed = rights.may_run(by) if (is_guardian or of != by.id) else not by.is_anonymous and by.token_id is None
    require(allowed, by, scope=Scope.WRITE)
    most = rates.rate(PROXY_DAYS, clock.today(), clock=clock).integer
    if not clock.now() < ends <= clock.now() + timedelta(days=most):
        raise Refused("proxy_term", most=most)
    someone = people.person_by_email(email)
    row = Proxy.objects.create(person_id=of, proxy_id=someone.id, is_guardian=is_guardian, ends=ends, at=clock.now())
    record(by.actor, "mydata_proxy.given", row.id, facts={"ends": reads.day(ends)}, clock=clock)


@transaction.atomic
def end_proxy(proxy_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the citizen or the proxy; a guardian's by an officer. Raises ``Refused``: ``not_found``."""
    row = Proxy.objects.select_for_update().filter(id=proxy_id, ended__isnull=True).first()
    allowed = {row.person_id, row.proxy_id} if row and not row.is_guardian else set()
    if row is None or not (by.id in allowed or (rights.may_run(by) and row.is_guardian)):
        raise Refused("not_found")
    row.ended = clock.now()
    row.save(update_fields=["ended"])
    record(by.actor, "mydata_proxy.ended", row.id, clock=clock)
