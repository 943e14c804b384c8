"""Electronic tax invoices (전자세금계산서) in the tax office's published XML form, written and checked.

The form is the standard of 2009 with which invoices are exchanged (국세청 전자세금계산서 개발지침): issuer, recipient, sums, lines. Amounts are whole
won. An invoice is never changed: an amended one (수정세금계산서) names its original and one of six reasons (부가가치세법 시행령 70).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

NAMESPACE = "urn:kr:or:kec:standard:Tax:ReusableAggregateBusinessInformationEntitySchemaModule:1:0"
ISSUE_ID = re.compile(r"\d{8}[0-9a-z]{16}")
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
SYSTEM_NUMBER = "41000000"  # of whoever issues, given by the tax office; a city has its own


class TypeCode(StrEnum):
    ORDINARY = "0101"
    ZERO_RATED = "0102"
    AMENDED = "0201"


class Amendment(StrEnum):
    CORRECTED = "01"
    PRICE_CHANGED = "02"
    RETURNED = "03"
    CANCELLED = "04"
    LATE_CREDIT = "05"
    ISSUED_TWICE = "06"

    @property
    def words(self) -> Words:
        return AMENDMENT_WORDS[self]


AMENDMENT_WORDS = {
    Amendment.CORRECTED: Words("기재사항 착오·정정", "Corrected"),
    Amendment.PRICE_CHANGED: Words("공급가액 변동", "Price changed"),
    Amendment.RETURNED: Words("환입", "Returned"),
    Amendment.CANCELLED: Words("계약의 해제", "Contract cancelled"),
    Amendment.LATE_CREDIT: Words("내국신용장 사후개설", "Local letter of credit opened later"),
    Amendment.ISSUED_TWICE: Words("착오에 의한 이중발급", "Issued twice by mistake"),
}
PAID, CLAIMED = "01", "02"  # 영수, 청구


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceParty:
    """As registered; ``number`` is ten digits."""

    number: str
    name: str
    representative: str
    address: str
    trade: str = "정보통신업"
    item: str = "데이터베이스"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    name: str
    day: date
    supply_krw: int
    vat_krw: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxInvoice:
    """``issue_id`` as ``issue_id()`` gives it; ``original`` is the id of the one that is amended."""

    number: str
    issue_id: str
    issued: datetime
    supplied: date
    supplier: InvoiceParty
    recipient: InvoiceParty
    lines: tuple[InvoiceLine, ...]
    purpose: str = PAID
    type_code: TypeCode = TypeCode.ORDINARY
    amendment: Amendment | None = None
    original: str = ""

    @property
    def supply_krw(self) -> int:
        return sum(line.supply_krw for line in self.lines)

    @property
    def vat_krw(self) -> int:
        return sum(line.vat_krw for line in self.lines)

    @property
    def total_krw(self) -> int:
        return self.supply_krw + self.vat_krw


def issue_id(day: date, serial: int) -> str:
    """24 characters: the day, whoever issues, a number that rises."""
    return f"{day:%Y%m%d}{SYSTEM_NUMBER}{serial:08d}"


def to_xml(invoice: TaxInvoice) -> str:
    """The document; elements in the order that the form has."""
    amended = (
        _leaf("AmendmentStatusCode", invoice.amendment.value) + _leaf("OriginalIssueID", invoice.original)
        if invoice.amendment
        else ""
    )
    head = _node(
        "ExchangedDocument", _leaf("ID", invoice.number), _leaf("IssueDateTime", f"{invoice.issued:%Y%m%d%H%M%S}")
    ) + _node(
        "TaxInvoiceDocument",
        _leaf("IssueID", invoice.issue_id),
        _leaf("TypeCode", invoice.type_code.value),
        amended,
        _leaf("IssueDateTime", f"{invoice.supplied:%Y%m%d}"),
        _leaf("PurposeCode", invoice.purpose),
    )
    settlement = _node(
        "TaxInvoiceTradeSettlement",
        _party("InvoicerParty", invoice.supplier),
        _party("InvoiceeParty", invoice.recipient),
        _node("SpecifiedPaymentMeans", _leaf("TypeCode", "10"), _leaf("PaidAmount", str(invoice.total_krw))),
        _node(
            "SpecifiedMonetarySummation",
            _leaf("ChargeTotalAmount", str(invoice.supply_krw)),
            _leaf("TaxTotalAmount", str(invoice.vat_krw)),
            _leaf("GrandTotalAmount", str(invoice.total_krw)),
        ),
    )
    lines = "".join(_line(number, line) for number, line in enumerate(invoice.lines, start=1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TaxInvoice xmlns="{NAMESPACE}">{head}{settlement}{lines}</TaxInvoice>'


def _party(name: str, party: InvoiceParty) -> str:
    return _node(
        name,
        _leaf("ID", party.number),
        _leaf("TypeCode", party.trade),
        _leaf("NameText", party.name),
        _leaf("ClassificationCode", party.item),
        _node("SpecifiedPerson", _leaf("NameText", party.representative)),
        _node("SpecifiedAddress", _leaf("LineOneText", party.address)),
    )


def _line(number: int, line: InvoiceLine) -> str:
    return _node(
        "TaxInvoiceTradeLineItem",
        _leaf("SequenceNumeric", str(number)),
        _leaf("InvoiceAmount", str(line.supply_krw)),
        _leaf("ChargeableUnitQuantity", "1"),
        _leaf("NameText", line.name),
        _leaf("PurchaseExpiryDateTime", f"{line.day:%Y%m%d}"),
        _node("TotalTax", _leaf("CalculatedAmount", str(line.vat_krw))),
        _node("UnitPrice", _leaf("UnitAmount", str(line.supply_krw))),
    )


def _node(name: str, *children: str) -> str:
    return f"<{name}>{''.join(children)}</{name}>"


def _leaf(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def findings(content: bytes) -> list[str]:
    """What is wrong with an invoice: ``dtd_refused``, ``not_xml``, ``issue_id``, ``invoicer_bizno``, ``invoicee_bizno``,
    ``not_integer_won``, ``total``, ``lines``, ``zero_rate_tax``, ``original_missing``. Nothing where it is right."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return ["dtd_refused"]
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - nothing with a document type reaches this line
    except ElementTree.ParseError:
        return ["not_xml"]
    document = _Reader(root)
    found = [name for name, path in NUMBERS.items() if not is_business_number(document.text(path))]
    if not ISSUE_ID.fullmatch(document.text("TaxInvoiceDocument/IssueID")):
        found.append("issue_id")
    if document.text("TaxInvoiceDocument/TypeCode") == TypeCode.AMENDED and not ISSUE_ID.fullmatch(
        document.text("TaxInvoiceDocument/OriginalIssueID")
    ):
        found.append("original_missing")
    return [*found, *_sums(document)]


NUMBERS = {
    "invoicer_bizno": "TaxInvoiceTradeSettlement/InvoicerParty/ID",
    "invoicee_bizno": "TaxInvoiceTradeSettlement/InvoiceeParty/ID",
}
SUMS = "TaxInvoiceTradeSettlement/SpecifiedMonetarySummation"
LINE = "TaxInvoiceTradeLineItem"


class _Reader:
    """Texts by their path, in the form's one namespace."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.root = root

    def texts(self, path: str) -> list[str]:
        named = "/".join(f"{{{NAMESPACE}}}{part}" for part in path.split("/"))
        return [(node.text or "").strip() for node in self.root.findall(named)]

    def text(self, path: str) -> str:
        return next(iter(self.texts(path)), "")


def _sums(document: _Reader) -> list[str]:
    names = ("ChargeTotalAmount", "TaxTotalAmount", "GrandTotalAmount")
    written = [document.text(f"{SUMS}/{name}") for name in names]
    lines = [document.texts(f"{LINE}/InvoiceAmount"), document.texts(f"{LINE}/TotalTax/CalculatedAmount")]
    if not all(re.fullmatch(r"-?\d{1,15}", text) for text in [*written, *lines[0], *lines[1]]):
        return ["not_integer_won"]
    supply, vat, total = map(int, written)
    supplies, taxes = ([int(text) for text in part] for part in lines)
    found = ["total"] if supply + vat != total else []
    if not found and (sum(supplies) != supply or sum(taxes) != vat):
        found.append("lines")
    if document.text("TaxInvoiceDocument/TypeCode") == TypeCode.ZERO_RATED and vat:
        found.append("zero_rate_tax")
    return found


def is_business_number(digits: str) -> bool:
    """Whether the check digit of a business registration number is right (as ``commons.parties`` checks it)."""
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        return False
    numbers = [int(digit) for digit in digits]
    weighted = sum(digit * weight for digit, weight in zip(numbers, WEIGHTS, strict=False)) + numbers[8] * 5 // 10
    return any(numbers) and (10 - weighted % 10) % 10 == numbers[9]


def require_sound(invoice: TaxInvoice) -> TaxInvoice:
    """Raises ``Refused``: ``invoice_unsound`` with what is wrong, before it is ever issued."""
    found = findings(to_xml(invoice).encode())
    if found:
        raise Refused("invoice_unsound", findings=", ".join(found))
    return invoice


def negated(lines: Sequence[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    """The lines of an amended invoice that takes them back."""
    return tuple(
        InvoiceLine(name=line.name, day=line.day, supply_krw=-line.supply_krw, vat_krw=-line.vat_krw) for line in lines
    )
