"""Bytes sealed under a data key, readable from any place on.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015, "Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance") with AES-256-GCM: chunks of one size, each with its number and whether it is the last in its nonce, so that
none can be changed, swapped, left out or cut off unseen. The key of one envelope is derived from the data key and a fresh salt
(HKDF, RFC 5869), so a data key may seal any number of envelopes. The header names the data key and is authenticated with every
chunk::

    "naru" 0x01 | salt, 16 bytes | chunk size, 4 bytes | length of the key's id, 1 byte | id | chunk, tag | chunk, tag | …
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"naru\x01"
CHUNK_BYTES = 1 << 20
SALT_BYTES, TAG_BYTES, KEY_BYTES = 16, 16, 32
FIXED = struct.Struct(">5s16sIB")


class Unsealable(Exception):
    """The key is another one, or the bytes were changed, moved or cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an envelope says in clear."""

    key_id: str
    salt: bytes
    chunk_bytes: int = CHUNK_BYTES

    def to_bytes(self) -> bytes:
        name = self.key_id.encode()
        return FIXED.pack(MAGIC, self.salt, self.chunk_bytes, len(name)) + name


def header_of(file: BinaryIO) -> Header | None:
    """Reads the header and stays behind it; None where the file is no envelope."""
    fixed = file.read(FIXED.size)
    if len(fixed) < FIXED.size or not fixed.startswith(MAGIC):
        return None
    _, salt, chunk_bytes, length = FIXED.unpack(fixed)
    return Header(key_id=file.read(length).decode(), salt=salt, chunk_bytes=chunk_bytes)


def sealed_size(plain_bytes: int, header: Header) -> int:
    """How long the envelope of so many bytes is; an empty one has one empty chunk."""
    chunks = max(1, -(-plain_bytes // header.chunk_bytes))
    return len(header.to_bytes()) + plain_bytes + chunks * TAG_BYTES


def seal(source: BinaryIO, key: bytes, header: Header) -> Iterator[bytes]:
    """The envelope of what ``source`` still has to give, piece by piece."""
    cipher, associated = _cipher(key, header), header.to_bytes()
    yield associated
    number, chunk = 0, _read_full(source, header.chunk_bytes)
    while True:
        following = _read_full(source, header.chunk_bytes) if len(chunk) == header.chunk_bytes else b""
        yield cipher.encrypt(_nonce(number, is_last=not following), chunk, associated)
        if not following:
            return
        number, chunk = number + 1, following


def _cipher(key: bytes, header: Header) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=header.salt, info=MAGIC).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _read_full(source: BinaryIO, size: int) -> bytes:
    """``size`` bytes, fewer only at the end, also from sources that give what they have at hand."""
    pieces: list[bytes] = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


class SealedReader(io.RawIOBase):
    """The plain bytes of an envelope, from any place on; what is not read is not opened.

    Every read raises ``Unsealable`` where the key or the bytes are not those that were sealed.
    """

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        header = header_of(file)
        if header is None:
            raise Unsealable("no envelope")
        self._file, self._header = file, header
        self._associated = header.to_bytes()
        self._cipher = _cipher(key, header)
        sealed = file.seek(0, io.SEEK_END) - len(self._associated)
        self._chunks = max(1, -(-sealed // (header.chunk_bytes + TAG_BYTES)))
        self._size = sealed - self._chunks * TAG_BYTES
        self._place = 0
        self._at_hand: tuple[int, bytes] | None = None
        self._chunk(self._chunks - 1)  # the last one proves that nothing was cut off

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._place >= self._size or not len(buffer):
            return 0
        number, skipped = divmod(self._place, self._header.chunk_bytes)
        piece = self._chunk(number)[skipped : skipped + len(buffer)]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._at_hand is None or self._at_hand[0] != number:
            whole = self._header.chunk_bytes + TAG_BYTES
            self._file.seek(len(self._associated) + number * whole)
            nonce = _nonce(number, is_last=number == self._chunks - 1)
            try:
                plain = self._cipher.decrypt(nonce, self._file.read(whole), self._associated)
            except (InvalidTag, ValueError) as error:
                raise Unsealable(f"chunk {number}") from error
            self._at_hand = (number, plain)
        return self._at_hand[1]
