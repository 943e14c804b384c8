"""The demand board: what is wanted, and offers that answer it."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.exchange.actions.rows import locked_offer, require_buyer, require_seller
from naru.systems.exchange.core.offers import TITLE_LONGEST, OfferState
from naru.systems.exchange.models import Wanted as WantedRow
from naru.systems.exchange.models import WantedReply

TEXT_LONGEST = 4000


@transaction.atomic
def post_wanted(
    title: str,
    *,
    organisation: OrganisationId,
    by: Person,
    text: str = "",
    budget_krw: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """Its id; seen by everyone. Raises ``Refused``: ``forbidden``, ``wanted_text_refused``."""
    require_buyer(by, organisation)
    if not title.strip() or len(title) > TITLE_LONGEST or len(text) > TEXT_LONGEST or (budget_krw or 0) < 0:
        raise Refused("wanted_text_refused", longest=TITLE_LONGEST)
    row = WantedRow.objects.create(
        organisation=organisation,
        title=title.strip(),
        text=text.strip(),
        budget_krw=budget_krw,
        by_id=by.id,
        by_name=by.name,
        at=clock.now(),
    )
    record(by.actor, "wanted.posted", row.id, facts={"title": row.title}, clock=clock)
    return row.id


@transaction.atomic
def reply_with_offer(wanted_id: str, offer_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """A seller points to an offer that is on sale; pointed to already, it stays. Raises ``Refused``: ``not_found``,
    ``forbidden``, ``offer_not_open``."""
    row = WantedRow.objects.filter(id=wanted_id, closed=None).first()
    if row is None:
        raise Refused("not_found")
    offer = locked_offer(offer_id)
    require_seller(by, offer.seller)
    if offer.state != OfferState.LISTED:
        raise Refused("offer_not_open", title_ko=offer.title_ko, title_en=offer.title_en or offer.title_ko)
    _, made = WantedReply.objects.get_or_create(
        wanted=row, offer=offer, defaults={"by_name": by.name, "at": clock.now()}
    )
    if made:
        record(by.actor, "wanted.answered", row.id, facts={"offer": offer.id}, clock=clock)


@transaction.atomic
def close_wanted(wanted_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Looked for no more. Raises ``Refused``: ``not_found``, ``forbidden``."""
    row = WantedRow.objects.select_for_update().filter(id=wanted_id).first()
    if row is None:
        raise Refused("not_found")
    require_buyer(by, OrganisationId(row.organisation))
    if row.closed is None:
        row.closed = clock.now()
        row.save(update_fields=["closed"])
        record(by.actor, "wanted.closed", row.id, clock=clock)
