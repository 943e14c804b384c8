"""Service keys of open APIs: the portal shows each in two forms, encoded and not; the key is sent encoded once.

*Theory of operation.* Whichever form a person pastes, ``plain`` is the key itself; ``redacted`` covers it, in both
forms, wherever an address or a message could carry it.
"""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from naru.base.kit.refusals import Refused

COVERED = "•••"
KEY_PARAMETERS = frozenset(
    {"servicekey", "apikey", "api_key", "key", "authkey", "auth", "token", "access_token", "crtfckey", "confmkey"}
)


def plain(key: str) -> str:
    """The key itself, of either form. Raises ``Refused``: ``harvest_key_malformed``, which does not repeat it."""
    given = key.strip()
    if not given.isascii() or any(letter <= " " for letter in given):
        raise Refused("harvest_key_malformed")
    if "%" not in given:
        return given
    if re.search(r"%(?![0-9A-Fa-f]{2})", given):
        raise Refused("harvest_key_malformed")
    once = unquote(given, errors="strict") if given.isascii() else given
    return unquote(once) if re.search(r"%[0-9A-Fa-f]{2}", once) else once


def encoded(key: str) -> str:
    """As it stands in an address."""
    return quote(key, safe="")


def redacted(text: str, key: str) -> str:
    """The text with the key covered, whichever way it is written."""
    if not key:
        return text
    for written in sorted({key, encoded(key), encoded(encoded(key)), quote(key)}, key=len, reverse=True):
        text = text.replace(written, COVERED)
    return text


def without_keys(url: str) -> str:
    """An address that may be kept and shown: parameters that carry keys, and sign-in parts, are covered."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.split("?")[0][:200]
    host = parts.netloc.rsplit("@", 1)[-1]
    query = "&".join(_covered(piece) for piece in parts.query.split("&"))
    return urlunsplit(parts._replace(netloc=host, query=query))


def _covered(piece: str) -> str:
    name, _, value = piece.partition("=")
    return f"{name}={COVERED}" if value and unquote(name).lower() in KEY_PARAMETERS else piece


def taken_out(url: str) -> tuple[str, str]:
    """An address a person pasted, without the key that stands in it, and that key ("" for none)."""
    parts = urlsplit(url)
    pieces = [piece for piece in parts.query.split("&") if piece]
    found = next((p for p in pieces if p.partition("=")[0].lower() in KEY_PARAMETERS and p.partition("=")[2]), "")
    if not found:
        return url, ""
    rest = "&".join(piece for piece in pieces if piece != found)
    return urlunsplit(parts._replace(query=rest)), found.partition("=")[2]
