"""An asset as a value."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

AssetId = NewType("AssetId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetView:
    """A file of a thing: a clip, a notebook, a PDF, a submission.

    ``media_type`` is as it was given, ``sha256`` hexadecimal; ``erased_at`` is None while the bytes are in the store.
    """

    id: AssetId
    owner_kind: str
    owner_id: str
    name: str
    media_type: str
    bytes: int
    sha256: str
    by_name: str
    at: datetime
    erased_at: datetime | None
