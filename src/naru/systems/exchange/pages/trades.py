"""A negotiation, a contract and a dispute: what both sides see and do."""

from decimal import Decimal

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import reads as papers
from naru.commons.terms import reads as terms
from naru.commons.terms.core.documents import Document
from naru.systems.exchange import paper
from naru.systems.exchange.actions import contracts, disputes, negotiations
from naru.systems.exchange.actions.rows import party_mark
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core import term_blocks
from naru.systems.exchange.core.articles import Article, articles
from naru.systems.exchange.core.disputes import Decision, Outcome
from naru.systems.exchange.core.negotiations import NegotiationState, Side, Step, steps
from naru.systems.exchange.core.term_blocks import PURPOSE_WORDS
from naru.systems.exchange.core.values import Contract, Negotiation
from naru.systems.exchange.models import BreachCredit
from naru.systems.exchange.pages.display import crumbs, months, text, won
from naru.systems.exchange.reads import offers, trades

TALK_STEPS = (
    (Words("요청", "Request"), {NegotiationState.REQUESTED, NegotiationState.OFFERED}),
    (Words("합의", "Terms"), {NegotiationState.ACCEPTED}),
    (Words("판매자 서명", "Seller signs"), {NegotiationState.AGREED}),
    (Words("구매자 서명", "Buyer signs"), {NegotiationState.VERIFIED}),
    (Words("계약", "Contract"), {NegotiationState.FINALIZED}),
)
QUESTIONS = (
    ("read", Words("열어 보기", "read it")),
    ("derive", Words("가공하기", "make works of it")),
    ("distribute", Words("남에게 주기", "pass it on")),
    ("naru:train", Words("인공지능 학습", "train a model")),
)


@require_safe
@signed_in
def negotiation(request: Visit, negotiation_id: str) -> HttpResponse:
    found = trades.negotiation(negotiation_id, request.person)
    sides = _sides(request, found)
    document = terms.document(found.document_id) if found.document_id else None
    context = {
        "crumbs": crumbs(
            (found.title, reverse("exchange:offer", args=[found.offer_id])), (Words("협상", "Negotiation"), "")
        ),
        "talk": found,
        "stepper": _stepper(found),
        "may": {step.value for side in sides for step in steps(found.state, side)},
        "sides": [side.value for side in sides],
        "document": document,
        "digest": document.newest.sha256 if document else "",
        "articles": _articles(found, document),
    }
    return render(request, "exchange/negotiation.html", context)


def _articles(found: Negotiation, document: Document | None) -> list[Article]:
    """Of the text that is to be signed, or of what it would be."""
    if document is not None:
        return paper.articles_from(document.newest.body)
    return articles(found.blocks.form, term_blocks.clauses(found.blocks))


def _sides(request: Visit, found: Negotiation | Contract) -> list[Side]:
    """Those for which the visitor may act."""
    sides = []
    if core.may_sell(request.person, found.seller):
        sides.append(Side.PROVIDER)
    if core.may_buy(request.person, found.buyer):
        sides.append(Side.CONSUMER)
    return sides


def _stepper(found: Negotiation) -> list[tuple[Words, bool, bool]]:
    """Each step's words, whether it is done, whether it is the present one."""
    here = next((place for place, (_, states) in enumerate(TALK_STEPS) if found.state in states), -1)
    return [
        (words, place < here or found.state is NegotiationState.FINALIZED, place == here)
        for place, (words, _) in enumerate(TALK_STEPS)
    ]


@require_POST
@signed_in
def negotiation_act(request: Visit, negotiation_id: str) -> HttpResponse:
    """``act`` is a step of the protocol."""
    person, price = request.person, won(request, "price")
    trades.negotiation(negotiation_id, person)
    match request.POST.get("act"):
        case Step.OFFER:
            negotiations.quote(
                negotiation_id, price or 0, months=months(request), text=text(request, "text"), by=person
            )
        case Step.REQUEST:
            negotiations.counter(
                negotiation_id, price or 0, months=months(request), text=text(request, "text"), by=person
            )
        case Step.ACCEPT:
            negotiations.accept(negotiation_id, by=person)
        case Step.AGREE:
            negotiations.agree(negotiation_id, by=person)
        case Step.VERIFY:
            done = negotiations.verify(negotiation_id, digest=text(request, "digest"), by=person)
            return redirect("exchange:contract", done.contract_id)
        case _:
            negotiations.terminate(negotiation_id, reason=text(request, "text"), by=person)
    return redirect("exchange:negotiation", negotiation_id)


@require_safe
@signed_in
def contract(request: Visit, contract_id: str) -> HttpResponse:
    """The signed terms, its orders, and what may be done with it: ``?act=`` and ``?purpose=`` are asked of the terms."""
    person = request.person
    found = trades.contract(contract_id, person)
    document = terms.document(found.document_id)
    sides = _sides(request, found)
    marks = {party_mark(found.seller): found.seller_name, party_mark(found.buyer): found.buyer_name}
    in_force = document.in_force(SYSTEM_CLOCK.now())
    newest = document.newest
    unsigned = [mark for mark in document.parties if newest.signed_by(mark) is None]
    own = {Side.PROVIDER: party_mark(found.seller), Side.CONSUMER: party_mark(found.buyer)}
    purpose = request.GET.get("purpose", found.blocks.purposes[0].value)
    facts = {"purpose": purpose, "spatial": "KR"}
    context = {
        "crumbs": crumbs((Words("계약", "Contract"), ""), (Words(found.number, found.number), "")),
        "contract": found,
        "document": document,
        "in_force": in_force,
        "newest": newest,
        "waits": bool(unsigned) and in_force is not newest,
        "may_sign": any(own[side] in unsigned for side in sides),
        "signatures": [(marks[each.party], paper.signer(each), each) for each in (in_force or newest).signatures],
        "articles": paper.articles_from((in_force or newest).body),
        "papers": papers.papers_about(Ref("contract", contract_id)),
        "new_clauses": paper.clauses_from(newest.body),
        "new_price": newest.body["plan"]["price_krw"],  # type: ignore[index, call-overload]
        "orders": trades.orders(person, contract_id=contract_id),
        "answers": [
            (words, document.may(party_mark(found.buyer), act, on=SYSTEM_CLOCK.now(), facts=facts))
            for act, words in QUESTIONS
        ],
        "purposes": [(each, words) for each, words in PURPOSE_WORDS.items()],
        "purpose": purpose,
        "sides": [side.value for side in sides],
        "breaches": BreachCredit.objects.filter(contract=contract_id).order_by("number"),
        "is_running": not found.state.is_over,
        "may_revoke": person.is_officer,
    }
    return render(request, "exchange/contract.html", context)


@require_safe
@signed_in
def contract_text(request: Visit, contract_id: str, number: int) -> HttpResponse:
    """The bytes that were signed, as they are: their SHA-256 is the digest on the page."""
    found = trades.contract(contract_id, request.person)
    response = HttpResponse(terms.signed_bytes(found.document_id, number), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="contract-{found.number}-{number}.json"'
    return response


@require_safe
def terms_of(request: HttpRequest, offer_id: str) -> HttpResponse:
    """An offer's terms as ODRL JSON-LD."""
    found = offers.offer(offer_id, person_of(request))
    policy = paper.policy(found.blocks, f"urn:naru:offer:{found.id}", found.dataset_id, found.seller, "", None)
    policy["@type"] = "Offer"
    del policy["assignee"]
    return HttpResponse(orjson.dumps(policy, option=orjson.OPT_INDENT_2), content_type="application/ld+json")


@require_POST
@signed_in
def contract_act(request: Visit, contract_id: str) -> HttpResponse:
    """``act``: ``amend``, ``sign``, ``notice``, ``revoke``."""
    person = request.person
    found = trades.contract(contract_id, person)
    match request.POST.get("act"):
        case "amend":
            blocks = term_blocks.blocks_from({**found.blocks.to_json(), "credit_share": _share(request, found)})
            price = won(request, "price")
            contracts.amend(
                contract_id, price_krw=found.plan.price_krw if price is None else price, blocks=blocks, by=person
            )
        case "sign":
            contracts.sign_amendment(contract_id, digest=text(request, "digest"), by=person)
        case "revoke":
            contracts.revoke(contract_id, reason=text(request, "text"), by=person)
        case _:
            contracts.give_notice(contract_id, reason=text(request, "text"), by=person)
    return redirect("exchange:contract", contract_id)


def _share(request: Visit, found: Contract) -> str:
    typed = text(request, "credit_percent")
    if not typed:
        return str(found.blocks.credit_share)
    if not typed.isascii() or not typed.isdigit() or len(typed) > 3:
        raise Refused("terms_days_refused")
    return str(Decimal(typed) / 100)


@require_safe
@signed_in
def dispute(request: Visit, dispute_id: str) -> HttpResponse:
    person = request.person
    found = trades.dispute(dispute_id, person)
    sides = {found.order.buyer, found.order.seller}
    context = {
        "crumbs": crumbs(
            (found.order.title, reverse("exchange:order", args=[found.order.id])), (Words("분쟁", "Dispute"), "")
        ),
        "dispute": found,
        "is_open": found.outcome is None and found.state not in {"withdrawn"},
        "is_seller": core.may_sell(person, found.order.seller),
        "is_buyer": core.may_buy(person, found.order.buyer),
        "may_decide": person.is_officer and not (sides & person.organisations),
        "most": found.order.total_krw - found.order.refunded_krw,
        "outcomes": [(each, each.words) for each in Outcome],
    }
    return render(request, "exchange/dispute.html", context)


@require_POST
@signed_in
def dispute_act(request: Visit, dispute_id: str) -> HttpResponse:
    """``act``: ``answer``, ``evidence``, ``withdraw``, ``decide``."""
    person, written = request.person, text(request, "text")
    trades.dispute(dispute_id, person)
    match request.POST.get("act"):
        case "answer":
            disputes.answer_dispute(dispute_id, written, by=person)
        case "evidence":
            disputes.add_evidence(dispute_id, written, by=person)
        case "withdraw":
            disputes.withdraw_dispute(dispute_id, by=person)
        case _:
            asked = request.POST.get("outcome", "")
            outcome = Outcome(asked) if asked in set(Outcome) else Outcome.NOTHING
            given = 0 if outcome is Outcome.NOTHING else won(request, "won") or 0
            disputes.decide_dispute(dispute_id, Decision(outcome=outcome, won=given, reason=written), by=person)
    return redirect("exchange:dispute", dispute_id)
