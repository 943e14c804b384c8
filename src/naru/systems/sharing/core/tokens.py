"""What a recipient's token and an activation link look like.

The prefix is another than that of a person's API token, so that neither is ever heard at the other's door and a leaked
one is known for what it is. 32 random bytes need no slow hash: a plain SHA-256 finds them again.
"""

import secrets

from naru.base.kit.canonical import sha256_of

PREFIX = "narushare_"
LENGTH = len(PREFIX) + 43


def new_token() -> str:
    """Told once; only its ``digest`` is stored."""
    return PREFIX + secrets.token_urlsafe(32)


def new_link() -> str:
    """The secret part of an activation link."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Hexadecimal SHA-256."""
    return sha256_of(secret.encode())


def bearer(header: str) -> str:
    """The token of an ``Authorization`` header; "" where there is none that could be a recipient's."""
    scheme, _, secret = header.strip().partition(" ")
    secret = secret.strip()
    is_ours = scheme.lower() == "bearer" and len(secret) == LENGTH and secret.startswith(PREFIX) and secret.isascii()
    return secret if is_ours else ""
