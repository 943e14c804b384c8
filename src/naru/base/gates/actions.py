"""Ask the gates before an act; release a hold, or decline."""

from collections.abc import Mapping
from pkgutil import resolve_name

from django.db import transaction

from naru.base.events.actions import publish
from naru.base.gates import reads
from naru.base.gates.core.states import HOLD_STATES, STANDING, HoldState
from naru.base.gates.events import HoldDeclined, HoldReleased
from naru.base.gates.models import HoldRow
from naru.base.gates.reads import HoldView
from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.gates import Asked, Hold, Pass, Refuse, Verdict
from naru.base.kit.guard import require_write
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Gate
from naru.base.trail.actions import record

NOTE_LENGTH = 500
DECISIONS = {HoldState.RELEASED: ("hold.released", HoldReleased), HoldState.DECLINED: ("hold.declined", HoldDeclined)}


@transaction.atomic
def ask(
    act: str, *, thing: Ref, by: Person, facts: Mapping[str, str] | None = None, clock: Clock = SYSTEM_CLOCK
) -> tuple[HoldView, ...]:
    """What holds the act up; empty: it may be done now. Called under the thing's lock, in the act's transaction.

    ``facts`` are what a release is for: with others the gates decide anew. Raises ``Refused``: ``gate_refused``,
    ``gate_declined``.
    """
    asked = Asked(act=act, thing_kind=thing.kind, thing_id=thing.id, by=by, facts=dict(facts or {}))
    answers = [(gate, _answer(gate, asked)) for gate in reads.gates_of(act)]
    for gate, verdict in answers:
        if isinstance(verdict, Refuse):
            raise Refused("gate_refused", **_named(gate), reason_ko=verdict.reason.ko, reason_en=verdict.reason.en)
    rows = [row for gate, verdict in answers if (row := _standing(gate, verdict, asked, clock))]
    held = [row for row in rows if row.state == HoldState.OPEN]
    if not held:
        HoldRow.objects.filter(id__in=[row.id for row in rows]).update(state=HoldState.SPENT)
    return tuple(reads.hold(row.id, by) for row in held)


def _answer(gate: Gate, asked: Asked) -> Verdict:
    verdict: Verdict = resolve_name(gate.ask)(asked)
    return verdict


def _standing(gate: Gate, verdict: Verdict, asked: Asked, clock: Clock) -> HoldRow | None:
    """The hold that answers for this gate, raised where there is none; None where the gate passes."""
    rows = HoldRow.objects.select_for_update().filter(
        gate=gate.name, act=asked.act, thing_kind=asked.thing_kind, thing_id=asked.thing_id, state__in=STANDING
    )
    row = rows.first()
    digest = sha256_of(dict(asked.facts))
    match verdict:
        case Hold() if row is not None and row.facts_digest == digest:
            if row.state == HoldState.DECLINED:
                raise Refused("gate_declined", **_named(gate), note=row.note)
            return row
        case Hold(reason):
            rows.update(state=HoldState.CLOSED)
            return _raised(gate, Hold(reason), asked, digest, clock)
    assert isinstance(verdict, Pass)
    rows.update(state=HoldState.CLOSED)
    return None


def _raised(gate: Gate, verdict: Hold, asked: Asked, digest: str, clock: Clock) -> HoldRow:
    row = HoldRow.objects.create(
        gate=gate.name,
        act=asked.act,
        thing_kind=asked.thing_kind,
        thing_id=asked.thing_id,
        facts_digest=digest,
        reason_ko=verdict.reason.ko[:NOTE_LENGTH],
        reason_en=verdict.reason.en[:NOTE_LENGTH],
        asked_by_id=asked.by.id,
        asked_by_name=asked.by.name,
        asked_at=clock.now(),
    )
    facts = {"gate": gate.name, "act": asked.act, "thing": f"{asked.thing_kind}:{asked.thing_id}"}
    reasons = {"reason_ko": row.reason_ko, "reason_en": row.reason_en}
    record(asked.by.actor, "hold.raised", row.id, facts=facts | reasons)
    return row


def _named(gate: Gate) -> dict[str, str]:
    return {"gate_ko": gate.words.ko, "gate_en": gate.words.en}


def release(hold_id: str, *, note: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> HoldView:
    """Let the act pass this gate, once; ``note`` says what was looked at.

    By another than who asked. Raises ``Refused``: ``not_found``, ``sign_in_first``, ``token_scope_missing``, ``forbidden``,
    ``hold_needs_another``, ``hold_needs_note``, ``hold_is_decided``.
    """
    return _decide(hold_id, HoldState.RELEASED, note, by, clock)


def decline(hold_id: str, *, note: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> HoldView:
    """Refuse the act until it is asked for with other facts. Raises as ``release``."""
    return _decide(hold_id, HoldState.DECLINED, note, by, clock)


@transaction.atomic
def _decide(hold_id: str, wanted: HoldState, note: str, by: Person, clock: Clock) -> HoldView:
    require_write(by)
    reads.hold(hold_id, by)
    row = HoldRow.objects.select_for_update().get(id=hold_id)
    if not reads.may_release(row, by):
        raise Refused("forbidden")
    if row.asked_by_id == by.id:
        raise Refused("hold_needs_another")
    if wanted not in HOLD_STATES[HoldState(row.state)]:
        raise Refused("hold_is_decided")
    said = note.strip()
    if not said or len(said) > NOTE_LENGTH:
        raise Refused("hold_needs_note")
    row.state, row.note = wanted, said
    row.decided_by_id, row.decided_by_name, row.decided_at = by.id, by.name, clock.now()
    row.save()
    verb, event = DECISIONS[wanted]
    record(by.actor, verb, row.id, facts={"gate": row.gate, "act": row.act, "note": said})
    publish(event(id=row.id, at=clock.now(), act=row.act, thing_kind=row.thing_kind, thing_id=row.thing_id))
    return reads.hold(hold_id, by)
