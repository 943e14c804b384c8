"""Requests to publish personal data as it is, as their people see them."""

from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.actor import actor_words
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.disclosure import (
    BASIS_WORDS,
    DisclosureState,
    LegalBasis,
    PersonalColumn,
    columns_of,
    require_second,
)
from naru.data.catalogue.models import Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureView:
    """A request: who asked what and why; ``ended_by`` and ``ended_at`` are None while it waits."""

    id: str
    subject_kind: str
    subject_id: str
    state: DisclosureState
    personal: tuple[PersonalColumn, ...]
    reason: str
    basis: Words
    basis_text: str
    asked_by_id: str
    asked_by: Words
    asked_at: datetime
    ended_by: Words | None
    ended_at: datetime | None
    note: str

    @property
    def columns(self) -> str:
        return columns_of(self.personal)

    def may_be_ended_by(self, person: Person) -> bool:
        """Whether the person is a second one, who may say yes or no."""
        if self.state is not DisclosureState.ASKED:
            return False
        try:
            require_second(self.asked_by_id, person)
        except Refused:
            return False
        return True


def disclosure_of(subject_kind: str, subject_id: str) -> DisclosureView | None:
    """The newest request about it; whoever asks has shown a right to the subject already."""
    row = Disclosure.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-id").first()
    return disclosure_view(row) if row else None


def disclosures_for(person: Person) -> list[DisclosureView]:
    """Those that wait for this person's word, oldest first; none for who is no officer."""
    if not person.is_officer:
        return []
    rows = Disclosure.objects.filter(state=DisclosureState.ASKED).exclude(asked_by_id=person.id).order_by("id")
    return [disclosure_view(row) for row in rows[:100]]


def disclosure_view(row: Disclosure) -> DisclosureView:
    return DisclosureView(
        id=row.id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        state=DisclosureState(row.state),
        personal=tuple(map(PersonalColumn.from_json, row.personal)),
        reason=row.reason,
        basis=BASIS_WORDS[LegalBasis(row.basis)],
        basis_text=row.basis_text,
        asked_by_id=row.asked_by_id,
        asked_by=actor_words(row.asked_by_id, row.asked_by_name),
        asked_at=row.asked_at,
        ended_by=actor_words(row.ended_by_id, row.ended_by_name) if row.ended_by_id else None,
        ended_at=row.ended_at,
        note=row.note,
    )
