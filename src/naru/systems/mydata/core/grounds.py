"""Grounds on which a request to send may be refused or a value may be retained: rows of law, read from ``standards/grounds.json``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """``source`` is the article; ``since`` the day from which it holds. ``retains``: a reason to keep, not to refuse."""

    code: str
    words: Words
    source: str
    since: date
    retains: bool = False


def grounds_of(raw: Iterable[Mapping[str, Any]]) -> dict[str, Ground]:
    """By code. Raises ``KeyError``, ``ValueError`` for a row that cannot be read."""
    rows = [
        Ground(
            code=each["code"],
            words=Words(each["ko"], each["en"]),
            source=each["source"],
            since=date.fromisoformat(each["since"]),
            retains=bool(each.get("retains")),
        )
        for each in raw
    ]
    return {each.code: each for each in rows}
