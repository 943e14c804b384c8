"""Whether the originals, the bytes as they were brought, are still what their loads and versions say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from naru.base.kit.canonical import sha256_of_file
from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.data.files.reads import erased_subjects
from naru.data.ingest import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.ingest.models import FeedRun, Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes that loads were read from, under the name of the newest file they came as."""

    name: str
    sha256: str
    bytes: int | None  # a feed's size is not written down

    def is_there(self) -> bool:
        """Whether the store has a file of this size under the hash; the bytes are not read."""
        try:
            size = content.path_of(self.sha256).stat().st_size
        except OSError:
            return False
        return self.bytes is None or size == self.bytes

    def is_the_same(self) -> bool:
        """Whether the stored bytes have this SHA-256: reads them all."""
        try:
            return sha256_of_file(content.path_of(self.sha256)) == self.sha256
        except OSError:
            return False

    def __str__(self) -> str:
        return f"{self.name} ({'/'.join(content.path_of(self.sha256).parts[-3:])})"


def originals() -> Iterator[Original]:
    """All that was ever brought, each content once, the newest loads first."""
    known = _erased()
    loads = Load.objects.order_by("-id").values_list("file_name", "sha256", "bytes")
    feeds = FeedRun.objects.order_by("-id").values_list("file_name", "sha256")
    for name, sha256, size in (*loads.iterator(), *((name, sha256, None) for name, sha256 in feeds.iterator())):
        if sha256 not in known:
            known.add(sha256)
            yield Original(name=name, sha256=sha256, bytes=size)


def _erased() -> set[str]:
    """What was destroyed on purpose and not brought again."""
    erased = {name for kind, _, name in (subject.partition(":") for subject in erased_subjects()) if kind == "content"}
    return {sha256 for sha256 in erased if not content.path_of(sha256).exists()}


def whole_original(sha256: str) -> Path:
    """Where the bytes of this hash lie, read once to see that they are: what is parsed is what was brought.

    Raises ``Refused``: ``original_is_gone``, ``original_is_altered``."""
    path = content.path_of(sha256)
    if not path.exists():
        raise Refused("original_is_gone")
    if sha256_of_file(path) != sha256:
        raise Refused("original_is_altered")
    return path


def is_original(sha256: str) -> bool:
    """Whether a load or a feed was read from these bytes."""
    return Load.objects.filter(sha256=sha256).exists() or FeedRun.objects.filter(sha256=sha256).exists()
