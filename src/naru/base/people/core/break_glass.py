"""Opening something sealed in an emergency: one asks and says why, a second agrees, and it shuts by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class GlassState(StrEnum):
    ASKED = "asked"
    OPEN = "open"
    DECLINED = "declined"
    SHUT = "shut"  # by hand or by the clock, asked too late included


GLASS_STATES: dict[GlassState, frozenset[GlassState]] = {
    GlassState.ASKED: frozenset({GlassState.OPEN, GlassState.DECLINED, GlassState.SHUT}),
    GlassState.OPEN: frozenset({GlassState.SHUT}),
    GlassState.DECLINED: frozenset(),
    GlassState.SHUT: frozenset(),
}
GLASS_WORDS = {
    GlassState.ASKED: Words("둘째 사람을 기다림", "Waits for a second person"),
    GlassState.OPEN: Words("열림", "Open"),
    GlassState.DECLINED: Words("돌려보냄", "Declined"),
    GlassState.SHUT: Words("닫힘", "Shut"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """``state`` is the stored one: what the clock has shut since, ``state_at`` says."""

    id: str
    subject: Ref
    reason: str
    state: GlassState
    asked_by: PersonId
    asked_at: datetime
    ended_by: PersonId | None
    until: datetime  # while asked: until when it may be agreed to; once open: when it shuts

    def state_at(self, at: datetime) -> GlassState:
        is_late = self.state in {GlassState.ASKED, GlassState.OPEN} and at >= self.until
        return GlassState.SHUT if is_late else self.state

    def opens_for(self, person: Person, at: datetime) -> bool:
        """For the one who asked, and nobody else: who agreed has not thereby seen it."""
        return self.state_at(at) is GlassState.OPEN and person.id == self.asked_by


def may_ask(person: Person) -> bool:
    """Officers themselves: no service, and no token, asks for something sealed."""
    return person.is_officer and not person.is_system and person.token_id is None


def may_answer(person: Person, glass: BreakGlass) -> bool:
    """Another officer or an auditor, in a session of their own."""
    is_second = person.is_officer or person.is_auditor
    return is_second and not person.is_system and person.token_id is None and person.id != glass.asked_by


def answered(glass: BreakGlass, *, agrees: bool, at: datetime, hours: int) -> tuple[GlassState, datetime]:
    """The state that it goes to, and until when. Raises ``Refused``: ``break_glass_is_over``."""
    wanted = GlassState.OPEN if agrees else GlassState.DECLINED
    if wanted not in GLASS_STATES[glass.state_at(at)]:
        raise Refused("break_glass_is_over")
    return wanted, at + timedelta(hours=hours) if agrees else glass.until
