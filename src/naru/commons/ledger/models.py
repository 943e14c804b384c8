"""Rows of the ledger. The database holds every floor, and refuses to change or delete a transfer (``migrations/0002``)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from naru.base.kit.ids import LENGTH
from naru.commons.ledger.core.accounts import CODE_LONGEST, DEBIT_KINDS, AccountKind
from naru.commons.ledger.core.transfers import ENDING, REASON_LONGEST, TransferKind


def _one_of(field: str, values: Any) -> Q:
    return Q(**{f"{field}__in": [each.value for each in values]})


class Account(models.Model):
    """What its transfers add up to; changed only by difference, in the transaction that enters them."""

    code = models.CharField(max_length=CODE_LONGEST, primary_key=True)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    floor_krw = models.BigIntegerField(null=True)
    owner = models.CharField(max_length=LENGTH, blank=True, default="", db_index=True)  # an organisation's id
    opened = models.DateTimeField()
    moved = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    debits_krw = models.BigIntegerField(default=0)
    credits_krw = models.BigIntegerField(default=0)
    debits_pending_krw = models.BigIntegerField(default=0)
    credits_pending_krw = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("kind", AccountKind), name="ledger_account_kind"),
            models.CheckConstraint(
                condition=Q(floor_krw=None)
                | (
                    _one_of("kind", DEBIT_KINDS)
                    & Q(debits_krw__gte=F("credits_krw") + F("credits_pending_krw") + F("floor_krw"))
                )
                | (
                    ~_one_of("kind", DEBIT_KINDS)
                    & Q(credits_krw__gte=F("debits_krw") + F("debits_pending_krw") + F("floor_krw"))
                ),
                name="ledger_no_account_below_its_floor",
            ),
            models.CheckConstraint(
                condition=Q(
                    debits_krw__gte=0, credits_krw__gte=0, debits_pending_krw__gte=0, credits_pending_krw__gte=0
                ),
                name="ledger_sums_are_positive",
            ),
            models.CheckConstraint(
                condition=Q(closed=None) | Q(debits_pending_krw=0, credits_pending_krw=0, debits_krw=F("credits_krw")),
                name="ledger_a_closed_account_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Transfer(models.Model):
    """One line of the ledger; ``number`` tells the order of entry. Every account of it has the same."""

    number = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10)
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    won = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=128)  # of the act in the trail, and its subject
    subject = models.CharField(max_length=200, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=REASON_LONGEST, blank=True)
    hold = models.OneToOneField("self", on_delete=models.PROTECT, to_field="id", null=True, related_name="+")
    group = models.CharField(max_length=120, blank=True, db_index=True)
    expires = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(won__gt=0), name="ledger_won_are_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_two_accounts"),
            models.CheckConstraint(condition=_one_of("kind", TransferKind), name="ledger_transfer_kind"),
            models.CheckConstraint(
                condition=_one_of("kind", ENDING) & Q(hold__isnull=False)
                | ~_one_of("kind", ENDING) & Q(hold__isnull=True),
                name="ledger_an_ending_names_its_hold",
            ),
        ]
        indexes = [
            models.Index(fields=["debit", "number"], name="ledger_transfer_debit"),
            models.Index(fields=["credit", "number"], name="ledger_transfer_credit"),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.won:,}"


class OpenHold(models.Model):
    """A hold that nothing has ended yet; gone in the transaction that ends it."""

    hold = models.OneToOneField(Transfer, on_delete=models.PROTECT, to_field="id", primary_key=True, related_name="+")
    expires = models.DateTimeField(null=True, db_index=True)


class SpendingRule(models.Model):
    """What an account may pay, as ``core.sources.SpendingRule`` has it; an account without one pays nothing by itself."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="+")
    categories = models.JSONField(default=list)
    share_most = models.DecimalField(max_digits=6, decimal_places=5)
    until = models.DateField(null=True)
    payees = models.JSONField(default=list)
