"""Rows of vouchers: programmes, awards, claims, recoveries, outcomes."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.vouchers.core.states import AwardState, ClaimState, RecoveryState


class Programme(models.Model):
    """``rules`` is ``core.programme.Rules`` as JSON; ``seed`` draws its panel and its lots, and was recorded as it opened."""

    id = IdField()
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    summary_ko = models.TextField(max_length=2000, blank=True)
    summary_en = models.TextField(max_length=2000, blank=True)
    year = models.PositiveSmallIntegerField()
    rules = models.JSONField()
    seed = models.CharField(max_length=64)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    spend_until = models.DateField()
    announced = models.DateTimeField(null=True)


class Award(models.Model):
    """``parts`` are the won of each source, in the order of the programme's sources."""

    id = IdField()
    case_id = models.CharField(max_length=LENGTH, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    won = models.BigIntegerField()
    parts = models.JSONField()
    returned_krw = models.BigIntegerField(default=0)  # to its sources, unspent or refunded
    own_share = models.DecimalField(max_digits=5, decimal_places=4)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in AwardState], default=AwardState.AWARDED.value
    )
    document_id = models.CharField(max_length=LENGTH, blank=True)
    agreed = models.DateTimeField(null=True)
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(won__gt=0, returned_krw__gte=0, returned_krw__lte=models.F("won")),
                name="vouchers_returned_within",
            )
        ]


class Claim(models.Model):
    """Something delivered for a price. ``sha256`` is the report's or the dataset version's; three people pass it on."""

    id = IdField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    dataset_id = models.CharField(max_length=LENGTH, blank=True)
    sha256 = models.CharField(max_length=64)
    price_krw = models.BigIntegerField()
    subsidy_krw = models.BigIntegerField()
    own_krw = models.BigIntegerField()
    refunded_krw = models.BigIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in ClaimState], default=ClaimState.DELIVERED.value
    )
    began = models.DateField(null=True)
    delivered = models.DateTimeField()
    delivered_by = models.CharField(max_length=LENGTH)
    inspected_by = models.CharField(max_length=LENGTH, blank=True)
    approved_by = models.JSONField(default=list)
    paid_by = models.CharField(max_length=LENGTH, blank=True)
    paid = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_krw=models.F("subsidy_krw") + models.F("own_krw")),
                name="vouchers_price_splits",
            ),
            models.CheckConstraint(
                condition=models.Q(refunded_krw__gte=0, refunded_krw__lte=models.F("price_krw")),
                name="vouchers_refund_within_price",
            ),
        ]


class Recovery(models.Model):
    """Money to be paid back: an obligation with a life of its own, never a negative payment."""

    id = IdField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    won = models.BigIntegerField()
    paid_krw = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in RecoveryState], default=RecoveryState.ORDERED.value
    )
    ordered = models.DateTimeField()
    ordered_by = models.CharField(max_length=LENGTH)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(won__gt=0, paid_krw__gte=0, paid_krw__lte=models.F("won")),
                name="vouchers_recovery_within",
            )
        ]


class Outcome(models.Model):
    """What a firm reports so many months after."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    sales_krw = models.BigIntegerField()
    hires = models.PositiveIntegerField()
    datasets = models.PositiveIntegerField()
    note = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "months"], name="vouchers_one_outcome")]
