"""What ties a reviewer to an applicant, by what the platform knows of both."""

import re
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.words import Words


class TieKind(StrEnum):
    ORGANISATION = "organisation"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    CONTRACT = "contract"
    DECLARED = "declared"

    @property
    def words(self) -> Words:
        return TIE_WORDS[self]


TIE_WORDS = {
    TieKind.ORGANISATION: Words("같은 기관", "Same organisation"),
    TieKind.REPRESENTATIVE: Words("같은 대표자", "Same representative"),
    TieKind.ADDRESS: Words("같은 주소", "Same address"),
    TieKind.CONTRACT: Words("서로 계약이 있음", "A contract between them"),
    TieKind.DECLARED: Words("스스로 밝힘", "Declared"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What is known of one side: ids of organisations they belong to or contract with, names and places as written."""

    organisations: frozenset[str] = frozenset()
    representatives: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    contracts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    kind: TieKind
    detail: str


def ties_between(one: Ties, other: Ties) -> list[Tie]:
    """Every tie, in the order of the kinds; none means that nothing is known, not that nothing is."""
    met = one.contracts & other.organisations | other.contracts & one.organisations
    pairs = (
        (TieKind.ORGANISATION, one.organisations & other.organisations),
        (TieKind.REPRESENTATIVE, _names(one.representatives) & _names(other.representatives)),
        (TieKind.ADDRESS, _places(one.addresses) & _places(other.addresses)),
        (TieKind.CONTRACT, met),
    )
    return [Tie(kind=kind, detail=", ".join(sorted(common))) for kind, common in pairs if common]


def place_of(address: str) -> str:
    """An address without what people write in many ways: the building's floor and room, white space, brackets."""
    plain = re.sub(r"\(.*?\)|,.*$", "", address)
    plain = re.sub(r"\s*(지하)?\d+\s*(층|호).*$", "", plain)
    plain = re.sub(r"^부산(광역시|시)?", "부산", plain.strip())
    return re.sub(r"\s+", "", plain)


def _names(names: frozenset[str]) -> frozenset[str]:
    return frozenset("".join(name.split()) for name in names if name.strip())


def _places(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(place for address in addresses if (place := place_of(address)))
