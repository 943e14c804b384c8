"""Rows of figures, and of what decisions used."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH


class Rate(models.Model):
    """A figure as it was entered; it never changes (``migrations/0002``)."""

    id = IdField()
    name = models.CharField(max_length=80)
    value = models.TextField()
    since = models.DateField()
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    entered = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH, blank=True)
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name", "since"], name="rates_name_since")]

    def __str__(self) -> str:
        return f"{self.name} {self.since}: {self.value}"


class RateUse(models.Model):
    """Which row a decision of some system used for a day."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    on = models.DateField()
    rate = models.ForeignKey(Rate, on_delete=models.PROTECT, related_name="+")
    used = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "name", "on"], name="rates_use_once")]
        indexes = [models.Index(fields=["name", "used"], name="rates_use_name")]
