"""Electronic tax invoices: for an order, for a month's fee, and amended ones that take back what went back."""

from datetime import date

from django.db.models import Max

from naru.base.kit.clock import Clock, in_city
from naru.base.kit.person import SYSTEM
from naru.base.trail.actions import record
from naru.commons.ledger.core.money import shares
from naru.commons.parties import reads as parties
from naru.commons.parties.core.values import Party
from naru.commons.rates import reads as rates
from naru.systems.exchange.actions import papers
from naru.systems.exchange.core.tax_invoices import (
    Amendment,
    InvoiceLine,
    InvoiceParty,
    TaxInvoice,
    TypeCode,
    is_business_number,
    issue_id,
    require_sound,
    to_xml,
)
from naru.systems.exchange.models import Invoice as InvoiceRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import Settlement as SettlementRow
from naru.systems.exchange.rate_names import OPERATOR_NUMBER


def issue_for_order(row: OrderRow, *, clock: Clock) -> InvoiceRow | None:
    """The seller's to the buyer, once the order is paid; None where a side has no business number: a receipt is enough."""
    seller, buyer = (parties.party_of(id, clock=clock) for id in (row.contract.seller, row.contract.buyer))
    if not (_issues(seller) and _issues(buyer)):
        return None
    assert seller is not None
    assert buyer is not None
    line = InvoiceLine(name=row.contract.title_ko, day=clock.today(), supply_krw=row.supply_krw, vat_krw=row.vat_krw)
    return _issue(seller, buyer, (line,), order=row, clock=clock)


def issue_for_fee(row: SettlementRow, *, clock: Clock) -> InvoiceRow | None:
    """The platform's to the seller, for a month's fee."""
    number = rates.rate(OPERATOR_NUMBER, clock.today(), clock=clock).text
    platform = parties.by_business_number(number, clock=clock)
    seller = parties.party_of(row.seller, clock=clock)
    if not row.fee_krw or not (_issues(platform) and _issues(seller)):
        return None
    assert platform is not None
    assert seller is not None
    line = InvoiceLine(
        name=f"데이터 거래 수수료 {row.month}", day=clock.today(), supply_krw=row.fee_krw, vat_krw=row.fee_vat_krw
    )
    return _issue(platform, seller, (line,), settlement=row, clock=clock)


def amend_for_refund(row: OrderRow, won: int, *, clock: Clock) -> InvoiceRow | None:
    """Takes back ``won`` of an order's invoice: the contract was cancelled where all of it went, else the price changed."""
    original = InvoiceRow.objects.filter(order=row, original=None).first()
    if original is None:
        return None
    whole = won == row.supply_krw + row.vat_krw
    supply, vat = (row.supply_krw, row.vat_krw) if whole else shares(won, [row.supply_krw, row.vat_krw])
    reason = Amendment.CANCELLED if whole else Amendment.PRICE_CHANGED
    seller, buyer = (parties.party_of(id, clock=clock) for id in (row.contract.seller, row.contract.buyer))
    assert seller is not None, "a party that had an invoice is registered"
    assert buyer is not None, "a party that had an invoice is registered"
    line = InvoiceLine(name=row.contract.title_ko, day=clock.today(), supply_krw=-supply, vat_krw=-vat)
    return _issue(seller, buyer, (line,), order=row, original=original, amendment=reason, clock=clock)


def _issue(
    supplier: Party,
    recipient: Party,
    lines: tuple[InvoiceLine, ...],
    *,
    order: OrderRow | None = None,
    settlement: SettlementRow | None = None,
    original: InvoiceRow | None = None,
    amendment: Amendment | None = None,
    clock: Clock,
) -> InvoiceRow:
    serial = _next_serial()
    day: date = clock.today()
    invoice = TaxInvoice(
        number=f"NARU-{serial:08d}",
        issue_id=issue_id(day, serial),
        issued=in_city(clock.now()),
        supplied=day,
        supplier=_party(supplier),
        recipient=_party(recipient),
        lines=lines,
        type_code=TypeCode.AMENDED if amendment else TypeCode.ORDINARY,
        amendment=amendment,
        original=original.issue_id if original else "",
    )
    row = InvoiceRow.objects.create(
        order=order,
        settlement=settlement,
        serial=serial,
        issue_id=invoice.issue_id,
        original=original,
        amendment=amendment.value if amendment else "",
        supply_krw=invoice.supply_krw,
        vat_krw=invoice.vat_krw,
        xml=to_xml(require_sound(invoice)),
        issued=clock.now(),
    )
    facts = {"number": invoice.number, "total": invoice.total_krw, "amendment": row.amendment}
    record(SYSTEM.actor, "invoice.issued", row.id, facts=facts, clock=clock)
    papers.issue_invoice(row.id, invoice, clock=clock)
    return row


def _next_serial() -> int:
    """One after the last. Two that issue at once both take it, and the unique serial lets one of them be tried again."""
    last: int | None = InvoiceRow.objects.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def _issues(party: Party | None) -> bool:
    return party is not None and is_business_number(party.business_number)


def _party(party: Party) -> InvoiceParty:
    return InvoiceParty(
        number=party.business_number,
        name=party.name.ko,
        representative=party.details.representative or party.name.ko,
        address=party.details.address or "-",
    )
