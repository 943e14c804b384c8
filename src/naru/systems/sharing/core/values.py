"""What sharing hands out, frozen: shared tables, their versions, tokens, deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from naru.base.kit.words import Words

TokenId = NewType("TokenId", str)
SharedTableId = NewType("SharedTableId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTable:
    """A table under the three names by which a recipient's tools ask for it, for ever the same."""

    id: SharedTableId
    table_id: str
    share: str
    schema: str
    name: str

    @property
    def address(self) -> str:
        """What is typed behind the profile's ``#``."""
        return f"{self.share}.{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedVersion:
    """One version as a recipient may read it: its number in the protocol, and where its files lie in the lake."""

    number: int  # the source table's version in its lake, whatever copies are made of it
    at: datetime
    lake_table: str
    lake_version: int
    version_number: int  # as the catalogue counts, from 1
    configuration: Mapping[str, str]  # beside the table's own


class TokenState(StrEnum):
    WAITING = "waiting"  # its link was not opened yet
    LIVE = "live"
    EXPIRED = "expired"
    REVOKED = "revoked"


TOKEN_STATE_WORDS = {
    TokenState.WAITING: Words("받기 전", "Not collected"),
    TokenState.LIVE: Words("사용 중", "Live"),
    TokenState.EXPIRED: Words("끝남", "Expired"),
    TokenState.REVOKED: Words("회수함", "Revoked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientToken:
    """A key to all that its holder is entitled to; ``last_used`` is true to the minute."""

    id: TokenId
    name: str
    holder: str  # "organisation:…" or "person:…"
    start: str  # its first letters; "" while nobody has it
    by: str
    at: datetime
    expires: datetime
    link_until: datetime
    activated_at: datetime | None
    revoked_at: datetime | None
    last_used: datetime | None

    def state(self, now: datetime) -> TokenState:
        if self.revoked_at is not None:
            return TokenState.REVOKED
        if now >= self.expires:
            return TokenState.EXPIRED
        if self.activated_at is None:
            return TokenState.WAITING if now < self.link_until else TokenState.EXPIRED
        return TokenState.LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A new token with its link's secret, which is told only now."""

    token: RecipientToken
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One answered question: what was lent out under which right. ``receipt`` is the signed document."""

    id: str
    at: datetime
    table: Words
    address: str
    version: int
    files: int
    rows: int
    bytes: int
    token: str  # its name
    receipt: Mapping[str, Any]
