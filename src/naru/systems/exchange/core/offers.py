"""An offer: what of a dataset, by which plan, under which terms, to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from naru.base.kit.canonical import JSON
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.core.plans import Plan
from naru.systems.exchange.core.term_blocks import Blocks


class OfferState(StrEnum):
    DRAFT = "draft"
    LISTED = "listed"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


class Audience(StrEnum):
    PUBLIC = "public"
    NAMED = "named"  # organisations that the offer names: a price of their own

    @property
    def words(self) -> Words:
        return AUDIENCE_WORDS[self]


OFFER_STATES: dict[OfferState, frozenset[OfferState]] = {
    OfferState.DRAFT: frozenset({OfferState.LISTED, OfferState.WITHDRAWN}),
    OfferState.LISTED: frozenset({OfferState.WITHDRAWN}),
    OfferState.WITHDRAWN: frozenset({OfferState.LISTED}),
}
STATE_WORDS = {
    OfferState.DRAFT: Words("초안", "Draft"),
    OfferState.LISTED: Words("판매 중", "On sale"),
    OfferState.WITHDRAWN: Words("판매 중지", "Withdrawn"),
}
AUDIENCE_WORDS = {
    Audience.PUBLIC: Words("누구에게나", "To everyone"),
    Audience.NAMED: Words("지정한 기관에만", "To named organisations only"),
}
TITLE_LONGEST, TEXT_LONGEST = 200, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the dataset: column aliases of its table (none named: all), rows as filters that must all hold, versions
    after a number, or these alone (neither: all, those to come too)."""

    table_id: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    later_than: int | None = None
    chosen: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.columns and not self.rows and self.later_than is None and not self.chosen

    def gives_version(self, number: int) -> bool:
        return number in self.chosen if self.chosen else number > (self.later_than or 0)

    @property
    def words(self) -> Words:
        """In a few words, for people who sign it."""
        if self.is_whole:
            return Words("데이터셋 전체와 그 새 버전", "The whole dataset and its new versions")
        numbers = ", ".join(map(str, self.chosen))
        versions = (
            Words(f"버전 {numbers}만", f"versions {numbers} alone")
            if self.chosen
            else Words(f"버전 {self.later_than} 다음부터", f"versions after {self.later_than}")
            if self.later_than is not None
            else Words("모든 버전", "all versions")
        )
        columns = [(f"열 {len(self.columns)}개", f"{len(self.columns)} columns")] if self.columns else []
        parts = [*columns, *((text, text) for text in self.rows), (versions.ko, versions.en)]
        return Words(" · ".join(ko for ko, _ in parts), "; ".join(en for _, en in parts))

    def to_json(self) -> dict[str, JSON]:
        return {
            "table_id": self.table_id,
            "columns": list(self.columns),
            "rows": list(self.rows),
            "later_than": self.later_than,
            "chosen": list(self.chosen),
        }


def scope_from(stored: Mapping[str, JSON]) -> Scope:
    """From what ``to_json`` gave."""
    later = stored.get("later_than")
    return Scope(
        table_id=str(stored.get("table_id") or ""),
        columns=_texts(stored.get("columns")),
        rows=_texts(stored.get("rows")),
        later_than=None if later is None else int(str(later)),
        chosen=tuple(map(int, _texts(stored.get("chosen")))),
    )


def _texts(value: JSON) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """``trial_days`` are free days before the first price; ``ends`` is the first day on which it can be had no more."""

    id: str
    dataset_id: str
    seller: OrganisationId
    title: Words
    text: Words
    plan: Plan
    blocks: Blocks
    audience: Audience
    named: frozenset[OrganisationId]
    scope: Scope
    trial_days: int
    starts: date
    ends: date | None
    needs_approval: bool
    state: OfferState
    revision: int
    listed_by: Words
    changed: datetime

    def is_open(self, on: date) -> bool:
        return self.state is OfferState.LISTED and self.starts <= on and (self.ends is None or on < self.ends)


def may_see(person: Person, offer: Offer) -> bool:
    """Sellers their own, auditors and officers all, others what is on sale to them: nobody another buyer's price."""
    if person.is_officer or person.is_auditor or offer.seller in person.organisations:
        return True
    if offer.state is not OfferState.LISTED:
        return False
    return offer.audience is Audience.PUBLIC or bool(offer.named & person.organisations)


def may_sell(person: Person, seller: OrganisationId | None) -> bool:
    """Offer, answer, quote, sign and withdraw for the organisation: its stewards and owners, by a token only with ``write``."""
    return seller is not None and person.may_write() and (person.stewards(seller) or person.is_system)


def may_buy(person: Person, buyer: OrganisationId) -> bool:
    """Ask, request, sign and pay for the organisation: whoever belongs to it, by a token only with ``write``."""
    return person.may_write() and (buyer in person.organisations or person.is_system)


def moved(current: OfferState, wanted: OfferState) -> OfferState:
    """Raises ``Refused``: ``offer_state_has_no_such_step``."""
    if wanted not in OFFER_STATES[current]:
        raise Refused("offer_state_has_no_such_step", state_ko=current.words.ko, state_en=current.words.en)
    return wanted


def require_open(offer: Offer, buyer: OrganisationId, on: date) -> None:
    """Raises ``Refused``: ``offer_not_open``, ``offer_own``, ``not_found`` for a stranger to a named one."""
    if offer.audience is Audience.NAMED and buyer not in offer.named:
        raise Refused("not_found")
    if offer.seller == buyer:
        raise Refused("offer_own")
    if not offer.is_open(on):
        raise Refused("offer_not_open", title_ko=offer.title.ko, title_en=offer.title.en)
