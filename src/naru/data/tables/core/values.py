"""What is found out about a table: personal data in its columns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class PersonalKind(StrEnum):
    RESIDENT_NUMBER = "resident_number"  # 주민등록번호
    FOREIGNER_NUMBER = "foreigner_number"  # 외국인등록번호, 국내거소신고번호
    CARD = "card"
    PASSPORT = "passport"
    DRIVER_LICENCE = "driver_licence"  # 운전면허번호
    ACCOUNT = "account"  # 계좌번호
    MOBILE_PHONE = "mobile_phone"
    PLATE = "plate"
    EMAIL = "email"
    NAME = "name"  # of a person
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"  # where a person lives


class Grade(StrEnum):
    """What may be done with values of a kind: the strongest first."""

    IDENTITY = "identity"  # never published as it is
    PERSONAL = "personal"  # published as it is for a reason, on a legal basis, by two persons
    PUBLIC = "public"  # personal, and public by law: told, and held up by nothing


IDENTITY_KINDS = frozenset(
    {
        PersonalKind.RESIDENT_NUMBER,
        PersonalKind.FOREIGNER_NUMBER,
        PersonalKind.CARD,
        PersonalKind.PASSPORT,
        PersonalKind.DRIVER_LICENCE,
        PersonalKind.ACCOUNT,
    }
)
PERSON_KINDS = frozenset({PersonalKind.NAME, PersonalKind.BIRTH_DATE, PersonalKind.ADDRESS})


class PublicGround(StrEnum):
    """Why the law shows a person's name to everyone."""

    REPRESENTATIVE = "representative"  # who answers for a firm or a facility that the list is about
    DUTY = "duty"  # an official named with the office held
    AUTHORSHIP = "authorship"  # of a work, in a contest, on a stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFinding:
    """Values in one column that look like someone's personal data, in ``count`` rows; at most 3 examples, masked.

    ``ground``: why these are public by law, None where they are not.
    """

    column: str
    alias: str
    kind: PersonalKind
    count: int
    examples: tuple[str, ...] = ()
    ground: PublicGround | None = None

    @property
    def grade(self) -> Grade:
        if self.kind in IDENTITY_KINDS:
            return Grade.IDENTITY
        return Grade.PUBLIC if self.ground else Grade.PERSONAL

    @property
    def key(self) -> str:
        """ "column:kind", by which a decision about it is remembered."""
        return f"{self.column}:{self.kind.value}"

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """What ``asdict`` made of one; those of 0.1 have no ground."""
        ground = stored.get("ground")
        return cls(
            **{
                **stored,
                "kind": PersonalKind(stored["kind"]),
                "examples": tuple(stored["examples"]),
                "ground": PublicGround(ground) if ground else None,
            }
        )
