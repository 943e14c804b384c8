"""Which order a bank line pays: by the order's code, else by payer and exact amount where only one order fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.ids import ALPHABET
from naru.base.kit.words import Words
from naru.systems.exchange.core.bank_statements import BankLine

CODE_LENGTH = 8


class MatchKind(StrEnum):
    EXACT = "exact"
    PARTIAL = "partial"
    EXCESS = "excess"
    UNMATCHED = "unmatched"

    @property
    def words(self) -> Words:
        return MATCH_WORDS[self]


MATCH_WORDS = {
    MatchKind.EXACT: Words("꼭 맞음", "Exact"),
    MatchKind.PARTIAL: Words("모자람", "Partial"),
    MatchKind.EXCESS: Words("넘침", "Excess"),
    MatchKind.UNMATCHED: Words("주인 모름", "Unmatched"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An order that waits for ``due_krw`` by transfer, from a buyer of these names."""

    order_id: str
    code: str
    due_krw: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    kind: MatchKind
    order_id: str  # "" for unmatched
    applied_krw: int
    excess_krw: int


NOBODY = Match(kind=MatchKind.UNMATCHED, order_id="", applied_krw=0, excess_krw=0)


def payment_code(order_id: str) -> str:
    """What a payer writes: the last letters of the order's id, in capitals, as "N" and eight letters."""
    return f"N{order_id[-CODE_LENGTH:].upper()}"


CODES = re.compile(rf"N[{ALPHABET.upper()}]{{{CODE_LENGTH}}}")


def match(line: BankLine, awaited: Sequence[Awaited]) -> Match:
    """A code that is there but awaited no more matches nothing else: a person looks at it."""
    written = "".join(line.said.upper().split())
    codes = set(CODES.findall(written))
    by_code = [each for each in awaited if each.code in written]
    if by_code:
        return _applied(line.won, by_code[0]) if len(by_code) == 1 else NOBODY
    if codes:
        return NOBODY
    fitting = [each for each in awaited if each.due_krw == line.won and _names(line.payer, each.names)]
    return _applied(line.won, fitting[0]) if len(fitting) == 1 else NOBODY


def _applied(won: int, order: Awaited) -> Match:
    applied = min(won, order.due_krw)
    kind = MatchKind.EXACT if won == order.due_krw else MatchKind.PARTIAL if won < order.due_krw else MatchKind.EXCESS
    return Match(kind=kind, order_id=order.order_id, applied_krw=applied, excess_krw=won - applied)


MARKS = re.compile(r"\(주\)|㈜|주식회사|\s")


def _names(payer: str, names: Iterable[str]) -> bool:
    """Banks cut names short: one of them begins with what the statement has, three letters at least."""
    plain = MARKS.sub("", payer)
    return len(plain) >= 3 and any(MARKS.sub("", name).startswith(plain) for name in names)
