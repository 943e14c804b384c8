"""What is on sale, the demand board, and parts of other packages' pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, require_signed_in, signed_in
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.exchange.actions import demand
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core.offers import OfferState
from naru.systems.exchange.pages.display import acting_for, crumbs, own_organisations, text, won
from naru.systems.exchange.reads import demand as reads
from naru.systems.exchange.reads import offers

BOARD = Words("찾는 데이터", "Wanted data")


@require_safe
def market(request: HttpRequest) -> HttpResponse:
    """``?q=`` words of a title or text."""
    person, asked = person_of(request), request.GET.get("q", "").strip()[:120]
    found = offers.offers(person, text=asked)
    context = {
        "crumbs": [(crumbs()[0][0], "")],
        "q": asked,
        "offers": found,
        "wanted": reads.wanted_list(person)[:3],
        "may_sell": any(person.stewards(each) for each in person.organisations),
        "has_organisation": bool(person.organisations),
        "may_see_office": person.is_officer or person.is_auditor,
        "nothing": Words("맞는 상품이 없습니다", "Nothing on sale fits"),
        "nothing_more": Words(
            "다른 말로 찾거나, ‘찾는 데이터’에 올려 판매자가 보게 하세요.",
            "Try other words, or post it as wanted data so that sellers see it.",
        ),
    }
    return render(request, "exchange/market.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """What is looked for; posting for people who belong to an organisation."""
    person = person_of(request)
    if request.method == "POST":
        require_signed_in(person)
        made = demand.post_wanted(
            text(request, "title"),
            organisation=acting_for(request, person),
            text=text(request, "text"),
            budget_krw=won(request, "budget"),
            by=person,
        )
        return redirect("exchange:wanted", made)
    context = {
        "crumbs": crumbs((BOARD, "")),
        "wanted": reads.wanted_list(person),
        "organisations": own_organisations(person),
        "nothing": Words("아직 올라온 것이 없습니다", "Nothing is wanted yet"),
        "nothing_more": Words("필요한 데이터를 올려 보세요.", "Post the data that you need."),
    }
    return render(request, "exchange/board.html", context)


@require_safe
def wanted(request: HttpRequest, wanted_id: str) -> HttpResponse:
    person = person_of(request)
    found = reads.wanted(person, wanted_id)
    own = [
        each
        for organisation in person.organisations
        for each in offers.offers_of(organisation)
        if each.offer.state is OfferState.LISTED and core.may_sell(person, each.offer.seller)
    ]
    context = {
        "crumbs": crumbs((BOARD, "/market/wanted/"), (Words(found.title, found.title), "")),
        "wanted": found,
        "likely": offers.offers(person, text=" ".join(found.title.split()[:1]))[:4],
        "own_offers": own,
        "is_own": found.organisation in person.organisations,
    }
    return render(request, "exchange/wanted.html", context)


@require_POST
@signed_in
def wanted_act(request: Visit, wanted_id: str) -> HttpResponse:
    """``act``: ``answer`` with an offer, or ``close``."""
    reads.wanted(request.person, wanted_id)
    if request.POST.get("act") == "close":
        demand.close_wanted(wanted_id, by=request.person)
        return redirect("exchange:board")
    demand.reply_with_offer(wanted_id, text(request, "offer"), by=request.person)
    return redirect("exchange:wanted", wanted_id)


def on_sale(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """On a dataset's page: its offers, and for who looks after it the way to a new one; "" where there is neither."""
    person = person_of(request)
    found = offers.offers(person, dataset_id=dataset.id)
    may_sell = core.may_sell(person, dataset.rights.organisation)
    if not found and not may_sell:
        return ""
    return render_to_string(
        "exchange/_on_sale.html", {"offers": found, "dataset": dataset, "may_sell": may_sell}, request
    )


def newest(request: HttpRequest) -> str:
    """On the home page: what came on sale last; "" while there is nothing."""
    found = offers.offers(person_of(request))[:4]
    return render_to_string("exchange/_newest.html", {"offers": found}, request) if found else ""
