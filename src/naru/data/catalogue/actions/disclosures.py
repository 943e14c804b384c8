"""Asking to publish personal data as it is, and the second person's word.

Each is called inside the transaction of whoever has the subject (a load, a version), which is locked and whose rights
are asked already; what follows from an approval is done there, in that transaction.
"""

from collections.abc import Sequence

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.disclosure import (
    DisclosureRequest,
    DisclosureState,
    PersonalColumn,
    checked,
    columns_of,
    moved,
    require_disclosable,
    require_second,
)
from naru.data.catalogue.models import Disclosure
from naru.data.catalogue.reads.disclosures import DisclosureView, disclosure_view

ENDINGS = {
    DisclosureState.APPROVED: "disclosure.approved",
    DisclosureState.DECLINED: "disclosure.declined",
    DisclosureState.LAPSED: "disclosure.lapsed",
}


def ask_disclosure(
    subject: Ref,
    personal: Sequence[PersonalColumn],
    request: DisclosureRequest,
    *,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> DisclosureView:
    """Ask; asked again while it waits, the newer words replace the older request.

    Raises ``Refused``: ``identity_numbers_stay``, ``disclosure_needs_reason``, ``disclosure_needs_basis``.
    """
    require_disclosable(personal)
    said = checked(request)
    lapse_disclosures(subject, by=by, clock=clock)
    row = Disclosure.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        personal=[each.to_json() for each in personal],
        reason=clean(said.reason),
        basis=said.basis,
        basis_text=clean(said.basis_text),
        asked_by_id=by.id,
        asked_by_name=by.name,
        asked_at=clock.now(),
    )
    facts = {"columns": columns_of(personal), "reason": row.reason, "basis": row.basis, "basis_text": row.basis_text}
    record(by.actor, "disclosure.asked", row.id, facts={"subject": f"{subject.kind}:{subject.id}", **facts})
    return disclosure_view(row)


def end_disclosure(
    subject: Ref, *, is_approved: bool, note: str = "", by: Person, clock: Clock = SYSTEM_CLOCK
) -> DisclosureView:
    """The second person's word about the request that waits.

    Raises ``Refused``: ``not_found`` where none waits, ``second_person_needed``, ``identity_numbers_stay``.
    """
    row = _waiting(subject)
    if row is None:
        raise Refused("disclosure_not_asked")
    require_second(row.asked_by_id, by)
    if is_approved:
        require_disclosable(map(PersonalColumn.from_json, row.personal))
    _end(row, DisclosureState.APPROVED if is_approved else DisclosureState.DECLINED, by, clock, note)
    return disclosure_view(row)


def lapse_disclosures(subject: Ref, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What was asked about it needs no word any more."""
    if row := _waiting(subject):
        _end(row, DisclosureState.LAPSED, by, clock)


def _waiting(subject: Ref) -> Disclosure | None:
    rows = Disclosure.objects.select_for_update().filter(subject_kind=subject.kind, subject_id=subject.id)
    return rows.filter(state=DisclosureState.ASKED).first()


def _end(row: Disclosure, wanted: DisclosureState, by: Person, clock: Clock, note: str = "") -> None:
    row.state = moved(DisclosureState(row.state), wanted)
    row.ended_by_id, row.ended_by_name, row.ended_at, row.note = by.id, by.name, clock.now(), clean(note)[:1000]
    row.save()
    facts = {"subject": f"{row.subject_kind}:{row.subject_id}", "asked_by": row.asked_by_name, "note": row.note}
    columns = columns_of(tuple(map(PersonalColumn.from_json, row.personal)))
    record(by.actor, ENDINGS[wanted], row.id, facts={**facts, "columns": columns})
