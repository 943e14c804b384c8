"""What a run of the outside programs found: which of them passed which protocol, its version and the day."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``did`` is what the program was made to do; ``day`` in ISO 8601."""

    protocol: str
    program: str
    version: str
    day: str
    did: Words

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Check":
        said = value["did"]
        return cls(**{**value, "did": Words(said["ko"], said["en"])})
