"""An offer's page, writing one, and its valuation sheet."""

from dataclasses import fields

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.person import Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Table
from naru.systems.exchange.actions import negotiations, offers, valuations
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core import plans, term_blocks
from naru.systems.exchange.core.articles import articles
from naru.systems.exchange.core.offers import Offer
from naru.systems.exchange.core.plans import PlanKind, price_words
from naru.systems.exchange.core.valuation import Assumptions, assumptions_from, valued
from naru.systems.exchange.forms import OfferForm, initial
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.pages.display import acting_for, crumbs, months, own_organisations, text, won
from naru.systems.exchange.reads import offers as reads
from naru.systems.exchange.reads import trades
from naru.systems.exchange.reads import valuations as sheet_reads

ASSUMPTION_WORDS = {
    "hours": Words("다시 만드는 데 드는 시간", "Hours to make it again"),
    "hour_krw": Words("시간당 인건비(원)", "Won an hour"),
    "storage_krw_year": Words("한 해 보관 비용(원)", "Storage a year, won"),
    "overhead": Words("간접비율", "Overhead"),
    "users": Words("한 해 이용자 수", "Users in a year"),
    "saved_krw_user": Words("이용자마다 한 해 얻는 이익(원)", "What a user earns or saves in a year, won"),
    "captured": Words("가격으로 받을 수 있는 비율", "The share a price can ask for"),
    "years": Words("쓸모가 이어지는 해", "Years of use"),
    "discount": Words("할인율", "Discount rate"),
    "spread": Words("어긋날 수 있는 폭", "How far these may be off"),
}


@require_safe
def offer(request: HttpRequest, offer_id: str) -> HttpResponse:
    """What it is, what it costs and under which terms; a sample, questions, and the way to a contract."""
    person = person_of(request)
    found = reads.offer(offer_id, person)
    offers.note_view(found, person)
    [listed] = reads.listed(OfferRow.objects.filter(id=found.id))
    buying = [each for each in own_organisations(person) if each.id != found.seller]
    context = {
        "crumbs": crumbs((found.title, "")),
        "offer": found,
        "listed": listed,
        "sample": reads.sample(found.id),
        "quality": reads.quality(found),
        "clauses": term_blocks.clauses(found.blocks),
        "articles": articles(found.blocks.form, term_blocks.clauses(found.blocks)),
        "price_words": price_words(found.plan),
        "others": [each for each in reads.offers(person, dataset_id=found.dataset_id) if each.offer.id != found.id],
        "questions": reads.questions(found.id),
        "may_sell": core.may_sell(person, found.seller),
        "buying": buying,
        "is_open": found.is_open(SYSTEM_CLOCK.today()),
        "is_quote": found.plan.kind is PlanKind.QUOTE,
        "sheet": next(iter(sheet_reads.sheets(found.id)), None),
        "talks": [
            each
            for each in (trades.negotiations(person, open_only=True) if person.organisations else [])
            if each.offer_id == found.id
        ],
        "example": plans.metered_krw(found.plan, 100_000) if found.plan.kind is PlanKind.METERED else None,
    }
    return render(request, "exchange/offer.html", context)


@require_POST
@signed_in
def offer_act(request: Visit, offer_id: str) -> HttpResponse:
    """``act``: ``list``, ``withdraw``, ``ask``, ``answer``, ``request``."""
    person = request.person
    reads.offer(offer_id, person)
    match request.POST.get("act"):
        case "list":
            offers.list_offer(offer_id, by=person)
        case "withdraw":
            offers.withdraw_offer(offer_id, by=person)
        case "ask":
            offers.ask_question(offer_id, text(request, "text"), organisation=acting_for(request, person), by=person)
        case "answer":
            offers.answer_question(text(request, "question"), text(request, "text"), by=person)
        case _:
            made = negotiations.request(
                offer_id,
                buyer=acting_for(request, person),
                months=months(request),
                price_krw=won(request, "price"),
                purpose=text(request, "purpose"),
                text=text(request, "text"),
                by=person,
            )
            return redirect("exchange:negotiation", made.id)
    return redirect("exchange:offer", offer_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_offer(request: Visit, dataset_id: str) -> HttpResponse:
    """An offer of a dataset, for who looks after it."""
    dataset = catalogue.dataset(dataset_id, request.person)
    require(core.may_sell(request.person, dataset.rights.organisation), request.person, scope=Scope.WRITE)
    return _write(request, dataset_id, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_offer(request: Visit, offer_id: str) -> HttpResponse:
    found = reads.offer(offer_id, request.person)
    require(core.may_sell(request.person, found.seller), request.person, scope=Scope.WRITE)
    return _write(request, found.dataset_id, found)


def _write(request: Visit, dataset_id: str, before: Offer | None) -> HttpResponse:
    dataset = reads.dataset_of(dataset_id)
    seller = dataset.rights.organisation
    assert seller is not None, "an offer has a seller"
    table = reads.table_of(dataset_id, before.scope if before else core.Scope())
    form = OfferForm(request.POST or None, initial=initial(before), columns=_columns(table), seller=seller)
    if request.method == "POST" and form.is_valid():
        try:
            draft = form.draft(dataset_id, table.id if table else "")
            if before is None:
                made = offers.draft_offer(draft, by=request.person)
            else:
                made = offers.edit_offer(before.id, draft, by=request.person)
        except Refused as refused:
            form.add_error(None, refused.words.in_(get_language() or "ko"))
        else:
            return redirect("exchange:offer", made.id)
    title = before.title if before else Words("새 상품", "New offer")
    context = {"form": form, "dataset": dataset, "offer": before, "crumbs": crumbs((title, ""))}
    return render(request, "exchange/edit.html", context, status=422 if form.errors else 200)


def _columns(table: Table | None) -> list[tuple[str, str]]:
    return [(column.alias, column.name) for column in table.live.columns] if table and table.live else []


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def valuation(request: Visit, offer_id: str) -> HttpResponse:
    """The sheets of an offer, for its seller, officers and auditors; saving makes a further version."""
    found = reads.offer(offer_id, request.person)
    may_value = core.may_sell(request.person, found.seller) or request.person.is_officer
    require(may_value or request.person.is_auditor, request.person)
    if request.method == "POST":
        assumed = assumptions_from({field.name: request.POST.get(field.name, "") for field in fields(Assumptions)})
        valuations.value_offer(offer_id, assumed, by=request.person)
        return redirect("exchange:valuation", offer_id)
    sheets = sheet_reads.sheets(offer_id)
    assumed = sheets[0].assumed if sheets else Assumptions()
    row = OfferRow.objects.get(id=offer_id)
    now = valued(assumed, trades_krw_year=sheet_reads.comparable_prices(row))
    top = max(each.high_krw for _, each in now.approaches) or 1
    context = {
        "crumbs": crumbs(
            (found.title, reverse("exchange:offer", args=[offer_id])), (Words("가치평가", "Valuation"), "")
        ),
        "offer": found,
        "may_value": may_value,
        "sheets": sheets,
        "valuation": now,
        "bands": [
            (
                words,
                range_,
                round(100 * range_.low_krw / top),
                round(100 * (range_.high_krw - range_.low_krw) / top) or 1,
            )
            for words, range_ in now.approaches
        ],
        "fields": [(name, words, getattr(assumed, name)) for name, words in ASSUMPTION_WORDS.items()],
    }
    return render(request, "exchange/valuation.html", context)
