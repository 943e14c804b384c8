"""What a new version breaks for whoever bought the table."""

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.systems.exchange.core.schema_breaks import schema_breaks

GU = Column(name="구", alias="gu", type=ColumnType.TEXT)
WON = Column(name="매출", alias="won", type=ColumnType.INTEGER)
WON_TEXT = Column(name="매출", alias="won", type=ColumnType.TEXT)
RENAMED = Column(name="구군", alias="gu", type=ColumnType.TEXT)
NEW = Column(name="동", alias="dong", type=ColumnType.TEXT)


@pytest.mark.parametrize(
    ("after", "sold", "said"),
    [
        ([GU, WON], (), []),
        ([WON, GU, NEW], (), []),
        ([RENAMED, WON], (), []),
        ([GU], (), ["없어진 열: 매출"]),
        ([GU, WON_TEXT], (), ["형이 바뀐 열: 매출 (integer → text)"]),
        ([NEW], (), ["없어진 열: 구", "없어진 열: 매출"]),
        ([GU], ("gu",), []),
        ([GU], ("won",), ["없어진 열: 매출"]),
    ],
)
def test_a_column_that_is_gone_or_of_another_type_breaks(
    after: list[Column], sold: tuple[str, ...], said: list[str]
) -> None:
    assert [each.ko for each in schema_breaks([GU, WON], after, sold)] == said
