"""The key that the city signs receipts and orders with: its own, so that no signature of the trail is ever shown as one."""

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.trail.keys import keys_folder
from naru.systems.mydata.core.documents import did_of

FILE = "mydata.key"


def signing_key() -> Ed25519PrivateKey:
    """Made when it is first asked for; of two processes that start at once one key wins, whole."""
    path = keys_folder() / FILE
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        pass
    key = Ed25519PrivateKey.generate()
    aside = path.with_name(f".{FILE}.{os.getpid()}.{os.urandom(4).hex()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes_raw())
    try:
        os.link(aside, path)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    finally:
        aside.unlink()
    return key


def public_key() -> bytes:
    return signing_key().public_key().public_bytes_raw()


def did() -> str:
    """Whom the city's receipts are signed by."""
    return did_of(public_key())
