"""Which numbers a table is about, and which add up."""

import pytest

from naru.data.catalogue.core.columns import Column, Meaning
from naru.data.query.core.chart_measures import adds_up, is_subject, measures_in_order
from tests.chart_columns import DELAY, FLIGHTS, NUMBER, PASSENGERS, column

INCIDENCE = column("발생률 (10만명당)", "decimal", 90, unit="10만명당", alias="incidence")
REPORTED = column("신고건수 (건)", "integer", 90, unit="건", alias="reported")
SPENT = column("금액 (백만원) / 결제", "decimal", 90, unit="백만원", alias="spent", meaning=Meaning.MONEY)
ISSUED = column("금액 (백만원) / 발행", "decimal", 90, unit="백만원", alias="issued", meaning=Meaning.MONEY)


@pytest.mark.parametrize(
    ("one", "subject", "is_it"),
    [
        (PASSENGERS, "공항 여객 실적", True),
        (PASSENGERS, "공항 실적", False),
        (PASSENGERS, "", False),
        (INCIDENCE, "감염병 주간 발생", False),  # a rate, and the title says no rate
        (INCIDENCE, "감염병 발생률", True),
        (SPENT, "지역화폐 월별 결제액", True),
        (ISSUED, "지역화폐 월별 결제액", False),
        (column("매출지수", "decimal"), "전통시장 매출 지수", True),
    ],
)
def test_a_title_speaks_of_a_column(one: Column, subject: str, is_it: bool) -> None:
    assert is_subject(one, subject) is is_it


@pytest.mark.parametrize(
    ("columns", "subject", "first"),
    [
        ((INCIDENCE, REPORTED), "감염병 주간 발생", "reported"),
        ((ISSUED, SPENT), "지역화폐 월별 결제액", "spent"),
        ((DELAY, FLIGHTS), "", "flights"),
        ((FLIGHTS, PASSENGERS), "여객", "passengers"),
        ((NUMBER, DELAY), "", "delay"),
    ],
)
def test_the_subject_comes_first(columns: tuple[Column, ...], subject: str, first: str) -> None:
    assert measures_in_order(columns, 100, subject)[0].alias == first


@pytest.mark.parametrize(("one", "does"), [(FLIGHTS, True), (DELAY, False), (INCIDENCE, False), (SPENT, True)])
def test_rates_do_not_add_up(one: Column, does: bool) -> None:
    assert adds_up(one) is does
