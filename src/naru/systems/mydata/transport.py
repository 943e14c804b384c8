"""The machine doors' actions: OAuth for consents, permits at the moment of sending, reports of what was sent.

*Theory of operation.* A receiver pushes its request (PAR), the citizen answers it in Naru's pages, the receiver changes its code
for a token that only its DPoP key can use. With that token, or for its schedule with one of its own (client credentials), it
asks a holder; the holder asks here for permits and sends what they name, within a second of having asked. What is written down
is names of items and keyed hashes.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.db.models import Max

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record, record_many
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToRole
from naru.systems.mydata import actions, orders, reads, standards
from naru.systems.mydata.core import deletion, jose, pulls
from naru.systems.mydata.core.states import PULLS, ConsentState, PullState, ServiceState, moved
from naru.systems.mydata.models import Consent, Event, Holder, Link, Pull, Seen, Service, Token
from naru.systems.mydata.notices import DUTY

REQUEST, CODE, USED_CODE, ACCESS = "request", "code", "used_code", "access"
REQUEST_LIFE, CODE_LIFE, TOKEN_LIFE = timedelta(minutes=10), timedelta(minutes=5), timedelta(minutes=10)
REQUEST_URN = "urn:ietf:params:oauth:request_uri:"
BATCH_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A participant that proved who it is: exactly one of ``service`` and ``holder``."""

    service: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    token: str
    seconds: int
    consent: str = ""


def client_of(form: Mapping[str, str], *, audience: str, clock: Clock) -> Client:
    """By its signed assertion (RFC 7523). Raises ``Refused``: ``assertion_refused``."""
    if form.get("client_assertion_type") != jose.ASSERTION_TYPE:
        raise Refused("assertion_refused")
    client_id = form.get("client_id", "")
    key = _key(client_id)
    claims = jose.read(
        form.get("client_assertion", ""),
        jose.public_jwk(bytes.fromhex(key)),
        jose.ASSERTION,
        audience=audience,
        now=clock.now(),
        seen=_seen(client_id, clock),
    )
    if claims.get("sub") != client_id or claims.get("iss") != client_id:
        raise Refused("assertion_refused")
    is_service = Service.objects.filter(id=client_id).exists()
    return Client(service=client_id) if is_service else Client(holder=client_id)


def _key(client_id: str) -> str:
    for model in (Service, Holder):
        key: str | None = model.objects.filter(id=client_id).values_list("key", flat=True).first()
        if key is not None:
            return key
    raise Refused("assertion_refused")


def _seen(who: str, clock: Clock) -> jose.Seen:
    def seen(jti: str) -> bool:
        try:
            with transaction.atomic():
                Seen.objects.create(jti=f"{who}:{jti}"[:140], at=clock.now())
        except IntegrityError:
            return True
        return False

    return seen


def proof_of(compact: str, method: str, url: str, *, token: str = "", clock: Clock) -> jose.Proof:
    """Raises ``Refused``: ``dpop_refused``."""
    return jose.check_dpop(compact, method, url, token=token, now=clock.now(), seen=_seen("dpop", clock))


# --- OAuth ---


def push(form: Mapping[str, str], client: Client, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Issued:
    """A pushed authorization request (RFC 9126) becomes an offer that nobody has opened.

    Raises ``Refused``: ``oauth_request_refused``, or as ``actions.offer``.
    """
    if not client.service:
        raise Refused("oauth_request_refused", what="client")
    service = actions.require_receiver(client.service)
    wanted = {"response_type": "code", "code_challenge_method": "S256", "redirect_uri": service.redirect_url}
    for name, value in wanted.items():
        if form.get(name) != value:
            raise Refused("oauth_request_refused", what=name)
    if len(form.get("code_challenge", "")) != 43:
        raise Refused("oauth_request_refused", what="code_challenge")
    if len(form.get("state", "")) > 200:
        raise Refused("oauth_request_refused", what="state")
    with transaction.atomic():
        request = {"challenge": form["code_challenge"], "jkt": proof.jkt, "state": form.get("state", "")}
        consent_id = actions.offer(service.id, request=request, by=SYSTEM, clock=clock)
        secret = _issue(REQUEST, REQUEST_LIFE, clock, service_id=service.id, consent_id=consent_id)
    return Issued(token=REQUEST_URN + secret, seconds=int(REQUEST_LIFE.total_seconds()))


@transaction.atomic
def authorize(client_id: str, request_uri: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The offer behind a request address, which opens once and is for the person who opened it.

    Raises ``Refused``: ``oauth_request_refused``, ``offer_taken``.
    """
    row = _token(request_uri.removeprefix(REQUEST_URN), REQUEST, clock)
    if row is None or row.service_id != client_id or row.consent_id is None:
        raise Refused("oauth_request_refused", what="request_uri")
    actions.open_offer(row.consent_id, by=by, clock=clock)
    consent_id = row.consent_id
    row.delete()
    return consent_id


@transaction.atomic
def way_back(consent_id: str, *, issuer: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The address at the service that the citizen goes back to with a fresh code, or with her no.

    Raises ``Refused``: ``not_found``; ``code_refused`` where the service did not ask, or is not to have a code any more.
    """
    reads.consent(consent_id, by, clock=clock)
    row = Consent.objects.select_for_update(of=("self",)).select_related("service").get(id=consent_id)
    if row.request is None:
        raise Refused("code_refused")
    said = {"state": row.request["state"], "iss": issuer}
    if row.state == ConsentState.DECLINED:
        return f"{row.service.redirect_url}?{urlencode({'error': 'access_denied', **said})}"
    if not reads.consent_value(row).is_live(clock.now()):
        raise Refused("code_refused")
    facts = {"challenge": row.request["challenge"]}
    code = _issue(
        CODE, CODE_LIFE, clock, service_id=row.service_id, consent_id=row.id, jkt=row.request["jkt"], facts=facts
    )
    return f"{row.service.redirect_url}?{urlencode({'code': code, **said})}"


def exchange(form: Mapping[str, str], client: Client, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Issued:
    """Raises ``Refused``: ``code_refused``, ``oauth_request_refused``."""
    match form.get("grant_type"):
        case "client_credentials":
            owner = {"service_id": client.service or None, "holder_id": client.holder or None}
            with transaction.atomic():
                token = _issue(ACCESS, TOKEN_LIFE, clock, jkt=proof.jkt, **owner)
            return Issued(token=token, seconds=int(TOKEN_LIFE.total_seconds()))
        case "authorization_code":
            issued = _exchange_code(form, client, proof, clock)
            if issued is None:
                raise Refused("code_refused")
            return issued
    raise Refused("oauth_request_refused", what="grant_type")


@transaction.atomic
def _exchange_code(form: Mapping[str, str], client: Client, proof: jose.Proof, clock: Clock) -> Issued | None:
    """None, and every token of the consent gone, where the code was used before; so that this is saved, nothing is raised."""
    row = Token.objects.select_for_update().filter(digest=_digest(form.get("code", ""))).first()
    if row is None or row.consent_id is None or row.service_id != client.service:
        raise Refused("code_refused")
    if row.kind != CODE:
        Token.objects.filter(consent_id=row.consent_id).delete()
        return None
    consent = Consent.objects.select_for_update(of=("self",)).select_related("service").get(id=row.consent_id)
    is_ours = (
        row.ends > clock.now() and row.jkt == proof.jkt and form.get("redirect_uri") == consent.service.redirect_url
    )
    if not is_ours or not reads.consent_value(consent).state.is_running:
        raise Refused("code_refused")
    jose.check_verifier(form.get("code_verifier", ""), row.facts["challenge"])
    row.kind = USED_CODE
    row.save(update_fields=["kind"])
    token = _issue(ACCESS, TOKEN_LIFE, clock, service_id=row.service_id, consent_id=row.consent_id, jkt=proof.jkt)
    return Issued(token=token, seconds=int(TOKEN_LIFE.total_seconds()), consent=consent.pseudonym)


def _issue(kind: str, life: timedelta, clock: Clock, **values: Any) -> str:
    secret = secrets.token_urlsafe(32)
    Token.objects.create(digest=_digest(secret), kind=kind, ends=clock.now() + life, **values)
    return secret


def _token(secret: str, kind: str, clock: Clock) -> Token | None:
    return Token.objects.select_for_update().filter(digest=_digest(secret), kind=kind, ends__gt=clock.now()).first()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def access(token: str, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Client:
    """Whose token it is. Raises ``Refused``: ``dpop_refused`` for one that is over or bound to another key."""
    row = Token.objects.filter(digest=_digest(token), kind=ACCESS, ends__gt=clock.now()).first()
    if row is None or row.jkt != proof.jkt:
        raise Refused("dpop_refused")
    return Client(service=row.service_id or "", holder=row.holder_id or "")


# --- the schedule ---


def plan_due(*, clock: Clock = SYSTEM_CLOCK, most: int = 0) -> int:
    """Make the pulls that have come due by the rhythm of their consents; planning twice plans nothing more."""
    now = clock.now()
    live = Consent.objects.filter(state=ConsentState.ACTIVE, ends__gt=now)
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


def _subjects(rows: Iterable[Pull]) -> dict[tuple[str | None, str], str]:
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
    now = clock.now()
    held = Token.objects.filter(digest=_digest(token), kind=ACCESS, ends__gt=now, service__isnull=False).first()
    if held is None or held.jkt != jkt or not client.holder:
        raise Refused("dpop_refused")
    wanted = list(pull_ids)[:BATCH_MOST]
    consents = list(
        Consent.objects.select_for_update(of=("self",))
        .filter(id__in=Pull.objects.filter(id__in=wanted).values("consent_id"))
        .order_by("id")
    )
    values = {row.id: reads.consent_value(row) for row in consents}
    rows = {row.id: row for row in Pull.objects.filter(id__in=wanted).select_related("consent")}
    subjects = _subjects(list(rows.values()))
    service = Service.objects.get(id=held.service_id)
    standing = _Receiver(service, is_blocked=reads.is_blocked(service.organisation_id))
    given: dict[str, tuple[str, list[str]]] = {}
    refused = {each: "not_specified" for each in wanted if each not in rows}
    for row in rows.values():
        consent = values[row.consent_id]
        if held.consent_id not in (None, row.consent_id):
            refused[row.id] = "not_receiver"
            continue
        subject = subjects.get((consent.citizen, row.holder_id))
        links = [row.holder_id] if subject else []
        at = standing.at(consent, asks=client.holder, links=links)
        value = _pull_value(row)
        if ground := pulls.refusal(value, at, now):
            refused[row.id] = ground
            if ground in pulls.LASTING and row.state == PullState.PLANNED:
                row.state, row.ground = PullState.REFUSED.value, ground
        else:
            assert subject is not None, "who is not linked is refused"
            items = sorted(pulls.sendable(value, consent, at.registered))
            row.state, row.items, row.permitted = moved(value.state, PullState.PERMITTED, PULLS).value, items, now
            given[row.id] = (subject, items)
    Pull.objects.bulk_update(rows.values(), ["state", "items", "permitted", "ground"], batch_size=500)
    return Permits(given=given, refused=refused)


class _Receiver:
    def __init__(self, service: Service, *, is_blocked: bool) -> None:
        self.service, self.is_blocked = service, is_blocked
        self.registered = frozenset(choice.item for choice in reads.terms(service.terms).choices)

    def at(self, consent: Any, *, asks: str, links: Sequence[str]) -> pulls.Standing:
        return pulls.Standing(
            consent=consent,
            service=ServiceState(self.service.state),
            registered=self.registered,
            receiver_is_blocked=self.is_blocked,
            asks=asks,
            receives=self.service.id,
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
    subjects = _subjects(list(rows.values()))
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


def _fault(row: Pull, part: Report, subjects: Mapping[tuple[str | None, str], str]) -> pulls.Fault | None:
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
        consent = Consent.objects.select_for_update(of=("self",)).select_related("service").get(id=row.consent_id)
        orders.place(consent, row.hashes or row.items, by=SYSTEM, clock=clock)


def sweep(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Tokens that are over, and proofs too old to come again; how many rows went."""
    now = clock.now()
    return Token.objects.filter(ends__lte=now).delete()[0] + Seen.objects.filter(at__lt=now - 3 * jose.SKEW).delete()[0]
