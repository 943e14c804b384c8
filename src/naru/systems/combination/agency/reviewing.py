"""A proposal under review, as its reviewers see it: what they vote on, who has voted, whether they sit on the panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from naru.systems.combination.agency.case import state_of
from naru.systems.combination.core.states import Event, State
from naru.systems.combination.folder import CaseFolder

DECISIONS = (Event.APPROVE, Event.APPROVE_WITH_CONDITIONS, Event.REFUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The newest proposal. ``members`` by their addresses; ``votes``: who has voted, and how once the review is closed."""

    digest: str
    form: str
    size: int
    rows: int
    seed: str
    members: Sequence[str]
    recused: Sequence[str]
    votes: Sequence[tuple[str, str]]
    decided: str
    conditions: Sequence[str]
    is_open: bool

    def may_vote(self, member: str) -> bool:
        return self.is_open and self.sits(member) and member not in {name for name, _ in self.votes}

    def sits(self, member: str) -> bool:
        return bool(member) and member in self.members and member not in self.recused


def review_of(folder: CaseFolder) -> Review | None:
    """None before anything was proposed."""
    proposals = folder.entries(Event.PROPOSE)
    if not proposals:
        return None
    last = proposals[-1]
    later = [entry for entry in folder.chain if entry.number > last.number]
    panels = [entry.facts for entry in later if entry.event == "panel"]
    decided = [entry for entry in later if entry.event in DECISIONS]
    is_open = state_of(folder) is State.PROPOSED
    facts: dict[str, Any] = dict(last.facts)
    return Review(
        digest=facts["digest"],
        form=facts["form"],
        size=facts["size"],
        rows=facts["rows"],
        seed=facts["digest"] if panels and "order" in panels[-1] else "",
        members=[member["name"] for member in panels[-1]["members"]] if panels else [],
        recused=[entry.facts["member"] for entry in later if entry.event == "recused"],
        votes=[(e.facts["member"], "" if is_open else e.facts["choice"]) for e in later if e.event == "vote"],
        decided=decided[-1].event if decided else "",
        conditions=list(decided[-1].facts.get("conditions", [])) if decided else [],
        is_open=is_open,
    )
