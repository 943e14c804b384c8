"""Rows of deliveries."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.commons.acceptance.core.deliveries import Verdict


class Delivery(models.Model):
    id = IdField()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    round = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    by_id = models.CharField(max_length=26)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateField(null=True)
    state = models.CharField(max_length=10, default=Verdict.DELIVERED.value)
    reason = models.CharField(max_length=1000, blank=True, default="")
    decided_by_id = models.CharField(max_length=26, blank=True, default="")
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "round"], name="acceptance_round_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[verdict.value for verdict in Verdict]), name="acceptance_verdict"
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="acceptance_waiting")]
