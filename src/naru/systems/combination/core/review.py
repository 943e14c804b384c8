"""Whether a table may leave: members without interest, their votes, and the digest of the very bytes they saw.

Decree 29-3 of PIPA: a review committee of three to seven members who have no interest in the case; the numbers come as data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.refusals import Refused


class Choice(StrEnum):
    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    members_min: int
    members_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """``interests``: parties that the member works for, is paid by, or has said to have an interest in."""

    name: str
    organisation: str
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """``digest``: SHA-256 of the bytes that the member read."""

    member: str
    choice: Choice
    digest: str
    conditions: tuple[str, ...] = ()


def check_panel(members: Sequence[Member], parties: Sequence[str], rules: ReviewRules) -> None:
    """Raises ``Refused`` for too few or too many members, one named twice, or one with an interest."""
    names = {member.name for member in members}
    if not rules.members_min <= len(members) <= rules.members_max:
        raise Refused("release_panel_size", members=len(members), least=rules.members_min, most=rules.members_max)
    if len(names) != len(members):
        raise Refused("release_panel_member_twice")
    for member in members:
        if interests := sorted({member.organisation, *member.interests} & set(parties)):
            raise Refused("release_member_with_interest", member=member.name, party=", ".join(interests))


def interested(members: Sequence[Member], parties: Sequence[str]) -> frozenset[str]:
    """Names of those who work for a party, or have said that they have an interest in one."""
    return frozenset(each.name for each in members if {each.organisation, *each.interests} & set(parties))


def check_member(name: str, members: Sequence[Member]) -> None:
    """Raises ``Refused("release_not_a_member")``."""
    if name not in {member.name for member in members}:
        raise Refused("release_not_a_member", member=name)


def check_vote(vote: Vote, *, members: Sequence[Member], cast: Sequence[Vote], digest: str) -> None:
    """Raises ``Refused`` for a stranger's vote, a second one, or one on other bytes than those under review."""
    check_member(vote.member, members)
    if vote.member in {earlier.member for earlier in cast}:
        raise Refused("release_voted_already", member=vote.member)
    if vote.digest != digest:
        raise Refused("release_vote_on_other_bytes", member=vote.member)
    if (vote.choice is Choice.APPROVE_WITH_CONDITIONS) != bool(vote.conditions):
        raise Refused("release_conditions_missing", member=vote.member)


def outcome(votes: Sequence[Vote], members: Sequence[Member]) -> Choice | None:
    """What the panel decided: by more than half of all members, or None while that may still change.

    Approval carries the conditions that any approving member made.
    """
    half = len(members) / 2
    count: Mapping[Choice, int] = {choice: sum(vote.choice is choice for vote in votes) for choice in Choice}
    approving = count[Choice.APPROVE] + count[Choice.APPROVE_WITH_CONDITIONS]
    if count[Choice.REFUSE] >= half:
        return Choice.REFUSE
    if len(votes) < len(members) or approving <= half:
        return None
    return Choice.APPROVE_WITH_CONDITIONS if count[Choice.APPROVE_WITH_CONDITIONS] else Choice.APPROVE


def conditions_of(votes: Sequence[Vote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(condition for vote in votes for condition in vote.conditions))


def check_release(digest: str, *, approved: str, size_bytes: int, bytes_max: int) -> None:
    """Only the bytes that were approved leave. Raises ``Refused``."""
    if digest != approved:
        raise Refused("release_not_reviewed_bytes")
    if size_bytes > bytes_max:
        raise Refused("release_too_large", size=size_bytes, most=bytes_max)
