"""The installation's secret for addresses and marks: made once, readable by its owner alone.

A mark must be found again years later, so the secret is no derivation of one that may be changed at will.
"""

import contextlib
import os
import secrets
from functools import cache

from naru.base.trail.keys import keys_folder

NAME, BYTES = "sharing.key", 32


@cache
def installation_secret() -> bytes:
    """Written aside and linked into place, so that of two processes that start at once one secret wins, whole."""
    path = keys_folder() / NAME
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    made = secrets.token_bytes(BYTES)
    aside = path.with_name(f".{NAME}.{os.getpid()}.{made[:4].hex()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
    return path.read_bytes()
