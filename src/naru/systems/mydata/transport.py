"""What is due, what may be sent at this moment, what was: the machine doors' actions beyond OAuth.

*Theory of operation.* A receiver asks what is due and asks each holder for it; the holder asks here for permits and sends what they
name, within a second of having asked. Before that it reports what it is about to send. What is written down is names of items and
keyed hashes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record, record_many
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToRole
from naru.systems.mydata import oauth, orders, reads, standards
from naru.systems.mydata.core import deletion, pulls
from naru.systems.mydata.core.consent import Consent
from naru.systems.mydata.core.states import PULLS, ConsentState, PullState, ServiceState, moved
from naru.systems.mydata.models import Consent as ConsentRow
from naru.systems.mydata.models import Event, Link, Pull, Service, Token
from naru.systems.mydata.notices import DUTY
from naru.systems.mydata.oauth import Client

BATCH_MOST = 1000
Subjects = Mapping[tuple[str | None, str], str]

# --- the schedule ---


def plan_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Make the pulls that have come due by the rhythm of their consents; planning twice plans nothing more."""
    now = clock.now()
    live = ConsentRow.objects.filter(state=ConsentState.ACTIVE, ends__gt=now)
    last = (
        Pull.objects.filter(consent__in=live)
        .values("consent_id", "holder_id", "consent__choices", "consent__terms__frequency_days", "holder__lists")
        .annotate(last=Max("due"))
        .order_by("consent_id")
    )
    made, batch = 0, []
    for each in last.iterator(chunk_size=2000):
        due = pulls.next_due(each["consent__terms__frequency_days"], each["last"], now)
        if due is None:
            continue
        items = {name.partition(":")[2] for name in each["consent__choices"]}
        part = pulls.by_holder(items, {each["holder_id"]: each["holder__lists"]}).get(each["holder_id"])
        if part:
            batch.append(Pull(consent_id=each["consent_id"], holder_id=each["holder_id"], items=sorted(part), due=due))
        if len(batch) >= 2000:
            made, batch = made + _plan(batch), []
    return made + _plan(batch)


@transaction.atomic
def _plan(batch: Sequence[Pull]) -> int:
    Pull.objects.bulk_create(batch, ignore_conflicts=True)
    return len(batch)


def due(client: Client, *, most: int = BATCH_MOST, clock: Clock = SYSTEM_CLOCK) -> list[dict[str, Any]]:
    """A receiver's pulls whose time has come: where to ask, and whose row is to come back."""
    rows = (
        Pull.objects.filter(
            consent__service_id=client.service,
            state=PullState.PLANNED,
            due__lte=clock.now(),
            consent__state=ConsentState.ACTIVE,
        )
        .select_related("consent", "holder")
        .order_by("due", "id")[: min(most, BATCH_MOST)]
    )
    known = _subjects(rows)
    return [
        {
            "pull": row.id,
            "consent": row.consent.pseudonym,
            "holder": row.holder_id,
            "address": row.holder.address,
            "items": row.items,
            "about": deletion.about(row.id, known.get((row.consent.person_id, row.holder_id), "")),
        }
        for row in rows
    ]


def _subjects(rows: Iterable[Pull]) -> Subjects:
    """The holder's name of each citizen, by person and holder."""
    people = {row.consent.person_id for row in rows}
    links = Link.objects.filter(person_id__in=people).values_list("person_id", "holder_id", "subject")
    return {(person, holder): subject for person, holder, subject in links}


# --- the moment of sending ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Permits:
    """By pull: whose row and which items, or the ground on which not."""

    given: dict[str, tuple[str, list[str]]]
    refused: dict[str, str]


@transaction.atomic
def permit(client: Client, *, token: str, jkt: str, pull_ids: Sequence[str], clock: Clock = SYSTEM_CLOCK) -> Permits:
    """Asked by a holder right before it sends; what it may, written down before it is told.

    Consents are locked, so that a withdrawal is either before (refused) or after (the pull is in its deletion order).
    Raises ``Refused``: ``dpop_refused`` for a receiver's token that is over, or is not that receiver's.
    """
    held = oauth.receiver_token(token, jkt, clock=clock)
    if not client.holder:
        raise Refused("dpop_refused")
    wanted = list(pull_ids)[:BATCH_MOST]
    consents = _locked_consents(wanted)
    rows = {row.id: row for row in Pull.objects.filter(id__in=wanted).select_related("consent")}
    moment = _Moment(held, holder=client.holder, subjects=_subjects(rows.values()), now=clock.now())
    given: dict[str, tuple[str, list[str]]] = {}
    refused = {each: "not_specified" for each in wanted if each not in rows}
    for row in rows.values():
        if ground := moment.permitted(row, consents[row.consent_id]):
            refused[row.id] = ground
        else:
            given[row.id] = (moment.subject(row), row.items)
    Pull.objects.bulk_update(rows.values(), ["state", "items", "permitted", "ground"], batch_size=500)
    return Permits(given=given, refused=refused)


def _locked_consents(pull_ids: Sequence[str]) -> dict[str, Consent]:
    rows = ConsentRow.objects.select_for_update(of=("self",)).order_by("id")
    ids = Pull.objects.filter(id__in=pull_ids).values("consent_id")
    return {row.id: reads.consent_value(row) for row in rows.filter(id__in=ids)}


class _Moment:
    """What the registers say of one receiver and one holder, for a batch of pulls."""

    def __init__(self, held: Token, *, holder: str, subjects: Subjects, now: datetime) -> None:
        service = Service.objects.get(id=held.service_id)
        self.service, self.state, self.only = service.id, ServiceState(service.state), held.consent_id
        self.registered = frozenset(choice.item for choice in reads.terms(service.terms).choices)
        self.is_blocked = reads.is_blocked(service.organisation_id)
        self.holder, self.subjects, self.now = holder, subjects, now

    def subject(self, row: Pull) -> str:
        return self.subjects.get((row.consent.person_id, row.holder_id), "")

    def permitted(self, row: Pull, consent: Consent) -> str:
        """Writes down on the row that it may be sent, or answers the ground on which not."""
        if self.only not in (None, row.consent_id):
            return "not_receiver"
        pull, standing = _pull_value(row), self._standing(consent, [row.holder_id] if self.subject(row) else [])
        ground = pulls.refusal(pull, standing, self.now)
        if not ground:
            row.state = moved(pull.state, PullState.PERMITTED, PULLS).value
            row.items, row.permitted = sorted(pulls.sendable(pull, consent, self.registered)), self.now
        elif ground in pulls.LASTING and pull.state is PullState.PLANNED:
            row.state, row.ground = moved(pull.state, PullState.REFUSED, PULLS).value, ground
        return ground

    def _standing(self, consent: Consent, links: Sequence[str]) -> pulls.Standing:
        return pulls.Standing(
            consent=consent,
            service=self.state,
            registered=self.registered,
            receiver_is_blocked=self.is_blocked,
            asks=self.holder,
            receives=self.service,
            links=links,
        )


def _pull_value(row: Pull) -> pulls.Pull:
    return pulls.Pull(
        id=row.id,
        consent=row.consent_id,
        holder=row.holder_id,
        items=frozenset(row.items),
        due=row.due,
        state=PullState(row.state),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a holder says it sent: whose row it had read, and a keyed hash of each value; or, with a ground, that it sent nothing."""

    pull: str
    about: str
    hashes: Mapping[str, str]
    ground: str = ""


@transaction.atomic
def report(client: Client, parts: Sequence[Report], *, clock: Clock = SYSTEM_CLOCK) -> list[pulls.Fault]:
    """What was sent is written down; said again it changes nothing. What cannot be is noted and told to officers.

    A row of someone else's or more than was permitted is ordered to be deleted at once.
    """
    now = clock.now()
    ids = [each.pull for each in parts][:BATCH_MOST]
    rows = {
        row.id: row
        for row in Pull.objects.select_for_update(of=("self",))
        .filter(id__in=ids, holder_id=client.holder)
        .select_related("consent__service", "holder__organisation")
    }
    subjects = _subjects(rows.values())
    faults, sent = [], []
    for part in parts[:BATCH_MOST]:
        row = rows.get(part.pull)
        if row is None:
            faults.append(pulls.Fault(pull=part.pull[:26], kind="never_permitted"))
            continue
        was = PullState(row.state)
        if part.ground and was is PullState.PERMITTED:
            row.state, row.ground = moved(was, PullState.REFUSED, PULLS).value, "impossible"
            continue
        if fault := _fault(row, part, subjects):
            faults.append(fault)
            row.fault = fault.kind
        if was is PullState.PERMITTED:
            row.state, row.sent, row.hashes = moved(was, PullState.SENT, PULLS).value, now, _hashes(part)
            sent.append(row)
    Pull.objects.bulk_update(rows.values(), ["state", "sent", "hashes", "fault", "ground"], batch_size=500)
    _note_sent(sent, clock)
    for fault in faults:
        _note_fault(fault, client, rows.get(fault.pull), clock)
    return faults


def _fault(row: Pull, part: Report, subjects: Subjects) -> pulls.Fault | None:
    subject = subjects.get((row.consent.person_id, row.holder_id), "")
    return pulls.report_fault(
        _pull_value(row),
        permitted=row.items,
        hashes=part.hashes,
        about_expected=deletion.about(row.id, subject),
        about=part.about,
        before=row.hashes,
    )


def _hashes(part: Report) -> dict[str, str]:
    """Names and hashes, and nothing that only looks like them: whatever a holder writes there is no way in for values."""
    known = standards.items()
    return {item: said for item, said in part.hashes.items() if item in known and _is_hash(said)}


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


def _note_sent(rows: Sequence[Pull], clock: Clock) -> None:
    """One line of the trail for each service and holder: how many, which items, a digest of all."""
    parts: dict[tuple[str, str], list[Pull]] = {}
    for row in rows:
        parts.setdefault((row.consent.service_id, row.holder_id), []).append(row)
    record_many(
        [
            (
                SYSTEM.actor,
                "mydata_service.sent",
                service,
                {
                    "holder": batch[0].holder.organisation.name_ko,
                    "count": len(batch),
                    "items": ", ".join(sorted({item for row in batch for item in row.hashes})),
                    "digest": sha256_of([[row.id, row.hashes] for row in batch]),
                },
            )
            for (service, _), batch in parts.items()
        ],
        clock=clock,
    )


def _note_fault(fault: pulls.Fault, client: Client, row: Pull | None, clock: Clock) -> None:
    facts = {"kind": fault.kind, "pull": fault.pull}
    record(SYSTEM.actor, "mydata_holder.reported_wrongly", client.holder, facts=facts, clock=clock)
    tell(
        ToRole("officer"),
        topic=DUTY,
        title=Words("전송 기록이 맞지 않습니다", "A holder reported wrongly"),
        about=Ref(reads.HOLDER, client.holder),
        key=f"{fault.pull}:{fault.kind}",
        by=SYSTEM.actor,
        clock=clock,
    )
    if row is None:
        return
    name = reads.holder_value(row.holder).name
    said = {"holder": name.ko, "holder_en": name.en}
    Event.objects.create(consent=row.consent, at=clock.now(), kind="fault", facts=said, by_id=SYSTEM.id)
    if fault.kind in {"someone_else", "beyond"}:
        consent = ConsentRow.objects.select_for_update(of=("self",)).select_related("service").get(id=row.consent_id)
        orders.place(consent, row.hashes or row.items, by=SYSTEM, clock=clock)
