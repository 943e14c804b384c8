"""Rows of the exchange. They hold constraints and no decisions; money lies in the ledger, signed terms in ``commons.terms``."""

from django.db import models
from django.db.models import Q

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.exchange.core.card_payments import CardState
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.disputes import DisputeState
from naru.systems.exchange.core.negotiations import NegotiationState
from naru.systems.exchange.core.offers import TITLE_LONGEST, OfferState
from naru.systems.exchange.core.orders import OrderState


def _state(states: type, default: str) -> "models.CharField[str, str]":
    return models.CharField(max_length=12, default=default, choices=[(each.value, each.value) for each in states])  # type: ignore[attr-defined]


class Offer(models.Model):
    id = IdField()
    dataset_id = models.CharField(max_length=LENGTH, db_index=True)
    seller = models.CharField(max_length=LENGTH, db_index=True)
    title_ko = models.CharField(max_length=TITLE_LONGEST)
    title_en = models.CharField(max_length=TITLE_LONGEST, blank=True, default="")
    text_ko = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    plan = models.JSONField(default=dict)
    blocks = models.JSONField(default=dict)
    audience = models.CharField(max_length=8)
    named = models.JSONField(default=list)
    scope = models.JSONField(default=dict)
    trial_days = models.PositiveIntegerField(default=0)
    starts = models.DateField()
    ends = models.DateField(null=True)
    needs_approval = models.BooleanField(default=False)
    state = _state(OfferState, OfferState.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    listed_by_id = models.CharField(max_length=LENGTH, blank=True, default="")
    listed_by_name = models.CharField(max_length=200, blank=True, default="")
    changed = models.DateTimeField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "audience", "-changed"], name="exchange_offer_shown")]


class OfferPreview(models.Model):
    """The sample, as it was chosen once for this table: it never changes with who asks."""

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="+", primary_key=True)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    figures = models.JSONField(default=list)  # of each column, as ``core.preview.ColumnFigures``
    table_rows = models.BigIntegerField()
    version = models.PositiveIntegerField()


class Question(models.Model):
    id = IdField()
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=LENGTH)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True)


class Negotiation(models.Model):
    """``plan`` and ``blocks`` are what was proposed last; ``months`` how long, None without an end."""

    id = IdField()
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    buyer = models.CharField(max_length=LENGTH, db_index=True)
    seller = models.CharField(max_length=LENGTH, db_index=True)
    state = _state(NegotiationState, NegotiationState.REQUESTED.value)
    plan = models.JSONField(default=dict)
    blocks = models.JSONField(default=dict)
    months = models.PositiveIntegerField(null=True)
    purpose = models.CharField(max_length=500, blank=True, default="")
    document_id = models.CharField(max_length=LENGTH, blank=True, default="")
    consumer_pid = models.CharField(max_length=200, blank=True, default="")  # where a connector negotiates
    created = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consumer_pid"], condition=~Q(consumer_pid=""), name="exchange_consumer_pid_once"
            )
        ]


class NegotiationStep(models.Model):
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=10)
    side = models.CharField(max_length=8)
    price_krw = models.BigIntegerField(null=True)
    text = models.TextField(blank=True, default="")
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "number"], name="exchange_step_once")]


class Contract(models.Model):
    """As the signed terms in force have it; ``ends`` is the first day without it."""

    id = IdField()
    number = models.CharField(max_length=20, unique=True)
    negotiation = models.OneToOneField(Negotiation, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    document_id = models.CharField(max_length=LENGTH)
    dataset_id = models.CharField(max_length=LENGTH, db_index=True)
    seller = models.CharField(max_length=LENGTH, db_index=True)
    buyer = models.CharField(max_length=LENGTH, db_index=True)
    title_ko = models.CharField(max_length=TITLE_LONGEST)
    title_en = models.CharField(max_length=TITLE_LONGEST)
    plan = models.JSONField(default=dict)
    blocks = models.JSONField(default=dict)
    scope = models.JSONField(default=dict)
    starts = models.DateField()
    ends = models.DateField(null=True)
    state = _state(ContractState, ContractState.ACTIVE.value)
    ended_reason = models.CharField(max_length=500, blank=True, default="")
    created = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "ends"], name="exchange_contract_ending")]


class Order(models.Model):
    """A period of a contract and its price; ``part`` 0 is the period's own price, others are bills of its use.
    ``window_until`` is the last day to dispute it."""

    id = IdField()
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="orders")
    period = models.PositiveIntegerField()
    part = models.PositiveIntegerField(default=0)
    period_starts = models.DateField()
    period_ends = models.DateField(null=True)
    supply_krw = models.BigIntegerField()
    vat_krw = models.BigIntegerField()
    fee_share = models.DecimalField(max_digits=6, decimal_places=5)
    state = _state(OrderState, OrderState.OPEN.value)
    attempt = models.PositiveIntegerField(default=0)  # of choosing sources of payment
    received_krw = models.BigIntegerField(default=0)  # of what comes by transfer or card
    refunded_krw = models.BigIntegerField(default=0)
    due = models.DateField()
    window_until = models.DateField(null=True)
    created = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "period", "part"], name="exchange_order_of_a_part_once"),
            models.CheckConstraint(
                condition=Q(supply_krw__gte=0, vat_krw__gte=0, refunded_krw__gte=0)
                & Q(refunded_krw__lte=models.F("supply_krw") + models.F("vat_krw")),
                name="exchange_no_more_refunded_than_paid",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="exchange_order_due")]


class MeteredBill(models.Model):
    """What of a period's use was billed, as ``core.metering.Bill``; without an order where nothing was to pay or it was waived."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    period = models.PositiveIntegerField()
    part = models.PositiveIntegerField()
    used = models.BigIntegerField()
    won = models.BigIntegerField()
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "period", "part"], name="exchange_use_billed_once"),
        ]


class OrderPart(models.Model):
    """What one source pays of an order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    account = models.CharField(max_length=120)
    won = models.BigIntegerField()
    refunded_krw = models.BigIntegerField(default=0)
    hold = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="exchange_part_once"),
            models.CheckConstraint(
                condition=Q(won__gt=0, refunded_krw__gte=0, refunded_krw__lte=models.F("won")),
                name="exchange_part_gives_back_what_it_paid",
            ),
        ]


class BankLine(models.Model):
    id = IdField()
    fingerprint = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    payer = models.CharField(max_length=200)
    memo = models.CharField(max_length=200, blank=True, default="")
    won = models.BigIntegerField()
    match = models.CharField(max_length=10)
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="+")
    applied_krw = models.BigIntegerField(default=0)
    excess_krw = models.BigIntegerField(default=0)
    entered = models.DateTimeField()


class Invoice(models.Model):
    """An electronic tax invoice: of the seller for an order, of the platform for its fee, or one that amends another."""

    id = IdField()
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="+")
    settlement = models.ForeignKey("Settlement", null=True, on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveBigIntegerField(unique=True)
    issue_id = models.CharField(max_length=24, unique=True)
    original = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    amendment = models.CharField(max_length=2, blank=True, default="")
    supply_krw = models.BigIntegerField()
    vat_krw = models.BigIntegerField()
    xml = models.TextField()
    issued = models.DateTimeField()


class Settlement(models.Model):
    """A seller's statement of a month; ``lines`` as ``core.settlement.StatementLine``; corrections are lines of a later month."""

    id = IdField()
    seller = models.CharField(max_length=LENGTH, db_index=True)
    month = models.CharField(max_length=7)
    lines = models.JSONField(default=list)
    gross_krw = models.BigIntegerField()
    fee_krw = models.BigIntegerField()
    fee_vat_krw = models.BigIntegerField()
    net_krw = models.BigIntegerField()
    made = models.DateTimeField()
    paid_out = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "month"], name="exchange_statement_once")]


class Correction(models.Model):
    """Money that left a seller's share after it was released; it stands on the next statement."""

    id = IdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    seller = models.CharField(max_length=LENGTH)
    won = models.BigIntegerField()
    note = models.CharField(max_length=200)
    at = models.DateTimeField()
    settlement = models.ForeignKey(Settlement, null=True, on_delete=models.PROTECT, related_name="+")


class Dispute(models.Model):
    id = IdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    state = _state(DisputeState, DisputeState.OPENED.value)
    claim = models.TextField()
    asked_krw = models.BigIntegerField()
    opened_by_id = models.CharField(max_length=LENGTH)
    opened_by_name = models.CharField(max_length=200)
    opened = models.DateTimeField()
    decide_by = models.DateField()
    answer = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=10, blank=True, default="")
    won = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True, default="")
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=[DisputeState.OPENED.value, DisputeState.ANSWERED.value]),
                name="exchange_one_open_dispute_an_order",
            )
        ]


class Evidence(models.Model):
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField()
    by_name = models.CharField(max_length=200)
    side = models.CharField(max_length=8)
    at = models.DateTimeField()


class BreachCredit(models.Model):
    """What a promised version that came late credited to the buyer."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    due = models.DateField()
    came = models.DateField(null=True)
    won = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="exchange_breach_once")]


class Valuation(models.Model):
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    assumptions = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="exchange_valuation_once")]


class Wanted(models.Model):
    """Data that somebody looks for."""

    id = IdField()
    organisation = models.CharField(max_length=LENGTH)
    title = models.CharField(max_length=TITLE_LONGEST)
    text = models.TextField(blank=True, default="")
    budget_krw = models.BigIntegerField(null=True)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    closed = models.DateTimeField(null=True)


class WantedReply(models.Model):
    wanted = models.ForeignKey(Wanted, on_delete=models.PROTECT, related_name="replies")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wanted", "offer"], name="exchange_reply_once")]


class CardPayment(models.Model):
    """What of an order is paid at the gateway; ``state`` as in ``core.card_payments``."""

    id = IdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    won = models.BigIntegerField()
    state = _state(CardState, CardState.ASKED.value)
    gateway_id = models.CharField(max_length=100, blank=True, default="")
    address = models.CharField(max_length=500, blank=True, default="")  # where the buyer pays
    at = models.DateTimeField()
