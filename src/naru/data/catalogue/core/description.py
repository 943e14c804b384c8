"""What a description must be before it is kept."""

from collections.abc import Collection
from dataclasses import fields, replace

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.history import FIELD_WORDS
from naru.data.catalogue.core.values import Description
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES

TITLE_LONGEST = 500
KEYWORDS_MOST = 50


def checked(description: Description) -> Description:
    """The description tidied (spaces, control characters, repeated keywords), or a refusal that names the field.

    Raises ``Refused``: ``dataset_needs_title``, ``unknown_code``, ``period_is_reversed``.
    """
    tidy = _tidied(description)
    if not tidy.title or len(tidy.title) > TITLE_LONGEST:
        raise Refused("dataset_needs_title")
    for code in tidy.themes:
        known_code("themes", code, THEMES)
    known_code("licence", tidy.licence, ["", *LICENCES])
    known_code("frequency", tidy.frequency, ["", *FREQUENCIES])
    if tidy.period_start and tidy.period_end and tidy.period_end < tidy.period_start:
        raise Refused("period_is_reversed", start=tidy.period_start, end=tidy.period_end)
    return tidy


def known_code(field: str, value: str, codes: Collection[str]) -> None:
    """Refuse a code that the field's list does not hold, and say which it holds."""
    if value not in codes:
        listed = ", ".join(filter(None, codes))
        raise Refused("unknown_code", field=field, field_ko=FIELD_WORDS[field].ko, value=value, codes=listed)


def _tidied(description: Description) -> Description:
    lines = {"description", "description_en"}
    texts = {
        field.name: clean(value, keep_lines=field.name in lines)
        for field in fields(Description)
        if isinstance(value := getattr(description, field.name), str)
    }
    keywords = tuple(dict.fromkeys(word for keyword in description.keywords if (word := clean(keyword))))[
        :KEYWORDS_MOST
    ]
    landing_page = web_address(texts["landing_page"])
    themes = tuple(dict.fromkeys(description.themes))
    return replace(description, **{**texts, "landing_page": landing_page}, keywords=keywords, themes=themes)  # type: ignore[arg-type]


def web_address(text: str) -> str:
    """The address if it leads to the web, else "": a script or a file of the reader's machine is no address."""
    address = clean(text)[:2000]
    return address if address.lower().startswith(("http://", "https://", "ftp://")) else ""


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Without control characters (PostgreSQL keeps no NUL) and lone surrogates; spaces single unless lines are kept."""
    plain = "".join(
        letter for letter in text if (letter >= " " or letter in "\n\t") and not "\ud800" <= letter <= "\udfff"
    )
    return plain.strip() if keep_lines else " ".join(plain.split())


def require_publishable(description: Description) -> None:
    """What nobody should have to ask about open data. Raises ``Refused``: ``dataset_needs_publisher_and_licence``."""
    missing = [
        words
        for given, words in (
            (description.publisher, Words("제공기관", "publisher")),
            (description.licence, Words("이용허락", "licence")),
        )
        if not given
    ]
    if missing:
        raise Refused(
            "dataset_needs_publisher_and_licence",
            missing_ko=", ".join(words.ko for words in missing),
            missing_en=", ".join(words.en for words in missing),
        )
