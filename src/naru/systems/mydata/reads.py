"""Services, consents, orders and proxies as their people see them. Nothing here is a value of anyone's data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from django.db.models import Count, F, Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates import reads as rates
from naru.systems.mydata import standards
from naru.systems.mydata.core import rights
from naru.systems.mydata.core.consent import Consent
from naru.systems.mydata.core.figures import Counts, Figures, figures
from naru.systems.mydata.core.history import sentence
from naru.systems.mydata.core.items import Item
from naru.systems.mydata.core.services import Terms, choices_named, terms_of
from naru.systems.mydata.core.states import ConsentState, OrderState, PullState, ServiceState
from naru.systems.mydata.models import Consent as ConsentRow
from naru.systems.mydata.models import DeletionOrder as OrderRow
from naru.systems.mydata.models import Event as EventRow
from naru.systems.mydata.models import Holder as HolderRow
from naru.systems.mydata.models import Link as LinkRow
from naru.systems.mydata.models import Proxy as ProxyRow
from naru.systems.mydata.models import Pull as PullRow
from naru.systems.mydata.models import Service as ServiceRow
from naru.systems.mydata.rate_names import SMALLEST_CELL

CONSENT, SERVICE, HOLDER, PROXY = "mydata_consent", "mydata_service", "mydata_holder", "mydata_proxy"
PERSON_KNOWN = (ConsentState.ACTIVE, ConsentState.SUSPENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    id: str
    title: Words
    organisation: OrganisationId
    receiver: Words
    terms: Terms
    state: ServiceState
    number: str
    reason: str
    registered: datetime | None
    redirect_url: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    id: str
    name: Words
    lists: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    id: str
    consent: str
    service: Words
    receiver: Words
    items: tuple[Item, ...]
    digest: str
    lines: Sequence[Sequence[str]]
    state: OrderState
    ordered: datetime
    due: datetime
    attempts: int
    attested: datetime | None
    attestation: Mapping[str, Any] | None

    @property
    def retained(self) -> list[tuple[Item, Words, str]]:
        """What the receiver keeps, on which ground, until when."""
        said = (self.attestation or {}).get("retained", ())
        known, grounds = standards.items(), standards.grounds()
        return [(known[each["item"]], grounds[each["ground"]].words, each["until"]) for each in said]

    @property
    def deleted(self) -> list[Item]:
        return [standards.items()[code] for code in (self.attestation or {}).get("deleted", ())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a consent's history."""

    at: datetime
    words: Words
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A consent on its citizen's page: who has what, since when, how often it was sent."""

    consent: Consent
    service: Service
    items: tuple[Item, ...]
    times: int
    last: datetime | None
    holders: tuple[Words, ...]


# --- services and holders ---


@lru_cache(maxsize=512)
def _terms(text: bytes) -> Terms:
    return terms_of(orjson.loads(text), standards.item_lists())


def terms(raw: Mapping[str, Any]) -> Terms:
    """Terms as they were stored; parsed once for all consents that have the same."""
    return _terms(orjson.dumps(raw, option=orjson.OPT_SORT_KEYS))


def service_value(row: ServiceRow) -> Service:
    return Service(
        id=row.id,
        title=Words(row.title_ko, row.title_en),
        organisation=OrganisationId(row.organisation_id),
        receiver=Words(row.organisation.name_ko, row.organisation.name_en or row.organisation.name_ko),
        terms=terms(row.terms),
        state=ServiceState(row.state),
        number=row.number,
        reason=row.reason,
        registered=row.registered,
        redirect_url=row.redirect_url,
        address=row.address,
    )


def services(person: Person) -> list[Service]:
    """Registered ones for everyone; others for their organisation's people and whoever reviews or audits."""
    rows = ServiceRow.objects.select_related("organisation").order_by("id")
    return [each for each in map(service_value, rows) if _sees(each, person)]


def service(service_id: str, person: Person) -> Service:
    """Raises ``Refused``: ``not_found``."""
    row = ServiceRow.objects.select_related("organisation").filter(id=service_id).first() if is_id(service_id) else None
    if row is None or not _sees(found := service_value(row), person):
        raise Refused("not_found")
    return found


def _sees(found: Service, person: Person) -> bool:
    is_public = found.state in {ServiceState.REGISTERED, ServiceState.STOPPED}
    return is_public or rights.may_audit(person) or found.organisation in person.roles


def holders() -> list[Holder]:
    return [holder_value(row) for row in HolderRow.objects.select_related("organisation").order_by("id")]


def holder_value(row: HolderRow) -> Holder:
    name = Words(row.organisation.name_ko, row.organisation.name_en or row.organisation.name_ko)
    return Holder(id=row.id, name=name, lists=tuple(row.lists), address=row.address)


def links(person_id: str) -> dict[str, Holder]:
    """Holders that know the citizen, by id."""
    rows = LinkRow.objects.select_related("holder__organisation").filter(person_id=person_id).order_by("holder_id")
    return {row.holder_id: holder_value(row.holder) for row in rows}


def is_blocked(organisation: str) -> bool:
    """Whether a receiver owes a proof of deletion that is overdue, for any of its services."""
    return OrderRow.objects.filter(service__organisation_id=organisation, state=OrderState.OVERDUE).exists()


def public_figures(found: Service, *, clock: Clock = SYSTEM_CLOCK) -> Figures:
    """With small cells withheld."""
    counts = ConsentRow.objects.filter(service_id=found.id, starts__isnull=False).aggregate(
        agreed=Count("person", distinct=True),
        sharing=Count("person", distinct=True, filter=Q(state__in=PERSON_KNOWN)),
    )
    orders = OrderRow.objects.filter(service_id=found.id, attested__isnull=False)
    times = orders.annotate(took=F("attested") - F("ordered")).values_list("took", flat=True)
    said = Counts(
        agreed=counts["agreed"],
        withdrew=counts["agreed"] - counts["sharing"],
        deletion_hours=[each.total_seconds() / 3600 for each in times],
    )
    return figures(said, smallest=rates.rate(SMALLEST_CELL, clock.today(), clock=clock).integer)


def count_registered() -> int:
    return ServiceRow.objects.filter(state=ServiceState.REGISTERED).count()


def running_consents() -> list[tuple[str, str]]:
    """Every consent that may be taken back, with its service; ids alone."""
    rows = ConsentRow.objects.filter(state__in=PERSON_KNOWN).order_by("id")
    return list(rows.values_list("id", "service_id"))


# --- consents ---


def consent_value(row: ConsentRow) -> Consent:
    return Consent(
        id=row.id,
        citizen=row.person_id or "",
        service=row.service_id,
        state=ConsentState(row.state),
        terms=terms(row.terms),
        choices=choices_named(row.choices),
        until=row.until,
        starts=row.starts,
        ends=row.ends,
    )


def proxy_until(person: Person, citizen: str, now: datetime) -> datetime | None:
    """How long this person may decide for that citizen, None where not."""
    row = _live_proxies(now).filter(proxy_id=person.id, person_id=citizen).order_by("-ends").first()
    return row.ends if row else None


def is_guardian(person: Person, citizen: str, now: datetime) -> bool:
    return _live_proxies(now).filter(proxy_id=person.id, person_id=citizen, is_guardian=True).exists()


def _live_proxies(now: datetime) -> QuerySet[ProxyRow]:
    return ProxyRow.objects.filter(ended__isnull=True, ends__gt=now)


def wards(person: Person, now: datetime) -> list[tuple[str, str]]:
    """Citizens that this person decides for: id and name."""
    rows = _live_proxies(now).filter(proxy_id=person.id).select_related("person").order_by("id")
    return [(row.person_id, row.person.name) for row in rows]


def proxies_of(citizen: str, now: datetime) -> list[tuple[str, str, datetime, bool]]:
    """Id, name, last instant, and whether by law."""
    rows = _live_proxies(now).filter(person_id=citizen).select_related("proxy").order_by("id")
    return [(row.id, row.proxy.name, row.ends, row.is_guardian) for row in rows]


def require_decider(person: Person, citizen: str, now: datetime) -> None:
    """That the person is the citizen or her proxy: to others nothing is there. Raises ``Refused``: ``not_found``."""
    if not rights.may_decide(person, citizen, proxy_until(person, citizen, now), now):
        raise Refused("not_found")


def consent(consent_id: str, person: Person, *, clock: Clock = SYSTEM_CLOCK) -> Card:
    """For the citizen and her proxy alone. Raises ``Refused``: ``not_found``."""
    rows = ConsentRow.objects.select_related("service__organisation").filter(id=consent_id, person__isnull=False)
    row = rows.first() if is_id(consent_id) else None
    if row is None:
        raise Refused("not_found")
    require_decider(person, row.person_id or "", clock.now())
    return _cards([row])[0]


def consents(citizen: str, person: Person, *, clock: Clock = SYSTEM_CLOCK) -> list[Card]:
    """All that a citizen was ever asked for, the running ones first, then the newest. Raises ``Refused``: ``not_found``."""
    require_decider(person, citizen, clock.now())
    rows = (
        ConsentRow.objects.select_related("service__organisation").filter(person_id=citizen).order_by("-offered", "-id")
    )
    cards = _cards(list(rows))
    return sorted(
        cards, key=lambda card: (not card.consent.state.is_running, card.consent.state is not ConsentState.OFFERED)
    )


def _cards(rows: Sequence[ConsentRow]) -> list[Card]:
    times: dict[str, int] = {}
    last: dict[str, datetime] = {}
    sources: dict[str, dict[str, Words]] = {}
    names = {each.id: each.name for each in holders()}
    sent = PullRow.objects.filter(consent__in=[row.id for row in rows], state__in=(PullState.SENT, PullState.PERMITTED))
    for consent_id, holder_id, permitted in sent.order_by("permitted").values_list(
        "consent_id", "holder_id", "permitted"
    ):
        times[consent_id] = times.get(consent_id, 0) + 1
        if permitted:
            last[consent_id] = permitted
        sources.setdefault(consent_id, {})[holder_id] = names[holder_id]
    services = {row.service_id: service_value(row.service) for row in {row.service_id: row for row in rows}.values()}
    items = standards.items()
    return [
        Card(
            consent=(value := consent_value(row)),
            service=services[row.service_id],
            items=tuple(items[code] for code in sorted(value.items)),
            times=times.get(row.id, 0),
            last=last.get(row.id),
            holders=tuple(sources.get(row.id, {}).values()) or _would_send(value),
        )
        for row in rows
    ]


def _would_send(consent: Consent) -> tuple[Words, ...]:
    """Whose turn it is where nothing was sent yet."""
    lists = {item.partition(".")[0] for item in consent.items}
    return tuple(each.name for each in links(consent.citizen).values() if lists & set(each.lists))


def history(consent_id: str) -> list[Line]:
    """Everything that happened, newest first: what was said and done, and every part that was sent or may have been."""
    rows = EventRow.objects.filter(consent_id=consent_id).order_by("id")
    lines = [Line(at=row.at, words=sentence(row.kind, _readable(row.facts)), kind=row.kind) for row in rows]
    pulls = PullRow.objects.filter(consent_id=consent_id).exclude(state__in=(PullState.PLANNED, PullState.CANCELLED))
    lines += [_pull_line(row) for row in pulls.select_related("holder__organisation")]
    return sorted(lines, key=lambda line: line.at)[::-1]


def _readable(facts: Mapping[str, str]) -> dict[str, str]:
    if "items" not in facts:
        return dict(facts)
    codes = [each.rpartition(":")[2] for each in facts["items"].split(", ") if each]
    said = item_names(codes)
    return {**facts, "items": said.ko, "items_en": said.en}


def item_names(codes: Iterable[str]) -> Words:
    """Each name once, in order."""
    known = standards.items()
    named = [known[code].words for code in dict.fromkeys(codes) if code in known]
    return Words(", ".join(each.ko for each in named), ", ".join(each.en for each in named))


def _pull_line(row: PullRow) -> Line:
    name = holder_value(row.holder).name
    facts = {"holder": name.ko, "holder_en": name.en}
    if row.state == PullState.REFUSED:
        ground = standards.grounds()[row.ground].words
        facts |= {"ground": ground.ko, "ground_en": ground.en}
        return Line(at=row.due, words=sentence("refused", facts), kind="refused")
    items = item_names(sorted(row.hashes) if row.state == PullState.SENT else sorted(row.items))
    facts |= {"items": items.ko, "items_en": items.en}
    return Line(at=row.sent or row.permitted or row.due, words=sentence("sent", facts), kind="sent")


# --- orders ---


def order_value(row: OrderRow) -> Order:
    known = standards.items()
    service = row.service
    return Order(
        id=row.id,
        consent=row.consent_id,
        service=Words(service.title_ko, service.title_en),
        receiver=Words(service.organisation.name_ko, service.organisation.name_en or service.organisation.name_ko),
        items=tuple(known[code] for code in row.items),
        digest=row.digest,
        lines=row.lines,
        state=OrderState(row.state),
        ordered=row.ordered,
        due=row.due,
        attempts=row.attempts,
        attested=row.attested,
        attestation=row.attestation,
    )


def orders_of(consent_id: str) -> list[Order]:
    rows = OrderRow.objects.select_related("service__organisation").filter(consent_id=consent_id).order_by("ordered")
    return [order_value(row) for row in rows]


def open_orders(person: Person) -> list[Order]:
    """Those that wait for a proof, the longest due first. Raises ``Refused``: ``forbidden``."""
    if not rights.may_audit(person):
        raise Refused("forbidden")
    rows = OrderRow.objects.select_related("service__organisation").exclude(state=OrderState.ATTESTED).order_by("due")
    return [order_value(row) for row in rows[:200]]


def faults(person: Person) -> list[tuple[str, Words, str, datetime | None]]:
    """Pulls whose holder reported wrongly: id, holder, what, when. Raises ``Refused``: ``forbidden``."""
    if not rights.may_audit(person):
        raise Refused("forbidden")
    rows = PullRow.objects.exclude(fault="").select_related("holder__organisation").order_by("-due")[:200]
    return [(row.id, holder_value(row.holder).name, row.fault, row.permitted) for row in rows]


def day(moment: datetime | None) -> str:
    return f"{in_city(moment):%Y-%m-%d}" if moment else ""
