"""An erasure's states, and the proof that one was carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.words import Words


class ErasureState(StrEnum):
    DECIDED = "decided"  # written down; whoever is killed now, the next carries it out
    ERASED = "erased"  # bytes and keys are gone, and a read was tried in vain


ERASURE_STATES: dict[ErasureState, frozenset[ErasureState]] = {
    ErasureState.DECIDED: frozenset({ErasureState.ERASED}),
    ErasureState.ERASED: frozenset(),
}
ERASURE_STATE_WORDS = {
    ErasureState.DECIDED: Words("지우는 중", "Being erased"),
    ErasureState.ERASED: Words("지움", "Erased"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was destroyed, by which law or decision, by whom, and that a read was tried afterwards: no value of it.

    ``keys`` gives for each thing in the key store the id of the destroyed key; "" where no copy of it was ever sealed, so that
    there was none to destroy.
    """

    id: str
    thing_kind: str
    thing_id: str
    keys: Mapping[str, str]
    basis: str
    reason: str
    decided_by: str
    decided: datetime
    erased: datetime
    verified: str = "bytes absent; key destroyed; reading refused"

    def to_json(self) -> dict[str, JSON]:
        """Its fields, instants in ISO 8601."""
        return {
            "id": self.id,
            "thing": {"kind": self.thing_kind, "id": self.thing_id},
            "keys": dict(sorted(self.keys.items())),
            "basis": self.basis,
            "reason": self.reason,
            "decided_by": self.decided_by,
            "decided": self.decided.isoformat(),
            "erased": self.erased.isoformat(),
            "verified": self.verified,
        }

    @property
    def digest(self) -> str:
        """As the trail has it: SHA-256 of the canonical JSON."""
        return sha256_of(self.to_json())
