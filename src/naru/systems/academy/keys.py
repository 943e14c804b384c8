"""The key that certificates are signed with: made once, readable by its owner alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

FILE = "academy.key"


def signing_key() -> Ed25519PrivateKey:
    """The private key, made when it is first asked for, whole, by whichever process comes first."""
    folder = Path(settings.NARU_HOME) / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        return _new_key(path)


def _new_key(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    aside = path.with_name(f".{FILE}.{os.getpid()}.{key.public_key().public_bytes_raw().hex()[:8]}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes_raw())
    try:
        os.link(aside, path)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    finally:
        aside.unlink()
    return key
