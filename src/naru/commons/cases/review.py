"""Draw a panel, declare interest, score, sign, decide, object. Who may, the owning system has asked before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import reads
from naru.commons.cases.actions import locked
from naru.commons.cases.core.interests import Tie, TieKind
from naru.commons.cases.core.panels import Candidate, PanelRule, draw
from naru.commons.cases.core.scores import Criterion, checked_points
from naru.commons.cases.core.states import CaseState, moved
from naru.commons.cases.models import Decision, Objection, Panel, Recusal, Seat
from naru.commons.cases.models import Sheet as SheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a case comes to: a code of the owning system, and the reasons that are told to the applicant."""

    outcome: str
    reasons: Sequence[Words]
    score: Decimal | None = None
    place: int | None = None


@transaction.atomic
def draw_panel(
    about: Ref,
    candidates: Sequence[Candidate],
    rule: PanelRule,
    *,
    seed: str,
    ties: Mapping[str, Mapping[str, Sequence[Tie]]],
    barred: Iterable[str] = (),
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> list[reads.SeatView]:
    """A panel of the cases about a thing. ``ties`` of a candidate, by case, put a member out of just those cases.

    Raises ``Refused``: ``panel_exists``, ``panel_too_small``.
    """
    if reads.panel_id(about) is not None:
        raise Refused("panel_exists")
    drawn = draw(candidates, rule, seed=seed, barred=set(barred))
    panel = Panel.objects.create(
        about_kind=about.kind, about_id=about.id, seed=seed, order=list(drawn.order), drawn=clock.now()
    )
    for person_id in drawn.members:
        seat = Seat.objects.create(panel=panel, person_id=person_id)
        for case_id, found in ties.get(person_id, {}).items():
            _recuse(seat, case_id, found)
    facts = {"size": len(drawn.members), "candidates": len(candidates), "seed": seed}
    record(by.actor, "panel.drawn", panel.id, facts=facts, clock=clock)
    return reads.seats(about)


@transaction.atomic
def declare_interests(
    about: Ref, interests: Mapping[str, str], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.SeatView:
    """Where the reviewer says they have an interest, by case; none is an answer too.

    Raises ``Refused``: ``not_found`` for whoever has no seat, ``sheets_signed``.
    """
    seat = _own_seat(about, by)
    for case_id, detail in interests.items():
        _recuse(seat, case_id, [Tie(kind=TieKind.DECLARED, detail=detail)])
    seat.declared = clock.now()
    seat.save()
    recused = Recusal.objects.filter(seat=seat).count()
    record(by.actor, "panel.declared", seat.panel_id, facts={"recused": recused}, clock=clock)
    return _view(about, by)


@transaction.atomic
def score(
    case_id: str,
    points: Mapping[str, int | None],
    *,
    criteria: Sequence[Criterion],
    remark: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """The reviewer's sheet of a case, until it is signed.

    Raises ``Refused``: ``not_found``, ``declare_first``, ``recused``, ``sheets_signed``, or as ``checked_points``.
    """
    row = locked(case_id)
    if CaseState(row.state) is not CaseState.COMPLETE:
        raise Refused("not_found")
    seat = _own_seat(Ref(row.about_kind, row.about_id), by)
    if seat.declared is None:
        raise Refused("declare_first")
    if Recusal.objects.filter(seat=seat, case=row).exists():
        raise Refused("recused")
    values = {"points": checked_points(points, criteria), "remark": remark.strip()[:2000], "saved": clock.now()}
    SheetRow.objects.update_or_create(seat=seat, case=row, defaults=values)


@transaction.atomic
def sign_sheets(about: Ref, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """All of the reviewer's sheets, for good. Raises ``Refused``: ``not_found``, ``sheets_signed``, ``sheets_missing``."""
    seat = _own_seat(about, by)
    waiting = {case.id for case in reads.cases_about(about, states=[CaseState.COMPLETE])}
    out = set(Recusal.objects.filter(seat=seat).values_list("case_id", flat=True))
    scored = set(SheetRow.objects.filter(seat=seat).values_list("case_id", flat=True))
    missing = waiting - out - scored
    if missing:
        raise Refused("sheets_missing", count=len(missing))
    seat.signed = clock.now()
    seat.save()
    record(by.actor, "panel.signed", seat.panel_id, facts={"sheets": len(scored)}, clock=clock)
    return len(scored)


@transaction.atomic
def decide(case_id: str, outcome: Outcome, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The decision, with its reasons. One on an objection is made by someone else than the first.

    Raises ``Refused``: ``not_found``, ``case_cannot_move``, ``decider_has_objection``.
    """
    row = locked(case_id)
    before = CaseState(row.state)
    row.state = moved(before, CaseState.DECIDED).value
    if before is CaseState.OBJECTED and reads.decisions([case_id])[case_id].by_id == by.id:
        raise Refused("decider_has_objection")
    row.save()
    Decision.objects.create(
        case=row,
        outcome=outcome.outcome,
        reasons=[[each.ko, each.en] for each in outcome.reasons],
        score=outcome.score,
        place=outcome.place,
        at=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    facts = {"outcome": outcome.outcome, "score": str(outcome.score) if outcome.score else None, "place": outcome.place}
    record(by.actor, "case.decided", row.id, facts=facts, clock=clock)


@transaction.atomic
def object_to(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    row = locked(case_id)
    row.state = moved(CaseState(row.state), CaseState.OBJECTED).value
    row.save()
    decision = reads.decisions([case_id])[case_id]
    Objection.objects.create(decision_id=decision.id, text=text.strip()[:4000], at=clock.now(), by_id=by.id)
    record(by.actor, "case.objected", row.id, clock=clock)


def _own_seat(about: Ref, by: Person) -> Seat:
    seat = (
        Seat.objects.select_for_update()
        .filter(panel__about_kind=about.kind, panel__about_id=about.id, person_id=by.id)
        .first()
    )
    if seat is None:
        raise Refused("not_found")
    if seat.signed is not None:
        raise Refused("sheets_signed")
    return seat


def _view(about: Ref, by: Person) -> reads.SeatView:
    found = reads.seat_of(about, by.id)
    assert found is not None, "the seat was just written"
    return found


def _recuse(seat: Seat, case_id: str, ties: Sequence[Tie]) -> None:
    for tie in ties:
        Recusal.objects.get_or_create(
            seat=seat, case_id=case_id, tie=tie.kind.value, defaults={"detail": tie.detail.strip()[:300]}
        )
