"""A folder for files on their way, on the disk of the lake."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Gone, with all that is in it, when the block ends."""
    place = Path(settings.NARU_HOME) / "tmp"
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="naru-sharing-", dir=place) as folder:
        yield Path(folder)
