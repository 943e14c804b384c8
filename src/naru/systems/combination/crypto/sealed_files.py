"""A file sealed to one recipient and signed by its sender.

    magic │ header (canonical JSON) │ data key, sealed by HPKE (RFC 9180) │ pieces │ end │ Ed25519 signature over SHA-256 of all before

The header says in clear what the file is: case, specification, kind, sender, recipient. It is bound to the data key and to
every piece. Pieces are AES-256-GCM under a data key of this file alone, their number and whether it is the last in the nonce
(the STREAM construction), so that none can be dropped, moved or cut off. A reader checks the signature over the whole file
before it opens the first piece.
"""

import hashlib
import json
import os
import secrets
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from naru.base.kit.canonical import JSON, canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.identities import Card, Identity
from naru.systems.combination.crypto.secret_files import sync_folder

MAGIC = b"NARU SEALED 1\n"
PIECE_BYTES = 1 << 20
TAG_BYTES = 16
SIGNATURE_BYTES = 64
HEADER_MAX = 1 << 20
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """``about`` holds what the receiver must know before opening: counts, reasons, columns. No cell of any row."""

    kind: str
    case: str
    spec: str
    sender: Card
    recipient: str  # fingerprint of its card
    about: Mapping[str, Any]

    def to_json(self) -> dict[str, JSON]:
        return {
            "kind": self.kind,
            "case": self.case,
            "spec": self.spec,
            "sender": self.sender.to_json(),
            "recipient": self.recipient,
            "about": dict(self.about),
        }


class _Sealing(RawIOBase):
    """Takes plain bytes and writes sealed pieces."""

    def __init__(self, file: BinaryIO, key: bytes, bound: bytes) -> None:
        self._file, self._cipher, self._bound = file, AESGCM(key), bound
        self._held = bytearray()
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, plain: Any) -> int:
        self._held += plain
        while len(self._held) > PIECE_BYTES:
            self._piece(bytes(self._held[:PIECE_BYTES]), last=False)
            del self._held[:PIECE_BYTES]
        return len(plain)

    def finish(self) -> None:
        self._piece(bytes(self._held), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._bound))
        self._number += 1


class _Opening(RawIOBase):
    """Gives plain bytes of sealed pieces, once their file's signature has been checked."""

    def __init__(self, file: BinaryIO, key: bytes, bound: bytes, *, end: int, name: str) -> None:
        self._file, self._cipher, self._bound, self._end, self._name = file, AESGCM(key), bound, end, name
        self._held = memoryview(b"")
        self._number = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        if not self._held and self._file.tell() < self._end:
            self._held = memoryview(self._next())
        taken = self._held[: len(target)]
        target[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)

    def _next(self) -> bytes:
        left = self._end - self._file.tell()
        sealed = self._file.read(min(left, PIECE_BYTES + TAG_BYTES))
        last = self._file.tell() == self._end
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._bound)
        except InvalidTag:
            raise Refused("sealed_file_altered", file=self._name) from None
        self._number += 1
        return plain


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, last)


@contextmanager
def sealing(path: Path, *, header: Header, sender: Identity, recipient: Card) -> Iterator[RawIOBase]:
    """A writer of plain bytes; the sealed file appears whole when the block ends, and not at all if it fails."""
    assert header.recipient == recipient.fingerprint, "a file is sealed to the recipient that its header names"
    part = path.with_name(path.name + ".part")
    head = canonical_json(header.to_json())
    bound = hashlib.sha256(head).digest()
    key = secrets.token_bytes(32)
    wrapped = SUITE.encrypt(key, X25519PublicKey.from_public_bytes(bytes.fromhex(recipient.sealing)), info=bound)
    try:
        with part.open("wb") as file:
            file.write(MAGIC + struct.pack(">II", len(head), len(wrapped)) + head + wrapped)
            writer = _Sealing(file, key, bound)
            yield writer
            writer.finish()
        _sign(part, sender)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _sign(part: Path, sender: Identity) -> None:
    with part.open("r+b") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
        file.seek(0, os.SEEK_END)
        file.write(bytes.fromhex(sender.sign(digest)))
        file.flush()
        os.fsync(file.fileno())


def read_header(path: Path) -> Header:
    """What the file says it is, in clear and not yet checked. Raises ``Refused``."""
    with path.open("rb") as file:
        return _read_header(file, path.name)[0]


def _read_header(file: BinaryIO, name: str) -> tuple[Header, bytes, bytes]:
    """The header, its bytes, and the sealed data key."""
    from naru.systems.combination.crypto.identities import read_card

    start = file.read(len(MAGIC) + 8)
    if not start.startswith(MAGIC) or len(start) != len(MAGIC) + 8:
        raise Refused("not_sealed_file", file=name)
    head_bytes, wrapped_bytes = struct.unpack(">II", start[len(MAGIC) :])
    if head_bytes > HEADER_MAX or wrapped_bytes > HEADER_MAX:
        raise Refused("not_sealed_file", file=name)
    head, wrapped = file.read(head_bytes), file.read(wrapped_bytes)
    try:
        stored = json.loads(head)
        header = Header(**{**stored, "sender": read_card(stored["sender"])})
    except (ValueError, TypeError, KeyError):
        raise Refused("not_sealed_file", file=name) from None
    return header, head, wrapped


@contextmanager
def opening(path: Path, *, by: Identity, sender: Card, kind: str, spec: str) -> Iterator[tuple[Header, BufferedReader]]:
    """The header and a reader of plain bytes.

    Raises ``Refused`` for a file of another kind, case, specification, sender or recipient, one that was changed or cut,
    and one whose key has been destroyed.
    """
    with path.open("rb") as file:
        header, head, wrapped = _read_header(file, path.name)
        check_header(header, name=path.name, by=by.card, sender=sender, kind=kind, spec=spec)
        body = file.tell()
        end = _check_signature(file, path.name, sender)
        bound = hashlib.sha256(head).digest()
        try:
            key = SUITE.decrypt(wrapped, by.opening_key(), info=bound)
        except InvalidTag:
            raise Refused("sealed_file_altered", file=path.name) from None
        file.seek(body)
        yield header, BufferedReader(_Opening(file, key, bound, end=end, name=path.name), PIECE_BYTES)


def check_header(header: Header, *, name: str, by: Card, sender: Card, kind: str, spec: str) -> None:
    """Raises ``Refused`` where the file is not what should be here; nothing of it has been opened yet."""
    if header.kind != kind:
        raise Refused("sealed_file_other_kind", file=name, kind=header.kind, expected=kind)
    if header.case != by.case or header.spec != spec:
        raise Refused("sealed_file_other_case", file=name, case=header.case)
    if header.recipient != by.fingerprint:
        raise Refused("sealed_file_not_for_us", file=name)
    if header.sender != sender:
        raise Refused("sealed_file_other_sender", file=name, sender=header.sender.name)


def _check_signature(file: BinaryIO, name: str, sender: Card) -> int:
    """Where the signature begins, once it holds."""
    size = os.fstat(file.fileno()).st_size
    end = size - SIGNATURE_BYTES
    file.seek(0)
    digest = hashlib.sha256()
    left = max(end, 0)
    while left and (piece := file.read(min(left, PIECE_BYTES))):
        digest.update(piece)
        left -= len(piece)
    if end <= 0 or not sender.verifies(digest.digest(), file.read(SIGNATURE_BYTES).hex()):
        raise Refused("sealed_file_altered", file=name)
    return end
