"""Personal values covered before they are published: the first three characters stay, letters and digits become ``*``."""

import re

KEPT = 3
COVERED = re.compile(r"[^\W_]")


def mask(value: object) -> str | None:
    """``010-1234-5678`` → ``010-****-****``; ``kim@example.org`` → ``kim@*******.***``."""
    if value is None:
        return None
    text = str(value)
    return text[:KEPT] + COVERED.sub("*", text[KEPT:])
