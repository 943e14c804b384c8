"""What a person should know of how a column was read: which style of numbers, which order of dates, what looks mistyped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import dates
from naru.data.ingest.core.missing_values import ALWAYS
from naru.data.ingest.core.type_plan import Remark
from naru.data.ingest.core.type_rules import NUMBERS, names_number, parsed
from naru.data.ingest.core.writing_styles import Style

MOSTLY = 0.9
FEWEST = 10  # rows of which all but a few are numbers
LOOKED_AT = 50
SHOWN = 5
_MISTAKEN = str.maketrans({"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "ㅇ": "0", "B": "8", "`": "", "'": ""})


def remarks_on(name: str, kind: ColumnType, style: Style, sample: Sequence[str]) -> Iterator[Remark]:
    """The remarks on a column of this name and type, by a sample of its texts."""
    if kind in NUMBERS and style.comma_decimals:
        yield Remark(code="comma_decimals")
    if kind in (ColumnType.DATE, ColumnType.DATETIME) and style.day_first is not None:
        yield Remark(code="dates_day_first" if style.day_first else "dates_month_first")
    if kind is ColumnType.TEXT:
        if _has_dates_of_no_order(style, sample):
            yield Remark(code="date_order_unknown")
        if mistyped := _mistyped(name, style, sample):
            yield Remark(code="nearly_numbers", what=", ".join(mistyped))


def _has_dates_of_no_order(style: Style, sample: Sequence[str]) -> bool:
    held = [text for text in islice(dict.fromkeys(sample), LOOKED_AT) if text not in ALWAYS]
    return style.day_first is None and bool(held) and all(map(dates.has_year_last, held))


def _mistyped(name: str, style: Style, sample: Sequence[str]) -> list[str]:
    """What keeps a column from being one of numbers, where it is little and looks like slips of the finger ("l2", "3O")."""
    values = {text: count for text, count in Counter(sample).items() if text not in ALWAYS}
    first = list(islice(values, LOOKED_AT))
    if names_number(name) or sum(_is_number(text, style) for text in first) < MOSTLY * len(first):
        return []
    odd = [text for text in values if not _is_number(text, style)]
    few = sum(values[text] for text in odd) + MOSTLY * sum(values.values()) <= sum(values.values())
    is_slip = all(_is_number(text.translate(_MISTAKEN).strip(".,"), style) for text in odd)
    return odd[:SHOWN] if sum(values.values()) >= FEWEST and few and is_slip else []


def _is_number(text: str, style: Style) -> bool:
    read = parsed(text, style)
    return (read.number is not None and not read.code) or read.missing
