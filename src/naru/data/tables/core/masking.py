"""Personal values covered before they are shown or published: as much stays as tells the kind, never the person."""

import re
from collections.abc import Collection

from naru.data.tables.core.values import PersonalKind

KEPT = 3
COVERED = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"[A-Z]?\d\d")  # what begins so is a number or a code; a sentence may begin with a name
_DISTRICT = re.compile(r"(?:[가-힣]{1,8}(?:시|도|군|구)\s+){1,2}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


def mask(value: object, kinds: Collection[PersonalKind] = ()) -> str | None:
    """The whole of a cell in which values of these kinds were found; letters and digits become ``*``.

    ``010-1234-5678`` → ``010-****-****``; ``kim@example.org`` → ``k**@*******.***``; a sentence keeps its first letter.
    """
    if value is None:
        return None
    text = str(value)
    for kind in (PersonalKind.NAME, PersonalKind.ADDRESS, PersonalKind.BIRTH_DATE):
        if kind in kinds:
            return masked(text, kind)
    if _EMAIL.fullmatch(text.strip()):
        return _starred(text, 1)
    return _starred(text, KEPT if _NUMBER.match(text) else 1)


def masked(text: str, kind: PersonalKind | None = None) -> str:
    """One value of the kind: a name keeps its first letter, a birth date its year, an address its city and district,
    a mail address its first letter and its host, a number its first three characters."""
    match kind:
        case PersonalKind.NAME:
            return _starred(text.strip(), 1)
        case PersonalKind.BIRTH_DATE:
            return _starred(text, 4 if re.match(r"(?:19|20)\d\d", text) else 2)
        case PersonalKind.ADDRESS:
            return _starred(text, len(district.group()) if (district := _DISTRICT.match(text)) else 1)
    if "@" in text:
        name, _, host = text.partition("@")
        return f"{name[:1]}{'*' * max(1, len(name) - 1)}@{host}"
    return _starred(text, KEPT)


def _starred(text: str, kept: int) -> str:
    return text[:kept] + COVERED.sub("*", text[kept:])
