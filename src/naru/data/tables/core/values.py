"""What is found out about a table: personal data in its columns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class PersonalKind(StrEnum):
    RESIDENT_NUMBER = "resident_number"  # 주민등록번호
    FOREIGNER_NUMBER = "foreigner_number"  # 외국인등록번호
    MOBILE_PHONE = "mobile_phone"
    CARD = "card"
    PASSPORT = "passport"
    PLATE = "plate"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFinding:
    """Values in one column that look like someone's personal data, in ``count`` rows; at most 3 examples, masked."""

    column: str
    alias: str
    kind: PersonalKind
    count: int
    examples: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(**{**stored, "kind": PersonalKind(stored["kind"]), "examples": tuple(stored["examples"])})
