"""What the exchange hands out: negotiations, contracts, orders, disputes, statements, as their two sides see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from naru.base.kit.person import OrganisationId
from naru.base.kit.words import Words
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.disputes import DisputeState, Outcome
from naru.systems.exchange.core.negotiations import NegotiationState, Side, Step
from naru.systems.exchange.core.offers import Scope
from naru.systems.exchange.core.orders import OrderState, Part, SourceKind
from naru.systems.exchange.core.plans import Plan
from naru.systems.exchange.core.term_blocks import Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step of a negotiation as it was taken."""

    number: int
    step: Step
    side: Side
    price_krw: int | None
    text: str
    by: Words
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """``plan``, ``blocks`` and ``months`` are what was proposed last."""

    id: str
    offer_id: str
    title: Words
    buyer: OrganisationId
    seller: OrganisationId
    buyer_name: Words
    seller_name: Words
    state: NegotiationState
    plan: Plan
    blocks: Blocks
    months: int | None
    purpose: str
    document_id: str
    contract_id: str
    consumer_pid: str  # "" where people negotiate
    steps: Sequence[Taken]
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """``ends`` is the first day without it; None: until one side ends it."""

    id: str
    number: str
    offer_id: str
    document_id: str
    dataset_id: str
    title: Words
    buyer: OrganisationId
    seller: OrganisationId
    buyer_name: Words
    seller_name: Words
    plan: Plan
    blocks: Blocks
    scope: Scope
    starts: date
    ends: date | None
    state: ContractState
    ended_reason: str
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A period's price. ``awaited_krw`` is what is still to come by transfer or card."""

    id: str
    contract_id: str
    number: str
    title: Words
    buyer: OrganisationId
    seller: OrganisationId
    buyer_name: Words
    seller_name: Words
    period: int
    is_of_use: bool  # a bill of what was used in the period, and not the period's own price
    period_starts: date
    period_ends: date | None
    supply_krw: int
    vat_krw: int
    state: OrderState
    parts: tuple[Part, ...]
    received_krw: int
    refunded_krw: int
    code: str
    due: date
    window_until: date | None
    created: datetime
    paid_at: datetime | None
    delivered_at: datetime | None

    @property
    def total_krw(self) -> int:
        return self.supply_krw + self.vat_krw

    @property
    def awaited_krw(self) -> int:
        outside = sum(part.won for part in self.parts if not part.kind.is_in_the_ledger)
        return max(outside - self.received_krw, 0) if self.state is OrderState.OPEN else 0

    @property
    def by_transfer(self) -> bool:
        return any(part.kind is SourceKind.TRANSFER for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNote:
    text: str
    by_name: str
    side: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    id: str
    order: Order
    state: DisputeState
    claim: str
    asked_krw: int
    opened_by_name: str
    opened: datetime
    decide_by: date
    answer: str
    outcome: Outcome | None
    won: int
    reason: str
    decided_by_name: str
    decided: datetime | None
    evidence: Sequence[EvidenceNote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    id: str
    organisation_name: Words
    text: str
    at: datetime
    answer: str
    answered_by_name: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What the catalogue measured of the table behind an offer; never what its seller says."""

    table_name: str
    rows: int
    columns: int
    versions: int
    filled: float  # share of cells that hold a value
    quarantined: int
    last_version: datetime | None
    days_between: int | None  # median between versions
