"""What people read of a trade, issued with the act that it tells of: the signed contract, invoices, receipts, statements."""

from collections.abc import Iterable

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import Clock, in_city
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.commons.papers import actions as papers
from naru.commons.parties.core.numbers import written_business
from naru.commons.terms.core.documents import Document, Version
from naru.systems.exchange import paper
from naru.systems.exchange.core.offers import scope_from
from naru.systems.exchange.core.orders import SourceKind
from naru.systems.exchange.core.plans import plan_from, price_words
from naru.systems.exchange.core.settlement import StatementLine
from naru.systems.exchange.core.tax_invoices import InvoiceParty, TaxInvoice
from naru.systems.exchange.core.term_blocks import blocks_from
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import Settlement as SettlementRow
from naru.systems.exchange.paper_templates import CONTRACT, INVOICE, RECEIPT, STATEMENT
from naru.systems.exchange.reads.offers import names_of


def issue_contract(row: ContractRow, document: Document, version: Version, *, clock: Clock) -> None:
    """Of a version that every party has signed: the very text that was signed, with its digest and the signatures."""
    body = version.body
    seller, buyer = _party(body["seller"]), _party(body["buyer"])
    form = blocks_from(row.blocks).form.words
    price = price_words(plan_from(row.plan))
    scope = scope_from(row.scope).words
    names = dict(zip(document.parties, (str(seller["name"]), str(buyer["name"])), strict=True))
    values: dict[str, JSON] = {
        "number": f"{row.number}-{version.number}",
        "form_ko": form.ko,
        "form_en": form.en,
        "subject": row.title_ko,
        "subject_en": row.title_en,
        "scope_ko": scope.ko,
        "scope_en": scope.en,
        "seller": seller,
        "buyer": buyer,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else None,
        "price_ko": price.ko,
        "price_en": price.en,
        "purpose": str(body["purpose"]),
        "articles": [each.to_json() for each in paper.articles_from(body)],
        "sha256": version.sha256,
        "signatures": [
            {"party": names[each.party], "by": paper.signer(each).ko, "at": f"{in_city(each.at):%Y-%m-%d %H:%M}"}
            for each in version.signatures
        ],
    }
    papers.issue(CONTRACT, values, about=Ref("contract", row.id), by=SYSTEM, clock=clock)


def issue_invoice(id: str, invoice: TaxInvoice, *, clock: Clock) -> None:
    """The invoice as people read it; the XML is what counts."""
    values: dict[str, JSON] = {
        "number": invoice.number,
        "issue_id": invoice.issue_id,
        "day": invoice.supplied.isoformat(),
        "amendment": invoice.amendment.words.ko if invoice.amendment else "",
        "original": invoice.original,
        "supplier": _invoiced(invoice.supplier),
        "recipient": _invoiced(invoice.recipient),
        "lines": [
            {"name": line.name, "supply_krw": line.supply_krw, "vat_krw": line.vat_krw} for line in invoice.lines
        ],
        "supply_krw": invoice.supply_krw,
        "vat_krw": invoice.vat_krw,
    }
    papers.issue(INVOICE, values, about=Ref("invoice", id), by=SYSTEM, clock=clock)


def issue_receipt(row: OrderRow, parts: Iterable[tuple[str, int]], *, kind: str, clock: Clock) -> None:
    """``kind`` is ``paid`` or ``refund``; ``parts`` are (a source's kind, won)."""
    listed = [(SourceKind(source).words, won) for source, won in parts]
    contract = row.contract
    names = names_of([contract.seller, contract.buyer])
    values: dict[str, JSON] = {
        "kind": kind,
        "order": f"{contract.number}-{row.period}",
        "title": contract.title_ko,
        "title_en": contract.title_en,
        "period_starts": row.period_starts.isoformat(),
        "period_ends": row.period_ends.isoformat() if row.period_ends else None,
        "seller": names[contract.seller].ko,
        "buyer": names[contract.buyer].ko,
        "day": clock.today().isoformat(),
        "parts": [{"source": f"{words.ko} {words.en}", "won": won} for words, won in listed],
        "won": sum(won for _, won in listed),
        "supply_krw": row.supply_krw,
        "vat_krw": row.vat_krw,
    }
    papers.issue(RECEIPT, values, about=Ref("order", row.id), by=SYSTEM, clock=clock)


def issue_statement(row: SettlementRow, lines: Iterable[StatementLine], *, clock: Clock) -> None:
    values: dict[str, JSON] = {
        "month": row.month,
        "seller": names_of([row.seller])[row.seller].ko,
        "gross_krw": row.gross_krw,
        "fee_krw": row.fee_krw,
        "fee_vat_krw": row.fee_vat_krw,
        "net_krw": row.net_krw,
        "lines": [
            {"day": line.day.isoformat(), "note": line.note, "gross_krw": line.gross_krw, "net_krw": line.net_krw}
            for line in lines
        ],
    }
    papers.issue(STATEMENT, values, about=Ref("settlement", row.id), by=SYSTEM, clock=clock)


def _party(said: JSON) -> dict[str, JSON]:
    """As it signed."""
    assert isinstance(said, dict)
    return {
        "name": said["name_ko"],
        "name_en": said["name_en"] or said["name_ko"],
        "number": written_business(str(said["business_number"] or "")),
        "representative": said["representative"] or "",
        "address": said["address"] or "",
    }


def _invoiced(party: InvoiceParty) -> dict[str, JSON]:
    return {
        "name": party.name,
        "number": written_business(party.number),
        "representative": party.representative,
        "address": party.address,
    }
