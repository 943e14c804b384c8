"""Reviewers vote on bytes; those bytes leave, or nothing does; and at the end everything is destroyed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from naru.base.kit import crash
from naru.base.kit.canonical import JSON, sha256_of, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.commons.cases.core.panels import Candidate, PanelRule
from naru.commons.cases.core.panels import draw as draw_panel
from naru.systems.combination.agency.case import advance, check_possible, state_of
from naru.systems.combination.agency.treating import proposed_bytes
from naru.systems.combination.core.regime import Regime
from naru.systems.combination.core.review import (
    Choice,
    Member,
    Vote,
    check_member,
    check_panel,
    check_release,
    check_vote,
    conditions_of,
    interested,
    outcome,
)
from naru.systems.combination.core.states import Event, State
from naru.systems.combination.crypto.sealed_files import sealing
from naru.systems.combination.crypto.secret_files import destroy_secret
from naru.systems.combination.folder import CaseFolder

EVENT_OF = {
    Choice.APPROVE: Event.APPROVE,
    Choice.APPROVE_WITH_CONDITIONS: Event.APPROVE_WITH_CONDITIONS,
    Choice.REFUSE: Event.REFUSE,
}


def appoint(folder: CaseFolder, members: Sequence[Member], regime: Regime) -> None:
    """The panel of the proposal under review, once. Raises ``Refused`` for its size or an interest."""
    check_panel(members, folder.spec.parties, regime.review)
    _seat(folder, members, regime)


def draw(folder: CaseFolder, candidates: Sequence[Member], size: int, regime: Regime) -> dict[str, JSON]:
    """A panel of so many, by the hash of the bytes under review: whoever has the candidates can draw it again.

    Nobody with an interest is drawn, and one of each organisation. Raises ``Refused``: ``panel_too_small``, and as ``appoint``.
    """
    digest = str(_proposed(folder)["digest"])
    barred = interested(candidates, folder.spec.parties) | _recused(folder)
    listed = {each.name: each for each in candidates}
    drawn = draw_panel(
        [Candidate(person_id=each.name, organisation=each.organisation) for each in listed.values()],
        PanelRule(size=size),
        seed=digest,
        barred=barred,
    )
    members = [listed[name] for name in drawn.members]
    check_panel(members, folder.spec.parties, regime.review)
    _seat(folder, members, regime, order=list(drawn.order), barred=sorted(barred))
    return {"members": list(drawn.members), "seed": digest}


def _seat(folder: CaseFolder, members: Sequence[Member], regime: Regime, **drawn: JSON) -> None:
    _check_open(folder)
    if panel_stands(folder):
        raise Refused("release_panel_stands")
    listed: list[JSON] = [
        {"name": each.name, "organisation": each.organisation, "interests": list(each.interests)} for each in members
    ]
    folder.record("panel", members=listed, least=regime.review.members_min, **drawn)


def panel_stands(folder: CaseFolder) -> bool:
    """Whether the proposal has a panel, and enough of it without interest."""
    panels = _since_proposal(folder, "panel")
    return bool(panels) and len(_members(folder)) >= panels[-1]["least"]


def recuse(folder: CaseFolder, member: str) -> None:
    """The member has an interest after all: its vote, cast or not, does not count; a panel grown too small is drawn anew."""
    _check_open(folder)
    check_member(member, _members(folder))
    folder.record("recused", member=member)
    close_review(folder)


def vote(folder: CaseFolder, cast: Vote) -> dict[str, JSON]:
    """A member's vote on the digest that the member read; the last one that decides closes the review."""
    _check_open(folder)
    members, votes = _members(folder), _votes(folder)
    check_vote(cast, members=members, cast=votes, digest=_proposed(folder)["digest"])
    folder.record(
        "vote", member=cast.member, choice=cast.choice.value, digest=cast.digest, conditions=list(cast.conditions)
    )
    crash.point("combination.voted")
    return close_review(folder)


def close_review(folder: CaseFolder) -> dict[str, JSON]:
    """Write down what the votes decide, if they decide; also after a vote whose command was killed.

    Raises ``Refused``: ``release_review_closed``, ``release_panel_missing``.
    """
    _check_open(folder)
    votes, decided = _votes(folder), decided_by_votes(folder)
    if decided:
        advance(folder, EVENT_OF[decided], digest=_proposed(folder)["digest"], conditions=list(conditions_of(votes)))
    return {"votes": len(votes), "decided": decided.value if decided else None, "state": state_of(folder).value}


def decided_by_votes(folder: CaseFolder) -> Choice | None:
    """What the panel's votes decide now, None while they decide nothing, or the panel is too small."""
    return outcome(_votes(folder), _members(folder)) if panel_stands(folder) else None


def meet_conditions(folder: CaseFolder, how: str) -> None:
    advance(folder, Event.MEET_CONDITIONS, how=how)


def release(folder: CaseFolder, party: str, regime: Regime) -> dict[str, JSON]:
    """Seal the reviewed bytes to the applicant. Raises ``Refused`` where they are others, too many, or have left before."""
    check_possible(folder, Event.RELEASE)
    recipient = folder.recipient(party)
    content = proposed_bytes(folder)
    digest = sha256_of(content)
    check_release(digest, approved=_approved(folder), size_bytes=len(content), bytes_max=regime.release_bytes_max)
    out = folder.path / "outbox" / "release.sealed"
    facts = _proposed(folder)
    header = folder.header(
        "release", recipient, digest=digest, form=facts["form"], rows=facts["rows"], head=folder.head
    )
    with sealing(out, header=header, sender=folder.identity, recipient=recipient) as writer:
        writer.write(content)
    crash.point("combination.release_sealed")
    advance(folder, Event.RELEASE, to=party, digest=digest, sealed=sha256_of_file(out))
    return {"file": str(out), "sha256": digest, "size": len(content)}


def stop(folder: CaseFolder, reason: str) -> None:
    """Someone was recognised, or might be: nothing more is done with the data but destroying it (PIPA 28-5)."""
    advance(folder, Event.STOP, reason=reason)


def destroy(folder: CaseFolder) -> Path:
    """Destroy the case's key and with it every copy of every file here; answers the certificate."""
    check_possible(folder, Event.DESTROY)
    destroy_secret(folder.path / "treatment.key")
    return folder.path / folder.destroy_key()


def _check_open(folder: CaseFolder) -> None:
    if state_of(folder) is not State.PROPOSED:
        raise Refused("release_review_closed", state=state_of(folder).value)


def _proposed(folder: CaseFolder) -> dict[str, Any]:
    return dict(folder.entries(Event.PROPOSE)[-1].facts)


def _approved(folder: CaseFolder) -> str:
    approvals = [*folder.entries(Event.APPROVE), *folder.entries(Event.APPROVE_WITH_CONDITIONS)]
    return str(max(approvals, key=lambda entry: entry.number).facts["digest"])


def _since_proposal(folder: CaseFolder, event: str) -> list[dict[str, Any]]:
    """Entries of this kind that belong to the present proposal: a table treated anew is reviewed anew."""
    last = folder.entries(Event.PROPOSE)[-1].number
    return [dict(entry.facts) for entry in folder.entries(event) if entry.number > last]


def _members(folder: CaseFolder) -> list[Member]:
    panels = _since_proposal(folder, "panel")
    if not panels:
        raise Refused("release_panel_missing")
    out = _recused(folder)
    return [
        Member(name=e["name"], organisation=e["organisation"], interests=tuple(e["interests"]))
        for e in panels[-1]["members"]
        if e["name"] not in out
    ]


def _recused(folder: CaseFolder) -> frozenset[str]:
    return frozenset(str(each["member"]) for each in _since_proposal(folder, "recused"))


def _votes(folder: CaseFolder) -> list[Vote]:
    """Of those who are on the panel now: one whose member has an interest, or of a panel before, does not count."""
    seated = {member.name for member in _members(folder)}
    return [
        Vote(
            member=each["member"],
            choice=Choice(each["choice"]),
            digest=each["digest"],
            conditions=tuple(each["conditions"]),
        )
        for each in _since_proposal(folder, "vote")
        if each["member"] in seated
    ]
