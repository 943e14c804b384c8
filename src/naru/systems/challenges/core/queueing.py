"""Whose submission is next: teams take turns, each team's own are scored one at a time and in their order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    id: str
    team: str
    received: datetime


def next_up(waiting: Sequence[Waiting], *, busy: Collection[str], served: Mapping[str, datetime]) -> Waiting | None:
    """The oldest of the team that was served longest ago, none of whose others is being scored; of equals the oldest."""
    heads: dict[str, Waiting] = {}
    for each in sorted(waiting, key=lambda one: (one.received, one.id)):
        if each.team not in busy:
            heads.setdefault(each.team, each)
    return min(heads.values(), key=lambda one: (served.get(one.team, NEVER), one.received, one.id), default=None)
