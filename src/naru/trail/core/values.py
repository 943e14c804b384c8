"""Who acted: the smallest thing the trail must know of a person, a token or the system itself."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "token", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    kind: ActorKind
    id: str
    name: str


SYSTEM = Actor(kind="system", id="naru", name="Naru")
