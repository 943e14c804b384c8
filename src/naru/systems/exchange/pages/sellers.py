"""A seller's desk and statements."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.papers import reads as papers
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Dataset
from naru.systems.exchange.pages.display import chart, crumbs, own_organisations
from naru.systems.exchange.reads import market, money, offers, trades
from naru.systems.exchange.reads.offers import Listed


@require_safe
@signed_in
def desk(request: Visit) -> HttpResponse:
    """Who waits, what came of each step, offers, contracts, statements; ``?organisation=``."""
    person = request.person
    organisations = [each for each in own_organisations(person) if person.stewards(each.id)]
    chosen = request.GET.get("organisation", "")
    seller = next((each for each in organisations if each.id == chosen), organisations[0] if organisations else None)
    context = {
        "crumbs": crumbs((Words("판매 창구", "Seller's desk"), "")),
        "organisations": organisations,
        "seller": seller,
        "nothing": Words("판매를 맡은 기관이 없습니다", "You sell for no organisation"),
        "nothing_more": Words(
            "기관의 대표나 담당자가 판매합니다.", "Owners and stewards of an organisation sell for it."
        ),
    }
    if seller is not None:
        figures, listed = market.desk(seller.id), offers.offers_of(seller.id)
        context |= {
            "figures": figures,
            "funnel": [
                (Words("본 횟수", "Views"), figures.views),
                (Words("물음", "Questions"), figures.questions),
                (Words("요청", "Requests"), figures.requests),
                (Words("계약", "Contracts"), figures.contracts),
            ],
            "chart": chart(figures.volume),
            "talks": trades.negotiations(person, seller=seller.id, open_only=True),
            "offers": listed,
            "datasets": _without_offer(catalogue.kept_by(seller.id, person), listed),
            "contracts": trades.contracts(person, seller=seller.id)[:20],
            "statements": money.statements(seller=seller.id),
        }
    return render(request, "exchange/desk.html", context)


def _without_offer(datasets: Iterable[Dataset], listed: Iterable[Listed]) -> list[Dataset]:
    sold = {each.offer.dataset_id for each in listed}
    return [each for each in datasets if each.id not in sold]


@require_safe
@signed_in
def statement(request: Visit, settlement_id: str) -> HttpResponse:
    found = money.statement(settlement_id, request.person)
    context = {
        "crumbs": crumbs(
            (Words("판매 창구", "Seller's desk"), reverse("exchange:desk")),
            (Words(f"{found.month} 정산서", f"Statement of {found.month}"), ""),
        ),
        "statement": found,
        "papers": papers.papers_about(Ref("settlement", found.id)),
    }
    return render(request, "exchange/statement.html", context)
