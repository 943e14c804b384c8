"""The gates of an act; holds as the people who asked and those who may decide see them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pkgutil import resolve_name

from django.db.models import Case, IntegerField, Value, When

from naru.base.gates.core.states import HoldState
from naru.base.gates.models import HoldRow
from naru.base.kit.installed import systems
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Gate
from naru.base.kit.words import Words

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold as its people see it."""

    id: str
    gate: Words
    act: str
    thing: Ref
    reason: Words
    state: HoldState
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    may_decide: bool  # the person it is shown to, now


@cache
def gates() -> dict[str, Gate]:
    """By their names."""
    declared = [gate for system in systems() for gate in system.gates]
    assert len({gate.name for gate in declared}) == len(declared), "a gate is declared twice"
    return {gate.name: gate for gate in declared}


def gates_of(act: str) -> list[Gate]:
    """Those asked before the act, in the order of the packages."""
    return [gate for gate in gates().values() if act in gate.acts]


def may_release(row: HoldRow, person: Person) -> bool:
    """Whether the person may decide about holds of this gate on this thing; a gate that is installed no more is an officer's."""
    gate = gates().get(row.gate)
    if gate is None or not gate.may_release:
        return person.is_officer
    answer: bool = resolve_name(gate.may_release)(person, row.thing_kind, row.thing_id)
    return answer


def holds(person: Person) -> list[HoldView]:
    """Those the person asked for or may decide about: open ones first, then the latest."""
    open_first = Case(When(state=HoldState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = HoldRow.objects.order_by(open_first, "-id")[:SHOWN]
    return [_view(row, person) for row in rows if _concerns(row, person)]


def holds_of(thing: Ref, person: Person) -> list[HoldView]:
    """Open ones on a thing; whether the person may see the thing is the caller's to ask."""
    rows = HoldRow.objects.filter(thing_kind=thing.kind, thing_id=thing.id, state=HoldState.OPEN)
    return [_view(row, person) for row in rows.order_by("id")]


def hold(hold_id: str, person: Person) -> HoldView:
    """Raises ``Refused``: ``not_found``."""
    row = HoldRow.objects.filter(id=hold_id).first()
    if row is None or not _concerns(row, person):
        raise Refused("not_found")
    return _view(row, person)


def _concerns(row: HoldRow, person: Person) -> bool:
    return not person.is_anonymous and (row.asked_by_id == person.id or may_release(row, person))


def _view(row: HoldRow, person: Person) -> HoldView:
    gate = gates().get(row.gate)
    return HoldView(
        id=row.id,
        gate=gate.words if gate else Words(row.gate, row.gate),
        act=row.act,
        thing=Ref(row.thing_kind, row.thing_id),
        reason=Words(row.reason_ko, row.reason_en),
        state=HoldState(row.state),
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        decided_by=row.decided_by_name,
        decided_at=row.decided_at,
        note=row.note,
        may_decide=row.state == HoldState.OPEN and row.asked_by_id != person.id and may_release(row, person),
    )
