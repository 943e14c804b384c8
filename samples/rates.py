"""The sample city's figures of law and policy, as the laws of November 2026 have them; a city enters its own."""

import json
from datetime import UTC, date, datetime

import click

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.commons.rates import actions
from naru.commons.rates.core.names import declared

# (name, value, from, source): verified against the law's text before a real city relies on them
RATES = (
    ("vat.standard", "0.10", "1977-07-01", "부가가치세법 30"),
    ("vat.invoice_day", "10", "2013-07-01", "부가가치세법 34③"),
    ("vat.invoice_electronic_sales", "200000000", "2022-07-01", "부가가치세법 시행령 68"),
    ("vat.invoice_electronic_sales", "100000000", "2023-07-01", "부가가치세법 시행령 68"),
    ("vat.invoice_electronic_sales", "80000000", "2024-07-01", "부가가치세법 시행령 68"),
    ("commerce.withdrawal_days", "7", "2002-07-01", "전자상거래법 17①"),
    ("commerce.refund_working_days", "3", "2002-07-01", "전자상거래법 18②"),
    ("data_dispute.proposal_days", "45", "2022-04-20", "데이터산업법 34-40"),
    ("data_dispute.answer_days", "15", "2022-04-20", "데이터산업법 34-40"),
    ("public_data.answer_working_days", "10", "2013-10-31", "공공데이터법 28"),
    ("exchange.fee_share", "0.05", "2026-01-01", "견본 도시 데이터거래소 운영규정 12"),
    ("exchange.dispute_days", "7", "2026-01-01", "견본 도시 데이터거래소 운영규정 15"),
    ("exchange.pay_days", "7", "2026-01-01", "견본 도시 데이터거래소 운영규정 9"),
    ("exchange.renewal_days", "7", "2026-01-01", "견본 도시 데이터거래소 운영규정 10"),
    (
        "exchange.public_price_most",
        "50000",
        "2026-01-01",
        "공공데이터법 35, 원가 계산서 2026-1: 추출 2시간, 매체와 전송",
    ),
    ("mydata.guardian_age", "14", "2011-09-30", "개인정보 보호법 22의2①"),
    ("mydata.deletion_days", "10", "2025-03-13", "개인정보 보호법 36, 시행령 43③"),
    ("mydata.record_years", "3", "2025-03-13", "개인정보 보호법 시행령 42의9"),
    ("mydata.smallest_cell", "5", "2026-01-01", "견본 도시 마이데이터 운영규정 7"),
    ("mydata.proxy_days", "365", "2026-01-01", "견본 도시 마이데이터 운영규정 4"),
    ("combination.average_days", "310", "2023-01-01", "개인정보보호위원회, 가명정보 결합 평균 소요 기간"),
    ("combination.goal_days", "100", "2025-09-01", "개인정보보호위원회, 가명정보 제도 개선 계획 (2027년 목표)"),
    ("combination.population", "3249000", "2026-01-01", "주민등록 인구통계, 부산광역시 (어림)"),
    ("combination.supplement_working_days", "10", "2026-01-01", "견본 도시 가명정보 결합 운영규정 7"),
    ("combination.fee_krw", "3000000", "2026-01-01", "견본 도시 가명정보 결합 운영규정 15"),
    ("combination.fee_days", "14", "2026-01-01", "견본 도시 가명정보 결합 운영규정 15"),
    (
        "combination.staff_min",
        "3",
        "2020-09-01",
        "가명정보의 결합 및 반출 등에 관한 고시, 결합전문기관 지정 기준: 상시 고용하는 전문가",
    ),
    ("exchange.operator_number", "4943865706", "2026-01-01", "견본 도시 데이터거래소 운영규정 2"),
    ("labour.minimum_wage_hour", "10030", "2025-01-01", "최저임금법 10, 고용노동부 고시 2024-40"),
    ("labour.minimum_wage_hour", "10320", "2026-01-01", "최저임금법 10, 고용노동부 고시 2025-40"),
    ("labour.weeks_a_month", "4.345", "2018-01-01", "최저임금법 시행령 5: 365 ÷ 7 ÷ 12"),
    ("academy.small_cell", "5", "2026-01-01", "견본 도시 데이터 아카데미 운영규정 9"),
    ("academy.retention_months", "6", "2026-01-01", "견본 도시 데이터 아카데미 운영규정 12"),
    ("academy.attempts_an_hour", "30", "2026-01-01", "견본 도시 데이터 아카데미 운영규정 6"),
    ("academy.similar_from", "0.7", "2026-01-01", "견본 도시 데이터 아카데미 운영규정 6"),
    ("tax.freelance_income", "0.03", "1999-01-01", "소득세법 129①3"),
    ("tax.local_on_income", "0.1", "2014-01-01", "지방세법 103의13"),
    ("tax.freelance_small_sum", "1000", "1999-01-01", "소득세법 86"),
    ("tax.freelance_small_sum", "0", "2024-07-01", "소득세법 86: 인적용역 사업소득은 소액부징수에서 빠짐"),
    ("work.job_days", "30", "2026-01-01", "견본 도시 데이터 일자리 운영지침 3"),
    ("work.full_week_hours", "35", "2026-01-01", "견본 도시 데이터 일자리 운영지침 8"),
)
BEGAN = FrozenClock(datetime(2025, 1, 1, tzinfo=UTC))  # the sample city has known its figures since then


def bring_rates(*, as_json: bool, again: bool) -> bool:
    """Enter those that are not there yet; always all of them."""
    entered = sum(map(_enter, RATES))
    if as_json:
        click.echo(json.dumps({"rates": len(RATES), "entered": entered}))
    elif entered:
        click.echo(f"요율 {entered}개 · {entered} rates")
    return True


def _enter(row: tuple[str, str, str, str]) -> bool:
    """Figures that no installed package declares, such as those of a system that was taken out, are left out."""
    name, value, since, source = row
    if name not in declared():
        return False
    try:
        actions.enter_rate(
            name, value, since=date.fromisoformat(since), source=source, note="견본 도시", by=SYSTEM, clock=BEGAN
        )
    except Refused as refused:
        if refused.code != "rate_known":
            raise
        return False
    return True
