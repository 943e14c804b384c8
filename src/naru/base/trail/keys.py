"""The installation's signing key: made once, readable by its owner alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


def keys_folder() -> Path:
    """``NARU_HOME/keys``, made where it is missing, open to its owner alone."""
    folder = Path(settings.NARU_HOME) / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signing_key() -> Ed25519PrivateKey:
    """The private key, made when it is first asked for.

    Its public half lies beside it as ``trail-<first 8 hex digits>.pub`` for anyone who verifies.
    """
    path = keys_folder() / "trail.key"
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        return _new_key(path)


def trusted_keys() -> frozenset[str]:
    """Every public key this installation has signed with, in hex."""
    signing_key()
    return frozenset(path.read_text().strip() for path in keys_folder().glob("trail-*.pub"))


def public_path(public: str) -> Path:
    """Where the public key of these hex digits lies."""
    return keys_folder() / f"trail-{public[:8]}.pub"


def is_kept(public: str) -> bool:
    """Whether both halves that signed with this public key may still be here: its own file, and a private key."""
    path = public_path(public)
    return path.exists() and path.read_text().strip() == public and (keys_folder() / "trail.key").exists()


def _new_key(path: Path) -> Ed25519PrivateKey:
    """Written aside and linked into place, so that of two processes that start at once one key wins, whole."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    aside = path.with_name(f".{path.name}.{os.getpid()}.{public[:8]}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes_raw())
    try:
        os.link(aside, path)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    finally:
        aside.unlink()
    public_path(public).write_text(public + "\n")
    return key
