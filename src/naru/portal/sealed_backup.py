"""What a backup is sealed with: each erasable thing in it with the thing's own key, all of it with a passphrase.

A thing's key lies in the key store (``data.files.keystore``), which no backup holds: once it is destroyed, what every backup has
of the thing is noise. The passphrase is for whoever finds the file.
"""

import io
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from naru.base.kit.installed import systems
from naru.base.kit.refusals import Refused
from naru.data.files import keystore
from naru.data.files.core.envelope import (
    KEY_BYTES,
    SALT_BYTES,
    Header,
    SealedReader,
    Unsealable,
    header_of,
    seal,
    sealed_size,
)

SCRYPT = "scrypt:"
COST, BLOCK, PARALLEL = 1 << 15, 8, 1  # RFC 7914; 32 MiB and a tenth of a second a try

Subject = Callable[[str], str]


def subject_of(name: str) -> str:
    """The thing a file of the home belongs to and is erased with; "" for what is no thing's."""
    for system in systems():
        if system.erasable and (subject := cast("Subject", resolve_name(system.erasable))(name)):
            return subject
    return ""


class SealedPart(io.RawIOBase):
    """A file as it goes into a backup: sealed under its thing's key while it is read."""

    def __init__(self, source: BinaryIO, size: int, subject: str) -> None:
        self.key_id, key = keystore.key_of(subject)
        header = Header(key_id=self.key_id, salt=secrets.token_bytes(SALT_BYTES))
        self.size = sealed_size(size, header)
        self._pieces = seal(source, key, header)
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        """``size`` bytes, fewer only at the end."""
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def unseal_part(path: Path, key_id: str, backup: Path) -> bool:
    """Replace a sealed file by its plain bytes; False, and it is removed, where its thing was erased.

    Raises ``Refused``: ``backup_keys_missing``, ``backup_damaged``.
    """
    if keystore.is_destroyed(key_id):
        path.unlink()
        return False
    plain = path.with_name(f"{path.name}.plain")
    try:
        with path.open("rb") as file, plain.open("wb") as target:
            shutil.copyfileobj(SealedReader(file, keystore.key(key_id)), target, 1 << 20)
    except Refused:
        raise Refused("backup_keys_missing", file=backup, folder=keystore.folder()) from None
    except Unsealable:
        raise Refused("backup_damaged", file=backup, part=path.name) from None
    plain.replace(path)
    return True


# --- the whole of it ---


def seal_whole(path: Path, passphrase: str) -> None:
    """Put the file into an envelope that only the passphrase opens; the plain one is gone then."""
    salt = secrets.token_bytes(SALT_BYTES)
    header = Header(key_id=SCRYPT + salt.hex(), salt=secrets.token_bytes(SALT_BYTES))
    sealed = path.with_name(f"{path.name}.sealed")
    with path.open("rb") as source, sealed.open("wb") as target:
        target.writelines(seal(source, _key(passphrase, salt), header))
    sealed.replace(path)


@contextmanager
def opened_whole(path: Path, ask: Callable[[], str]) -> Iterator[BinaryIO]:
    """The backup's plain bytes, seekable; ``ask`` is called for the passphrase where there is one.

    Raises ``Refused``: ``backup_passphrase_wrong``.
    """
    with path.open("rb") as file:
        header = header_of(file)
        file.seek(0)
        if header is None or not header.key_id.startswith(SCRYPT):
            yield file
            return
        salt = bytes.fromhex(header.key_id.removeprefix(SCRYPT))
        try:
            reader = SealedReader(file, _key(ask(), salt))
        except Unsealable:
            raise Refused("backup_passphrase_wrong", file=path) from None
        yield io.BufferedReader(reader, 1 << 20)


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=COST, r=BLOCK, p=PARALLEL).derive(passphrase.encode())
