"""Code lists with the dates of their codes, their edition, and the city's own corrections.

A list that is not complete can say that a code is good, never that it is bad: what it lacks is not checked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from naru.base.kit.words import Words

BEGINNING, END = date.min, date.max


class CodeListError(ValueError):
    """A list that cannot be used; the message names the code and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Valid from ``since`` (inclusive) until ``until`` (exclusive)."""

    code: str
    words: Words
    since: date = BEGINNING
    until: date = END

    def is_valid(self, on: date) -> bool:
        return self.since <= on < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    name: str
    edition: str
    source: str
    is_complete: bool
    codes: tuple[Code, ...]
    _by_code: dict[str, list[Code]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for each in self.codes:
            self._by_code.setdefault(each.code, []).append(each)
        for known in self._by_code.values():
            known.sort(key=lambda each: each.since)
            for before, after in pairwise(known):
                if after.since < before.until:
                    raise CodeListError(
                        f"{self.name}: '{after.code}' is valid twice from {after.since} to {min(before.until, after.until)}"
                    )
            for each in known:
                if each.until <= each.since:
                    raise CodeListError(
                        f"{self.name}: '{each.code}' ends ({each.until}) before it begins ({each.since})"
                    )

    def find(self, code: str, on: date | None = None) -> Code | None:
        """The code as it was on that day; without a day as it ever was."""
        known = self._by_code.get(code, ())
        return next((each for each in known if on is None or each.is_valid(on)), None)

    def windows(self) -> dict[tuple[date, date], list[str]]:
        """Codes by when they are valid: few groups, for a check in one pass."""
        found: dict[tuple[date, date], list[str]] = {}
        for each in self.codes:
            found.setdefault((each.since, each.until), []).append(each.code)
        return found

    def corrected(self, own: "CodeList | None") -> "CodeList":
        """With the city's own lines: theirs stand in place of the edition's, and a new edition does not erase them."""
        if own is None:
            return self
        named = {each.code for each in own.codes}
        rest = tuple(each for each in self.codes if each.code not in named)
        return CodeList(
            name=self.name,
            edition=f"{self.edition} + {own.edition}",
            source=self.source,
            is_complete=self.is_complete,
            codes=rest + own.codes,
        )


def code_list_of(raw: Mapping[str, Any]) -> CodeList:
    """Lines are ``[code, Korean, English, since, until]``, the last two may be left out. Raises ``CodeListError``."""
    try:
        return CodeList(
            name=raw["name"],
            edition=raw["edition"],
            source=raw.get("source", ""),
            is_complete=bool(raw["complete"]),
            codes=tuple(_code(each) for each in raw["codes"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise CodeListError(f"{raw.get('name', '?')}: {type(error).__name__} {error}") from None


def _code(line: Sequence[str]) -> Code:
    code, ko, en, *window = [*line]
    since, until = [*window, "", ""][:2]
    return Code(
        code=code,
        words=Words(ko, en or ko),
        since=date.fromisoformat(since) if since else BEGINNING,
        until=date.fromisoformat(until) if until else END,
    )


def as_json(found: CodeList) -> dict[str, Any]:
    """What ``code_list_of`` reads."""
    return {
        "name": found.name,
        "edition": found.edition,
        "source": found.source,
        "complete": found.is_complete,
        "codes": [list(_line(each)) for each in found.codes],
    }


def _line(code: Code) -> Iterable[str]:
    yield from (code.code, code.words.ko, code.words.en)
    yield "" if code.since == BEGINNING else code.since.isoformat()
    yield "" if code.until == END else code.until.isoformat()
