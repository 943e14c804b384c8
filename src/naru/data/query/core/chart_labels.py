"""A chart's labels in the words of whoever looks at it: 예 for true, 2025년 3분기 for 2025-Q3."""

import re
from dataclasses import replace

from naru.base.kit.words import Words
from naru.data.query.core.chart_tables import ChartData, Series

TRUTHS = {"true": Words("예", "Yes"), "false": Words("아니요", "No")}
REST = Words("그 밖", "Others")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def in_words(found: ChartData, language: str, *, by_truth: bool = False) -> ChartData:
    """The figures with their labels and series named in ``language``; ``by_truth`` where the series are true and false."""
    labels = tuple(_label(label, found.x.type, language) for label in found.labels)
    series = tuple(_named(one, language, by_truth=by_truth) for one in found.series)
    return replace(found, labels=labels, series=series)


def _label(label: str | None, kind: str, language: str) -> str | None:
    match kind:
        case "truth" if label in TRUTHS:
            return TRUTHS[label].in_(language)
        case "time" if label and (quarter := _QUARTER.fullmatch(label)):
            return Words(f"{quarter[1]}년 {quarter[2]}분기", f"Q{quarter[2]} {quarter[1]}").in_(language)
    return label


def _named(one: Series, language: str, *, by_truth: bool) -> Series:
    if one.is_rest:
        return replace(one, name=REST.in_(language))
    return replace(one, name=TRUTHS[one.name].in_(language)) if by_truth and one.name in TRUTHS else one
