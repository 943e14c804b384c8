"""What people type about themselves and their organisations, taken as it is or refused with the reason."""

import re
import unicodedata

from naru.base.kit.refusals import Refused

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EMAIL = re.compile(r"[^@\s\"'<>()\[\],;:\\]+@[^@\s\"'<>()\[\],;:\\]+\.[^@\s\"'<>()\[\],;:\\.]+")

# Characters that turn the reading direction of the text around them, so that a name could pose as another.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str, *, field: str, longest: int) -> str:
    """A name or title: something visible on one line, in composed form (NFC), with no control characters.

    ``longest`` is in characters, ``field`` the name that a refusal gives it. Raises ``Refused``: ``text_empty``,
    ``text_character``, ``text_too_long``.
    """
    line = unicodedata.normalize("NFC", _printable(text.strip(), field=field, allowed=""))
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in line):
        raise Refused("text_empty", field=field)
    return _short(line, field=field, longest=longest)


def paragraph(text: str, *, field: str, longest: int) -> str:
    """Free text, possibly empty; line ends become ``\\n``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _short(_printable(lines, field=field, allowed="\n\t"), field=field, longest=longest)


def email_address(text: str) -> str:
    """In lower case: people are told apart by it. Raises ``Refused``: ``email_refused``, or as ``one_line``."""
    address = one_line(text, field="email", longest=254).lower()
    if not EMAIL.fullmatch(address):
        raise Refused("email_refused", email=address)
    return address


def slug(text: str) -> str:
    """The organisation's name in addresses: lower-case ASCII letters, digits and single hyphens, at most 60.

    Raises ``Refused``: ``slug_refused``.
    """
    if not SLUG.fullmatch(text) or len(text) > 60:
        raise Refused("slug_refused", slug=text)
    return text


def _printable(text: str, *, field: str, allowed: str) -> str:
    for letter in text:
        if letter in _BIDI or (unicodedata.category(letter) in {"Cc", "Cs", "Cn"} and letter not in allowed):
            raise Refused("text_character", field=field, character=f"U+{ord(letter):04X}")
    return text


def _short(text: str, *, field: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused("text_too_long", field=field, length=len(text), longest=longest)
    return text
