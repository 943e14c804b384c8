"""Accounts and teams that behave as one, shown to the organiser with the reason and never decided by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    for kind, traces in (("origin", [act.origin for act in listed]), ("file", [act.file for act in listed])):
        shared = _shared([(act.team, trace) for act, trace in zip(listed, traces, strict=True) if trace])
        for teams, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            yield Likeness(kind=kind, teams=teams, words=KINDS[kind], count=count)


def _shared(traces: Sequence[tuple[str, str]]) -> Counter[tuple[str, ...]]:
    """Teams that left the same trace, and how often any of them did."""
    by_trace: dict[str, list[str]] = defaultdict(list)
    for team, trace in traces:
        by_trace[trace].append(team)
    counts: Counter[tuple[str, ...]] = Counter()
    for teams in by_trace.values():
        if len(set(teams)) > 1:
            counts[tuple(sorted(set(teams)))] += len(teams)
    return counts
