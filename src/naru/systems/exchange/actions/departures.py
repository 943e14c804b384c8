"""Sellers who leave: what they offer goes off sale, what they sold runs to its end."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.parties import reads as parties
from naru.systems.exchange.actions.offers import withdraw_offer
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.offers import OfferState
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.notices import END, announce, to_buyer


def withdraw_of_closed(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Take off sale what sellers offer whose business has ended, and tell their buyers, once; how many offers."""
    listed = OfferRow.objects.filter(state=OfferState.LISTED.value)
    sellers = sorted(set(listed.values_list("seller", flat=True)))
    return sum(_depart(seller, clock) for seller in sellers if _is_closed(seller, clock))


def _is_closed(seller: str, clock: Clock) -> bool:
    party = parties.party_of(seller, clock=clock)
    return party is not None and party.is_closed(clock.today())


@transaction.atomic
def _depart(seller: str, clock: Clock) -> int:
    ids = list(OfferRow.objects.filter(seller=seller, state=OfferState.LISTED.value).values_list("id", flat=True))
    for id in ids:
        withdraw_offer(id, by=SYSTEM, clock=clock)
    running = [ContractState.ACTIVE.value, ContractState.SUSPENDED.value]
    for row in ContractRow.objects.filter(seller=seller, state__in=running):
        _tell(row, clock)
    return len(ids)


def _tell(row: ContractRow, clock: Clock) -> None:
    announce(
        to_buyer(row.buyer),
        topic=END,
        title=Words(f"판매자가 사업을 마쳤습니다: {row.title_ko}", f"The seller is out of business: {row.title_en}"),
        text=Words(
            "계약은 그 끝까지 이어지고, 들어온 데이터는 그대로 읽을 수 있습니다. 새 버전이 오지 않으면 해지하거나 분쟁을 제기할 수 있습니다.",
            "The contract runs to its end and what is there stays readable. Should no version come, give notice or open a dispute.",
        ),
        about=Ref("contract", row.id),
        key="seller-left",
        by=SYSTEM,
        clock=clock,
    )
