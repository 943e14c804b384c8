"""A buyer's library: what there is, until when, how it is opened, what was used and what it will cost."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.installed import rendered, systems
from naru.base.kit.words import Words
from naru.data.usage.core.values import Sum
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.core.values import Contract, Order
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.pages.display import crumbs, own_organisations
from naru.systems.exchange.reads import metering, trades
from naru.systems.exchange.reads.metering import UseSoFar
from naru.systems.exchange.reads.offers import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A contract in force, as its card shows it; ``passed`` is the percent of its term that is over."""

    contract: Contract
    sql_name: str  # "" while there is no table
    ways: list[SafeString]
    month: Sum
    so_far: UseSoFar | None
    days_left: int | None
    passed: int | None


@require_safe
@signed_in
def library(request: Visit) -> HttpResponse:
    """Of one of the visitor's organisations; ``?organisation=``."""
    person = request.person
    organisations = own_organisations(person)
    chosen = request.GET.get("organisation", "")
    buyer = next((each for each in organisations if each.id == chosen), organisations[0] if organisations else None)
    found = trades.contracts(person, buyer=buyer.id) if buyer else []
    items = [_item(request, each) for each in found if not each.state.is_over]
    due = [each for each in trades.orders(person, buyer=buyer.id) if each.state is OrderState.OPEN] if buyer else []
    context = {
        "crumbs": crumbs((Words("내 보관함", "My library"), "")),
        "organisations": organisations,
        "buyer": buyer,
        "items": items,
        "over": [each for each in found if each.state.is_over],
        "talks": trades.negotiations(person, buyer=buyer.id, open_only=True) if buyer else [],
        "to_check": _to_check(request, buyer.id) if buyer else [],
        "due": due,
        "due_krw": sum(each.total_krw for each in due),
        "expected_krw": sum(each.so_far.expected_krw for each in items if each.so_far),
        "rows_read": sum(each.month.rows for each in items),
        "nothing": Words("아직 산 데이터가 없습니다", "Nothing bought yet"),
        "nothing_more": Words("데이터 거래에서 상품을 찾아보세요.", "Look for an offer in the data market."),
    }
    return render(request, "exchange/library.html", context)


def _to_check(request: Visit, buyer: str) -> list[Order]:
    """Delivered, and the days to object still run."""
    return [each for each in trades.orders(request.person, buyer=buyer) if each.state is OrderState.DELIVERED]


def _item(request: Visit, contract: Contract) -> Item:
    today = SYSTEM_CLOCK.today()
    table = table_of(contract.dataset_id, contract.scope)
    panels = [panel for system in systems() for panel in system.entitled_panels]
    row = ContractRow.objects.get(id=contract.id)
    used = metering.by_day(row)
    return Item(
        contract=contract,
        sql_name=table.sql_name if table else "",
        ways=list(rendered(panels, request, contract.buyer, table.id).values()) if table else [],
        month=sum((one for day, one in used.items() if day >= today.replace(day=1)), Sum()),
        so_far=metering.use_so_far(row),
        days_left=(contract.ends - today).days if contract.ends else None,
        passed=_passed(contract.starts, contract.ends, today),
    )


def _passed(starts: date, ends: date | None, today: date) -> int | None:
    if ends is None or ends <= starts:
        return None
    return min(max((today - starts).days * 100 // (ends - starts).days, 0), 100)
