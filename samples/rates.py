"""The sample city's figures of law and policy, as the laws of November 2026 have them; a city enters its own."""

import json
from datetime import date

import click

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.commons.rates import actions

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
)


def bring_rates(*, as_json: bool, again: bool) -> bool:
    """Enter those that are not there yet; always all of them."""
    entered = sum(map(_enter, RATES))
    if as_json:
        click.echo(json.dumps({"rates": len(RATES), "entered": entered}))
    elif entered:
        click.echo(f"요율 {entered}개 · {entered} rates")
    return True


def _enter(row: tuple[str, str, str, str]) -> bool:
    name, value, since, source = row
    try:
        actions.enter_rate(name, value, since=date.fromisoformat(since), source=source, note="견본 도시", by=SYSTEM)
    except Refused as refused:
        if refused.code != "rate_known":
            raise
        return False
    return True
