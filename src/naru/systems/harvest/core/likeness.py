"""Records of several sources that may be one dataset: proposed with reasons, decided by a person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

CROWD = 5  # a trait that more records share than this says nothing of any two of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """By what a record may be recognised; ``source`` tells sources apart, ``urls`` are of its distributions."""

    id: str
    source: str
    title: str
    publisher: str
    global_ids: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """``first`` < ``second`` are ids of records; ``reasons`` are codes: same_id, same_address, same_title."""

    first: str
    second: str
    reasons: tuple[str, ...]


def likenesses(records: Iterable[Traits]) -> list[Likeness]:
    """Every pair of two sources that shares an identifier, a file's address, or title and publisher."""
    sharing: dict[tuple[str, str], list[Traits]] = defaultdict(list)
    for record in records:
        for trait in set(traits_of(record)):
            sharing[trait].append(record)
    reasons: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (reason, _), alike in sharing.items():
        for one, other in combinations(alike, 2) if len(alike) <= CROWD else ():
            if one.source != other.source:
                reasons[min(one.id, other.id), max(one.id, other.id)].add(reason)
    return [Likeness(first=a, second=b, reasons=tuple(sorted(why))) for (a, b), why in sorted(reasons.items())]


def traits_of(record: Traits) -> Iterator[tuple[str, str]]:
    """What of it another record may share: (reason, what)."""
    yield from (("same_id", each.lower().rstrip("/")) for each in record.global_ids)
    yield from (("same_address", each) for each in record.urls if each)
    title, publisher = _plain(record.title), _plain(record.publisher)
    if title and publisher:
        yield "same_title", f"{title}|{publisher}"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
