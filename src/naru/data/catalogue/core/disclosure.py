"""Publishing personal data as it is: what never may be, what is to be said first, and the second person.

Korea's 개인정보 보호법 lets personal data be disclosed on a basis of its own, and resident numbers only where a statute
names them; an open-data portal is never that. So numbers of identity are masked, dropped or kept held, and nothing else.
For all other personal data one person asks, with a reason and a legal basis, and an officer who is another person says
yes or no. A request ends once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

TEXT_LONGEST = 1_000


class DisclosureState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"  # what it was asked for was masked, dropped, corrected or kept back


DISCLOSURE_STATES: dict[DisclosureState, frozenset[DisclosureState]] = {
    DisclosureState.ASKED: frozenset({DisclosureState.APPROVED, DisclosureState.DECLINED, DisclosureState.LAPSED}),
    DisclosureState.APPROVED: frozenset(),
    DisclosureState.DECLINED: frozenset(),
    DisclosureState.LAPSED: frozenset(),
}
DISCLOSURE_STATE_WORDS = {
    DisclosureState.ASKED: Words("다른 담당관의 확인을 기다림", "Waits for another officer"),
    DisclosureState.APPROVED: Words("승인됨", "Approved"),
    DisclosureState.DECLINED: Words("돌려보냄", "Declined"),
    DisclosureState.LAPSED: Words("필요 없어짐", "Lapsed"),
}


class LegalBasis(StrEnum):
    """On what the disclosure rests; the article itself is written beside it."""

    CONSENT = "consent"
    STATUTE = "statute"
    OFFICIAL_DUTY = "official_duty"
    SELF_PUBLISHED = "self_published"
    PUBLIC_INTEREST = "public_interest"


BASIS_WORDS = {
    LegalBasis.CONSENT: Words("본인의 동의", "Consent of the persons"),
    LegalBasis.STATUTE: Words("공개하도록 정한 법령", "A statute that orders it"),
    LegalBasis.OFFICIAL_DUTY: Words("직무를 수행한 공무원의 성명과 직위", "Names and offices of officials on duty"),
    LegalBasis.SELF_PUBLISHED: Words("본인이 이미 널리 알린 정보", "Made public by the persons themselves"),
    LegalBasis.PUBLIC_INTEREST: Words("정보공개법에 따른 공익", "Public interest under the disclosure act"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalColumn:
    """A column in which personal data was found; ``kind`` is of ``tables.core.values.PersonalKind``."""

    column: str
    kind: str
    is_identity: bool
    table: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRequest:
    """What whoever asks has to say; ``basis_text`` names the article, the consent form or the notice."""

    reason: str
    basis: str
    basis_text: str


def require_disclosable(personal: Iterable[PersonalColumn]) -> None:
    """Raises ``Refused``: ``identity_numbers_stay`` where a number of identity is among them."""
    columns = sorted({each.column for each in personal if each.is_identity})
    if columns:
        raise Refused("identity_numbers_stay", columns=", ".join(columns))


def checked(request: DisclosureRequest) -> DisclosureRequest:
    """The request without white space around. Raises ``Refused``: ``disclosure_needs_reason``, ``disclosure_needs_basis``."""
    reason, text = request.reason.strip()[:TEXT_LONGEST], request.basis_text.strip()[:TEXT_LONGEST]
    if not reason:
        raise Refused("disclosure_needs_reason")
    if request.basis not in set(LegalBasis) or not text:
        raise Refused("disclosure_needs_basis", codes=", ".join(LegalBasis))
    return DisclosureRequest(reason=reason, basis=request.basis, basis_text=text)


def require_second(asked_by: str, by: Person) -> None:
    """A person, an officer, and not the one who asked. Raises ``Refused``: ``second_person_needed``."""
    if by.is_anonymous or by.is_system or not by.is_officer or not by.may_write() or by.id == asked_by:
        raise Refused("second_person_needed")


def moved(current: DisclosureState, wanted: DisclosureState) -> DisclosureState:
    """The wanted state, where the table has that step. Raises ``Refused``: ``disclosure_is_over``."""
    if wanted not in DISCLOSURE_STATES[current]:
        words = DISCLOSURE_STATE_WORDS[current]
        raise Refused("disclosure_is_over", state=current.value, state_ko=words.ko, state_en=words.en)
    return wanted


def columns_of(personal: Sequence[PersonalColumn]) -> str:
    """Their names, each once, as a sentence lists them."""
    return ", ".join(dict.fromkeys(each.column for each in personal))
