"""``datastore_search``: what is asked becomes a selection over the table's own columns."""

from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.row_filters import Filter, Operator
from naru.data.query.core.rows import Sort
from naru.systems.protocols.core import ckan_rows
from tests.listed import COLUMNS

NAME, FEE, OPENED = COLUMNS


def test_fields_have_postgresqls_types_and_names_without_units() -> None:
    assert ckan_rows.fields(COLUMNS) == [
        {"id": "이름", "type": "text", "info": {"label": "이름", "unit": "", "alias": "ireum"}},
        {"id": "요금(원)", "type": "int8", "info": {"label": "요금", "unit": "원", "alias": "yogeum"}},
        {"id": "연 날", "type": "date", "info": {"label": "연 날", "unit": "", "alias": "yeon_nal"}},
    ]


@pytest.mark.parametrize(
    ("said", "filters"),
    [
        ({}, ()),
        ({"이름": "가"}, (Filter(column=NAME, operator=Operator.EQ, value="가"),)),
        ({"yogeum": [1, "2"]}, (Filter(column=FEE, operator=Operator.IN, value=[1, 2]),)),
        ({"이름": None}, (Filter(column=NAME, operator=Operator.IS_NULL, value=True),)),
        ({"이름": True}, (Filter(column=NAME, operator=Operator.EQ, value="true"),)),
    ],
)
def test_filters(said: Any, filters: tuple[Filter, ...]) -> None:
    assert ckan_rows.selection(COLUMNS, {"filters": said}).filters == filters


@pytest.mark.parametrize(
    ("said", "sorts"),
    [
        ("", ()),
        ("요금(원)", (Sort(column=FEE, descending=False),)),
        ("이름 asc, yogeum DESC", (Sort(column=NAME, descending=False), Sort(column=FEE, descending=True))),
        ('"연 날" desc', (Sort(column=OPENED, descending=True),)),
        ("연 날", (Sort(column=OPENED, descending=False),)),
        (["이름 desc"], (Sort(column=NAME, descending=True),)),
    ],
)
def test_sorts(said: Any, sorts: tuple[Sort, ...]) -> None:
    assert ckan_rows.selection(COLUMNS, {"sort": said}).sorts == sorts


def test_columns_are_those_named_once_each_or_all() -> None:
    assert ckan_rows.selection(COLUMNS, {}).columns == COLUMNS
    assert ckan_rows.selection(COLUMNS, {"fields": "yogeum, 이름,이름"}).columns == (FEE, NAME)
    search = ckan_rows.selection(COLUMNS, {"q": "가 나"}).search
    assert search is not None
    assert search.words == ("가", "나")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"filters": [1]}, "ckan_query_unreadable"),
        ({"filters": {"없음": 1}}, "column_not_found"),
        ({"fields": ["없음"]}, "column_not_found"),
        ({"sort": "없음 desc"}, "column_not_found"),
        ({"filters": {"yogeum": "x"}}, "filter_value"),
    ],
)
def test_what_is_not_understood_is_refused(asked: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as found:
        ckan_rows.selection(COLUMNS, asked)
    assert found.value.code == code
