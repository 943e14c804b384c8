"""Who acted: the smallest thing the trail must know of a person, a token or the system itself."""

from dataclasses import dataclass
from typing import Literal

from naru.base.kit.words import Words

ActorKind = Literal["person", "token", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """``id`` is the person's or the token's, "naru" for the system; ``name`` is what it was called when it acted."""

    kind: ActorKind
    id: str
    name: str

    @property
    def words(self) -> Words:
        return actor_words(self.id, self.name)


SYSTEM = Actor(kind="system", id="naru", name="Naru")
SYSTEM_WORDS = Words("나루 시스템", "Naru system")


def actor_words(actor_id: str, name: str) -> Words:
    """Who acted, as people read it: a person as they are called, this installation in the reader's language.

    By the id, since anyone may call themselves Naru.
    """
    return SYSTEM_WORDS if actor_id == SYSTEM.id else Words(name, name)
