"""Accounts and teams that behave as one, shown to the organiser with the reason and never decided by itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A submission as far as it can be compared: ``origin`` is a digest of device and address, ``file`` of its bytes."""

    team: str
    person: str
    origin: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    kind: str
    teams: tuple[str, ...]
    words: Words
    count: int


KINDS = {
    "origin": Words("한 기기와 주소에서 낸 팀들", "Teams that submit from one device and address"),
    "file": Words("똑같은 파일을 낸 팀들", "Teams that submitted the same file"),
}


def likenesses(acts: Iterable[Act]) -> Iterator[Likeness]:
    """Teams that share a device, or a file to the byte; ``count`` says how many submissions show it."""
    listed = list(acts)
    for kind, key in (("origin", lambda act: act.origin), ("file", lambda act: act.file)):
        found: dict[frozenset[str], int] = defaultdict(int)
        by_key: dict[str, list[Act]] = defaultdict(list)
        for act in listed:
            if key(act):
                by_key[key(act)].append(act)
        for acts_of_one in by_key.values():
            teams = frozenset(act.team for act in acts_of_one)
            if len(teams) > 1:
                found[teams] += len(acts_of_one)
        for teams, count in sorted(found.items(), key=lambda item: (-item[1], sorted(item[0]))):
            yield Likeness(kind=kind, teams=tuple(sorted(teams)), words=KINDS[kind], count=count)
