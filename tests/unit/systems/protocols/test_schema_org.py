"""What search engines read: schema.org in a script element that nothing said can end."""

from datetime import date

import orjson
import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description
from naru.systems.protocols.core import schema_org
from tests.listed import AT, COLUMNS, dataset, everything, little, written

CITY = Words("부산광역시", "Busan")


def test_every_field_and_as_few_as_can_be() -> None:
    expected = written("schema_org.json")
    assert schema_org.dataset(everything(), list(COLUMNS), city=CITY, at=AT) == expected["everything"]
    assert schema_org.dataset(little(), [], city=CITY, at=AT) == expected["little"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(date(2020, 1, 1), None, "2020-01-01/.."), (None, date(2021, 1, 1), "../2021-01-01")],
)
def test_an_open_end_of_a_period_is_two_dots(start: date | None, end: date | None, said: str) -> None:
    listed = Listed(dataset=dataset(Description(title="기간", period_start=start, period_end=end)))
    assert schema_org.dataset(listed, [], city=CITY, at=AT)["temporalCoverage"] == said


def test_what_is_granted_is_not_said_to_be_free() -> None:
    said = schema_org.dataset(everything(access=Access.GRANTED), [], city=CITY, at=AT)
    assert said["isAccessibleForFree"] is False


def test_long_texts_and_wide_tables_are_cut_where_readers_stop() -> None:
    long = Listed(dataset=dataset(Description(title="긴 글", description="가" * 5_001)))
    assert len(schema_org.dataset(long, [], city=CITY, at=AT)["description"]) == 5_000
    columns = [Column(name=f"열 {n}", alias=f"c{n}", type=ColumnType.TEXT) for n in range(201)]
    assert len(schema_org.dataset(long, columns, city=CITY, at=AT)["variableMeasured"]) == 200


def test_nothing_said_ends_its_script_element() -> None:
    said = {"name": "</script><!-- & >"}
    text = schema_org.in_page(said)
    assert not set("<>&") & set(text)
    assert orjson.loads(text) == said
