"""A role beyond an organisation's: who has it, over what, from when until when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from naru.base.kit.ref import Ref


class HeldBy(StrEnum):
    PERSON = "person"
    TOKEN = "token"  # noqa: S105 - a kind of holder


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAssignment:
    """``role`` is declared in some package's ``SYSTEM.roles``; ``over`` is None where it is over the whole installation.

    ``starts`` belongs to the term and ``ends`` does not.
    """

    id: str
    held_by: HeldBy
    holder_id: str
    role: str
    over: Ref | None
    starts: datetime
    ends: datetime | None
    ended_at: datetime | None

    def is_in_force(self, at: datetime) -> bool:
        over = self.ended_at is not None and at >= self.ended_at
        return not over and self.starts <= at and (self.ends is None or at < self.ends)

    def covers(self, role: str, over: Ref | None) -> bool:
        """A role over the whole installation is one over each thing in it."""
        return self.role == role and self.over in {None, over}
