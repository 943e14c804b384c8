"""Dates as English writes them: "24 October 2011", "Oct 24, 2011", "24-Oct-11", "Thu Aug 12 2021", RFC 2822's, JavaScript's.

Parts of the pattern's match are what `naru.data.ingest.core.dates` makes an instant of.
"""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = f"january|february|march|april|june|july|august|september|october|november|december|sept|{'|'.join(_MONTHS)}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = rf"(?P<month>{_FULL})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>\.\d{1,9})?)?(?:\s*(?P<half_after>am|pm))?"
)
_ZONE = r"(?:\s*(?P<zone>Z|KST|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|UTC|GMT)(?:\s*\([^()]*\))?)?"
_BEHIND = rf"(?:,?(?:\s+at)?\s+{_TIME}{_ZONE})?"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}(?:[-\s/.]\s*|\s+of\s+){_MONTH},?[-\s/.]\s*(?P<year>\d{{4}}|\d{{2}}){_BEHIND}",
        rf"{_WEEKDAY}{_MONTH}[-\s]\s*{_DAY}(?:,\s*|[-\s]\s*){_YEAR}{_BEHIND}",
        rf"{_YEAR}[-\s/]\s*{_MONTH}[-\s/]\s*{_DAY}{_BEHIND}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_TIME}{_ZONE}\s+{_YEAR}",  # as C's ctime writes it
        rf"{_MONTH},?[-\s]\s*{_YEAR}",
    )
]


def match(text: str) -> re.Match[str] | None:
    """The parts of a date in English: ``year``, ``month`` as a name, and ``day``, ``hour`` … where they are given; None
    for what is none."""
    if text[:1].isalpha() and text[:3].lower() not in _BEGINS:
        return None
    return next((found for form in _FORMS if (found := form.fullmatch(text))), None)


def month_number(name: str) -> int:
    """1 to 12."""
    return _MONTHS.index(name[:3].lower()) + 1


_BEGINS = frozenset({*_MONTHS, *_WEEKDAYS})
INITIALS = frozenset(name[0] for name in _BEGINS) | frozenset(name[0].upper() for name in _BEGINS)
