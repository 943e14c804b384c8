"""Labels of charts in the words of both languages."""

import pytest

from naru.data.query.core.chart_labels import in_words
from naru.data.query.core.chart_tables import Axis, ChartData, Series
from naru.data.query.core.charts import Kind


def labelled(kind: str, *labels: str | None) -> ChartData:
    return ChartData(kind=Kind.BAR, x=Axis(name="x", type=kind), y=Axis(name="y"), labels=labels)


@pytest.mark.parametrize(
    ("kind", "label", "ko", "en"),
    [
        ("truth", "true", "예", "Yes"),
        ("truth", "false", "아니요", "No"),
        ("truth", None, None, None),
        ("category", "true", "true", "true"),
        ("time", "2025-Q3", "2025년 3분기", "Q3 2025"),
        ("time", "2025-03", "2025-03", "2025-03"),
        ("category", "2025-Q3", "2025-Q3", "2025-Q3"),
    ],
)
def test_a_label_is_said_in_words(kind: str, label: str | None, ko: str | None, en: str | None) -> None:
    found = labelled(kind, label)
    assert (in_words(found, "ko").labels, in_words(found, "en").labels) == ((ko,), (en,))


def test_series_of_truth_and_the_rest_have_names() -> None:
    series = (Series(name="true", values=()), Series(name="가", values=()), Series(name="", values=(), is_rest=True))
    found = ChartData(kind=Kind.BAR, x=Axis(name="x"), y=Axis(name="y"), series=series)
    assert [one.name for one in in_words(found, "ko", by_truth=True).series] == ["예", "가", "그 밖"]
    assert [one.name for one in in_words(found, "en").series] == ["true", "가", "Others"]
