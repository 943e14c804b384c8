"""Electronic tax invoices: written, checked, and the cases of the published form."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core.tax_invoices import (
    Amendment,
    InvoiceLine,
    InvoiceParty,
    TaxInvoice,
    TypeCode,
    findings,
    is_business_number,
    issue_id,
    negated,
    require_sound,
    to_xml,
)

RULES = Path(__file__).parents[5] / "shared/data/korea-rules"
DAY = date(2026, 11, 29)
LINE = InvoiceLine(name="카드 매출 <월>", day=DAY, supply_krw=300_000, vat_krw=30_000)


def party(number: str = "1768370349") -> InvoiceParty:
    return InvoiceParty(number=number, name="해운대데이터 & 친구", representative="준호", address="부산")


def invoice(**more: Any) -> TaxInvoice:
    made = {
        "number": "NARU-00000001",
        "issue_id": issue_id(DAY, 1),
        "issued": datetime(2026, 11, 29, 10, tzinfo=UTC),
        "supplied": DAY,
        "supplier": party(),
        "recipient": party("2228273152"),
        "lines": (LINE, LINE),
    }
    return TaxInvoice(**{**made, **more})


def test_an_invoice_that_is_written_is_sound() -> None:
    assert findings(to_xml(require_sound(invoice())).encode()) == []
    assert issue_id(DAY, 1) == "202611294100000000000001"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"supplier": party("1768370340")}, "invoicer_bizno"),
        ({"recipient": party("")}, "invoicee_bizno"),
        ({"issue_id": "1"}, "issue_id"),
        ({"type_code": TypeCode.ZERO_RATED}, "zero_rate_tax"),
        ({"type_code": TypeCode.AMENDED, "amendment": Amendment.CANCELLED}, "original_missing"),
    ],
)
def test_an_unsound_invoice_is_never_issued(more: dict[str, Any], found: str) -> None:
    with pytest.raises(Refused) as refused:
        require_sound(invoice(**more))
    assert refused.value.facts["findings"] == found


def test_an_amended_invoice_takes_back_what_the_first_said() -> None:
    back = invoice(
        type_code=TypeCode.AMENDED,
        amendment=Amendment.CANCELLED,
        original=issue_id(DAY, 1),
        lines=negated(invoice().lines),
    )
    assert require_sound(back).total_krw == -660_000
    assert findings(to_xml(back).encode()) == []


@pytest.mark.skipif(not RULES.exists(), reason="the rules are not here")
def test_the_cases_of_the_published_form() -> None:
    expected = json.loads((RULES / "etax/expect.json").read_text())["cases"]
    assert len(expected) == 11
    for case in expected:
        assert findings((RULES / "etax" / case["file"]).read_bytes()) == case["findings"], case["file"]


@pytest.mark.skipif(not RULES.exists(), reason="the rules are not here")
def test_the_check_digits() -> None:
    numbers = [case for case in json.loads((RULES / "ids.json").read_text())["cases"] if case["kind"] == "bizno"]
    for case in numbers:
        digits = case["value"].replace("-", "")
        if case["valid"] or case.get("reason") == "check_digit":
            assert is_business_number(digits) == case["valid"], case["id"]
