"""Names of shares, schemas and tables as a recipient types them: Hangul, spaces and ``+`` stay.

A client takes ``profile#share.schema.table`` apart at ``#`` and dots, and a server's address at slashes, so these three and
what cannot be seen become ``_``.
"""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 100
CUTTING = re.compile(r"[./#\\%?\x00-\x1f\x7f]|\s+")


def shared_name(text: str, *, otherwise: str) -> str:
    """One line in NFC, at most 100 characters; ``otherwise`` where nothing is left."""
    whole = unicodedata.normalize("NFC", text).strip()
    cut = CUTTING.sub(lambda found: " " if found[0].isspace() and found[0].isprintable() else "_", whole)
    return cut[:LONGEST].strip() or otherwise


def folded(name: str) -> str:
    """How names are compared: without case, composed."""
    return unicodedata.normalize("NFC", name).casefold()


def free_name(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or with the first number behind it that no folded name of ``taken`` has."""
    name, number = wanted, 2
    while folded(name) in taken:
        name, number = f"{wanted[: LONGEST - 5]} {number}", number + 1
    return name
