"""Draft an offer, edit, list and withdraw it; ask about it and answer."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.db.models import F

from naru.base.gates.actions import ask
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.parties import reads as parties
from naru.commons.parties.core.values import PartyKind
from naru.commons.rates import reads as rates
from naru.data.catalogue.core.entitlement import ReadScope, TableScope
from naru.data.catalogue.core.row_filters import find_column, parse_filter
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.reads.preview import COLUMNS, first_rows, rows_in
from naru.systems.exchange.actions.rows import locked_offer, require_buyer, require_seller
from naru.systems.exchange.core import plans, preview, term_blocks
from naru.systems.exchange.core.offers import (
    TEXT_LONGEST,
    TITLE_LONGEST,
    Audience,
    Offer,
    OfferState,
    Scope,
    moved,
)
from naru.systems.exchange.core.plans import Plan
from naru.systems.exchange.core.term_blocks import Blocks
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import OfferPreview
from naru.systems.exchange.models import Question as QuestionRow
from naru.systems.exchange.notices import QUESTION, announce, to_buyer, to_seller
from naru.systems.exchange.rate_names import PUBLIC_PRICE_MOST
from naru.systems.exchange.reads import offers as reads

LOOKED_AT = 5000  # rows of a table among which a sample is chosen
QUESTION_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDraft:
    """What a seller writes."""

    dataset_id: str
    title: Words
    plan: Plan
    blocks: Blocks
    text: Words | None = None
    audience: Audience = Audience.PUBLIC
    named: Collection[OrganisationId] = ()
    scope: Scope = field(default_factory=Scope)
    trial_days: int = 0
    starts: date | None = None
    ends: date | None = None
    needs_approval: bool = False


@transaction.atomic
def draft_offer(draft: OfferDraft, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Offer:
    """An offer of a dataset by the organisation that looks after it, seen by its own people until it is listed.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``offer_of_nobody``, ``offer_title_refused``, ``offer_names_nobody``,
    ``offer_dates_refused``, or as ``plans.checked`` and ``term_blocks.checked``.
    """
    seller = reads.dataset_of(draft.dataset_id).rights.organisation
    if seller is None:
        raise Refused("offer_of_nobody")
    require_seller(by, seller)
    row = OfferRow(dataset_id=draft.dataset_id, seller=seller, state=OfferState.DRAFT.value)
    _write(row, draft, clock)
    facts = {"title": row.title_ko, "dataset": row.dataset_id, "plan": draft.plan.kind.value}
    record(by.actor, "offer.drafted", row.id, facts=facts, clock=clock)
    return reads.offer_value(row)


@transaction.atomic
def edit_offer(id: str, draft: OfferDraft, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Offer:
    """What is written anew holds for requests from now on; a contract already made keeps its own. Raises as ``draft_offer``."""
    row = locked_offer(id)
    require_seller(by, row.seller)
    row.revision += 1
    _write(row, draft, clock)
    if row.state == OfferState.LISTED:
        _check_public_price(reads.offer_value(row), clock)
    facts = {"title": row.title_ko, "revision": row.revision, "price": draft.plan.price_krw}
    record(by.actor, "offer.edited", id, facts=facts, clock=clock)
    return reads.offer_value(row)


@transaction.atomic
def list_offer(id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Offer:
    """Put it on sale with a sample that is chosen once. A standing offer without approval is the seller's word to sign.

    While a gate holds it, it stays as it was. Raises ``Refused``: ``not_found``, ``forbidden``,
    ``offer_state_has_no_such_step``, ``offer_without_table``, ``offer_price_above_cost``, ``party_not_registered``, and as
    ``gates.ask``.
    """
    row = locked_offer(id)
    require_seller(by, row.seller)
    row.state = moved(OfferState(row.state), OfferState.LISTED).value
    row.listed_by_id, row.listed_by_name, row.changed = by.id, by.name, clock.now()
    value = reads.offer_value(row)
    if parties.party_of(value.seller, clock=clock) is None:
        raise Refused("party_not_registered", organisation=value.seller)
    _check_public_price(value, clock)
    table = reads.table_of(row.dataset_id, value.scope)
    if table is None:
        raise Refused("offer_without_table")
    if ask("exchange.list_offer", thing=Ref("offer", id), by=by, facts={"dataset": row.dataset_id}, clock=clock):
        return reads.offer_value(locked_offer(id))
    _keep_sample(row, table, value.scope)
    row.save()
    record(by.actor, "offer.listed", id, facts={"title": row.title_ko, "revision": row.revision}, clock=clock)
    return value


@transaction.atomic
def withdraw_offer(id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Offer:
    """Off sale; contracts already made run to their ends. Raises as ``list_offer``."""
    row = locked_offer(id)
    require_seller(by, row.seller)
    row.state, row.changed = moved(OfferState(row.state), OfferState.WITHDRAWN).value, clock.now()
    row.save(update_fields=["state", "changed"])
    record(by.actor, "offer.withdrawn", id, facts={"title": row.title_ko}, clock=clock)
    return reads.offer_value(row)


@transaction.atomic
def ask_question(
    offer_id: str, text: str, *, organisation: OrganisationId, by: Person, clock: Clock = SYSTEM_CLOCK
) -> str:
    """Seen by all who see the offer; its id. Raises ``Refused``: ``not_found``, ``forbidden``, ``question_refused``."""
    offer = reads.offer(offer_id, by)
    require_buyer(by, organisation)
    if not text.strip() or len(text) > QUESTION_LONGEST:
        raise Refused("question_refused", longest=QUESTION_LONGEST)
    row = QuestionRow.objects.create(
        offer_id=offer_id, organisation=organisation, by_id=by.id, by_name=by.name, text=text.strip(), at=clock.now()
    )
    record(by.actor, "offer.asked", offer_id, facts={"question": row.id}, clock=clock)
    announce(
        to_seller(offer.seller),
        topic=QUESTION,
        title=Words(f"물음이 왔습니다: {offer.title.ko}", f"A question about {offer.title.en}"),
        text=Words(row.text, row.text),
        about=Ref("offer", offer_id),
        key=f"asked:{row.id}",
        by=by,
        clock=clock,
    )
    return row.id


@transaction.atomic
def answer_question(question_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Written anew it replaces what was answered. Raises ``Refused``: ``not_found``, ``forbidden``, ``question_refused``."""
    row = QuestionRow.objects.select_for_update(of=("self",)).select_related("offer").filter(id=question_id).first()
    if row is None:
        raise Refused("not_found")
    require_seller(by, row.offer.seller)
    if not text.strip() or len(text) > QUESTION_LONGEST:
        raise Refused("question_refused", longest=QUESTION_LONGEST)
    row.answer, row.answered_by_name, row.answered_at = text.strip(), by.name, clock.now()
    row.save()
    record(by.actor, "offer.answered", row.offer_id, facts={"question": row.id}, clock=clock)
    title = reads.offer_value(row.offer).title
    announce(
        to_buyer(row.organisation),
        topic=QUESTION,
        title=Words(f"물음에 답이 왔습니다: {title.ko}", f"Your question about {title.en} was answered"),
        text=Words(row.answer, row.answer),
        about=Ref("offer", row.offer_id),
        key=f"answered:{row.id}",
        by=by,
        clock=clock,
    )


def note_view(offer: Offer, person: Person) -> None:
    """For the seller's desk: how often others looked; whose eyes is not kept."""
    if offer.seller not in person.organisations:
        OfferRow.objects.filter(id=offer.id).update(views=F("views") + 1)


def _write(row: OfferRow, draft: OfferDraft, clock: Clock) -> None:
    ko, en = draft.title.ko.strip(), draft.title.en.strip()
    text_ko, text_en = (draft.text.ko.strip(), draft.text.en.strip()) if draft.text else ("", "")
    if not ko or max(len(ko), len(en)) > TITLE_LONGEST or max(len(text_ko), len(text_en)) > TEXT_LONGEST:
        raise Refused("offer_title_refused", longest=TITLE_LONGEST, text=TEXT_LONGEST)
    if draft.audience is Audience.NAMED and not draft.named:
        raise Refused("offer_names_nobody")
    starts = draft.starts or clock.today()
    if draft.ends is not None and draft.ends <= starts:
        raise Refused("offer_dates_refused")
    _check_scope(draft)
    row.title_ko, row.title_en, row.text_ko, row.text_en = ko, en, text_ko, text_en
    row.plan, row.blocks = plans.checked(draft.plan).to_json(), term_blocks.checked(draft.blocks).to_json()
    row.audience, row.named = draft.audience.value, sorted(draft.named if draft.audience is Audience.NAMED else ())
    row.scope, row.trial_days = draft.scope.to_json(), min(draft.trial_days, 366)
    row.starts, row.ends, row.needs_approval = starts, draft.ends, draft.needs_approval
    row.changed = clock.now()
    row.save()


def _check_scope(draft: OfferDraft) -> None:
    """That its columns and row filters are of the table as it is. Raises ``Refused``: ``column_not_found``, ``filter_…``."""
    table = reads.table_of(draft.dataset_id, draft.scope)
    columns = table.live.columns if table and table.live else ()
    for name in draft.scope.columns:
        find_column(columns, name)
    for text in draft.scope.rows:
        parse_filter(columns, text)


def _check_public_price(offer: Offer, clock: Clock) -> None:
    """A public body charges for public data what it costs to provide, at most (공공데이터법 35)."""
    seller = parties.party_of(offer.seller, clock=clock)
    if seller is None or seller.kind is not PartyKind.PUBLIC_BODY:
        return
    most = rates.rate(PUBLIC_PRICE_MOST, clock.today(), clock=clock).integer
    if offer.plan.price_krw > most:
        raise Refused("offer_price_above_cost", price=offer.plan.price_krw, most=most)


def _keep_sample(row: OfferRow, table: Table, scope: Scope) -> None:
    """The first time alone: a sample that changed from listing to listing would show more each time."""
    if OfferPreview.objects.filter(pk=row.id).exists():
        return
    assert table.live is not None
    live = table.live
    part = ReadScope(parts=(TableScope(columns=scope.columns or None, rows=scope.rows),))
    columns = part.columns(live.columns)[:COLUMNS]
    sold = replace(live, columns=tuple(columns), whole_columns=live.columns, scope=part)
    rows = first_rows(sold, LOOKED_AT)
    made = preview.preview(rows, total=rows_in(live, part))
    OfferPreview.objects.create(
        offer=row,
        columns=[column.name for column in columns],
        rows=[list(each) for each in made.rows],
        hidden=sorted(made.hidden),
        figures=[each.to_json() for each in preview.figures(rows)],
        table_rows=made.table_rows,
        version=live.number,
    )
