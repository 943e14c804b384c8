"""Texts, days, addresses, licences and formats as sources write them, read to what they are sure to mean."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.vocabulary import LICENCES, THEMES

TEXT_LONGEST = 20_000
DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
TAGS = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,200}|!--.*?--)>", re.DOTALL)
NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def text(value: Any, longest: int = TEXT_LONGEST) -> str:
    """A text, number or the first of a list, tidied; "" for what says nothing."""
    match value:
        case bool() | None:
            return ""
        case str():
            return clean(value, keep_lines=True)[:longest]
        case int() | float():
            return str(value)
        case list() | tuple():
            return next((found for each in value if (found := text(each, longest))), "")
        case Mapping():
            return text(
                next((value[key] for key in ("name", "title", "#text", "@value", "value") if key in value), ""), longest
            )
    return ""


def line(value: Any, longest: int = 500) -> str:
    """As ``text``, on one line, marks of HTML left out."""
    return " ".join(TAGS.sub(" ", text(value)).split())[:longest]


def texts(value: Any) -> tuple[str, ...]:
    """Keywords: a list, or a text with commas; each once."""
    items = value if isinstance(value, list | tuple) else re.split(r"[,;、]", value) if isinstance(value, str) else []
    return tuple(dict.fromkeys(found for each in items if (found := line(each, 100))))[:50]


def day(value: Any) -> date | None:
    """The day of a date in whatever order; None for what has no day ("1904", "2011-02-30", "")."""
    said = text(value)
    if found := DAY.search(said):
        year, month, number = [int(part) for part in found.groups() if part]
    elif found := DAY_FIRST.search(said):
        number, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def address(value: Any, base: str = "") -> str:
    """A web address, resolved against ``base``; "" for paths of a machine, for two addresses in one, for no address.

    One without a scheme ("www.example.org/a") is read as https.
    """
    said = line(value, 2000)
    if re.match(r"www\.[\w-]+\.", said):
        said = f"https://{said}"
    if base and said and not re.match(r"[a-zA-Z][\w+.-]*:", said):
        said = _below(base, said)
    if not said.lower().startswith(("http://", "https://", "ftp://")) or len(re.findall(r"https?://", said)) > 1:
        return ""
    try:
        host = urlsplit(said).hostname
    except ValueError:
        return ""
    return NOT_IN_IRI.sub(lambda found: quote(found[0]), said) if host else ""


def _below(base: str, path: str) -> str:
    """A path that climbs out of where its document lies is no path."""
    return "" if ".." in path.split("/") or "\\" in path else urljoin(base, path)


LICENCE_SIGNS: tuple[tuple[str, str], ...] = (
    *((licence.url.removeprefix("https://").removesuffix("/").removesuffix(".do").lower(), code) for code, licence in LICENCES.items()),
    *((f"creativecommons.org/licenses/{kind}/", f"cc-{kind}-4.0") for kind in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")),
    *((f"공공누리제{number}유형", f"kogl-{number}") for number in range(5)),
    *((f"공공누리{number}유형", f"kogl-{number}") for number in range(5)),
    ("publicdomain/zero", "cc0-1.0"),
    ("authority/licence/cc_by_4_0", "cc-by-4.0"),
    ("authority/licence/cc_by_sa_4_0", "cc-by-sa-4.0"),
    ("authority/licence/cc0", "cc0-1.0"),
)  # fmt: skip
LICENCE_CODES = {
    "cc-by": "cc-by-4.0",
    "cc-by-4.0": "cc-by-4.0",
    "cc-by-sa": "cc-by-sa-4.0",
    "cc-by-sa-4.0": "cc-by-sa-4.0",
    "cc-zero": "cc0-1.0",
    "cc0": "cc0-1.0",
    "cc0-1.0": "cc0-1.0",
    "cc-nc": "cc-by-nc-4.0",
    "cc-by-nc": "cc-by-nc-4.0",
    **{code: code for code in LICENCES},
}


def licence(*said: Any) -> str:
    """The code of a licence that the catalogue knows, "" for every other: a licence is never guessed."""
    for each in said:
        written = text(each, 500).lower()
        if written in LICENCE_CODES:
            return LICENCE_CODES[written]
        plain = re.sub(r"\s+", "", written)
        for sign, code in LICENCE_SIGNS:
            if sign in plain and not re.search(r"/[123]\.\d(?!\d)", plain):
                return code
    return ""


FORMATS = {
    "text/csv": "csv",
    "application/json": "json",
    "application/geo+json": "geojson",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "text/turtle": "ttl",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.apache.parquet": "parquet",
}


def media_format(*said: Any) -> str:
    """A format's short name in small letters, of a media type, an address of one, a file's name or a plain name."""
    for each in said:
        written = line(each, 300).lower()
        if not written:
            continue
        kind = written.split(";")[0].strip()
        if kind in FORMATS:
            return FORMATS[kind]
        last = re.split(r"[/#]", kind.rstrip("/"))[-1].removeprefix(".")
        last = FORMATS.get("/".join(re.split(r"[/#]", kind.rstrip("/"))[-2:]), last)
        if re.fullmatch(r"[a-z0-9+._ -]{1,20}", last) or not last.isascii():
            return last[:20]
    return ""


def format_of_address(url: str) -> str:
    """What the end of a file's name says: "https://…/a.csv" → "csv"."""
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return ending if re.fullmatch(r"[a-z0-9]{2,8}", ending) else ""


def size(value: Any) -> int | None:
    """Bytes, as a whole number that is one."""
    said = text(value, 30).split(".")[0]
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 18 else None


def themes(values: Any) -> tuple[str, ...]:
    """Codes of themes that the catalogue knows: as they are, or at the end of an address ("…/search/?theme=energy")."""
    listed = values if isinstance(values, list | tuple) else [values]
    named = (re.split(r"[=/#]", line(each, 300))[-1] for each in listed)
    return tuple(dict.fromkeys(name for name in named if name in THEMES))


FREQUENCY_SIGNS = {
    "daily": ("daily", "r/p1d", "매일", "일간"),
    "weekly": ("weekly", "r/p1w", "r/p7d", "매주", "주간"),
    "monthly": ("monthly", "r/p1m", "매월", "월간"),
    "quarterly": ("quarterly", "r/p3m", "분기"),
    "half-yearly": ("annual_2", "biannual", "r/p6m", "반기"),
    "yearly": ("annual", "yearly", "r/p1y", "매년", "연간"),
    "two-yearly": ("biennial", "r/p2y"),
    "hourly": ("hourly", "r/pt1h", "매시간"),
    "irregular": ("irregular", "irreg", "r/pt1s", "수시"),
    "continuous": ("continuous", "cont", "실시간", "continuously updated"),
    "never": ("never", "일회성"),
}


def frequency(value: Any) -> str:
    """The code of how often a source says it renews, "" where it is not sure."""
    said = text(value, 200).lower().rstrip("/").rsplit("authority/frequency/", 1)[-1]
    return next((code for code, signs in FREQUENCY_SIGNS.items() if said in signs), "")
