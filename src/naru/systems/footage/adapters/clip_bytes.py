"""A clip's bytes: as they lie there, or out of the envelope in which the site keeps originals.

A sealed clip is opened chunk by chunk where it is read; its plain bytes lie nowhere.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

BUFFER_BYTES, BLOCK_BYTES = 1 << 16, 1 << 20


@contextmanager
def open_bytes(path: Path, key: str = "") -> Iterator[BinaryIO]:
    """Seekable. ``key``: the data key of a sealed clip, in hexadecimal. Raises ``envelope.Unsealable`` for another one's."""
    with path.open("rb") as file:
        if not key:
            yield file
            return
        from naru.data.files.core.envelope import SealedReader  # a folder of plain clips needs no cryptography

        yield cast("BinaryIO", io.BufferedReader(SealedReader(file, bytes.fromhex(key)), BUFFER_BYTES))


def sha256_of(path: Path, key: str = "") -> str:
    """Hexadecimal, of the plain bytes."""
    with open_bytes(path, key) as file:
        return digest_of(file)


def digest_of(file: BinaryIO) -> str:
    """Hexadecimal SHA-256 of what is left to read."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK_BYTES):
        digest.update(block)
    return digest.hexdigest()


def size_of(path: Path, key: str = "") -> int:
    """Of the plain bytes."""
    with open_bytes(path, key) as file:
        return file.seek(0, io.SEEK_END)
