"""Where a format's files are read from and written to: a folder or an archive, behind one shape."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol


class Source(Protocol):
    def names(self) -> Sequence[str]:
        """Of all files, with ``/`` between folders, in order."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """From its begin."""


class Sink(Protocol):
    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file, whole once the context ends. One at a time."""
