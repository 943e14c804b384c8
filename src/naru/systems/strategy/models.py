"""Rows of the strategy: a plan's versions, measurements, reported figures."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.strategy.core.states import VersionState


class PlanVersion(models.Model):
    """``document`` as ``core.plan_from`` reads it; one that was adopted is never changed."""

    id = IdField()
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in VersionState], default=VersionState.DRAFT.value
    )
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField()
    adopted = models.DateTimeField(null=True)
    replaced = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=VersionState.ADOPTED.value),
                name="strategy_one_plan_in_force",
            )
        ]


class Measurement(models.Model):
    """What a fact came to for an instant, and what it rested on; never changed, only measured again."""

    fact = models.CharField(max_length=60)
    definition = models.CharField(max_length=64)  # digest of what was counted
    amount = models.BigIntegerField()  # in the fact's parts of a unit
    rows = models.BigIntegerField()
    as_of = models.DateTimeField()
    measured = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "definition", "as_of", "measured"], name="strategy_measured_once")
        ]
        indexes = [models.Index(fields=["fact", "as_of"], name="strategy_measured")]


class Report(models.Model):
    """A figure that somebody reported: of an indicator, or ``<line>:committed`` and ``<line>:paid`` of a budget line."""

    id = IdField()
    subject = models.CharField(max_length=90, db_index=True)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    on = models.DateField()
    evidence = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
