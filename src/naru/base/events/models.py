"""Rows of events. They hold constraints and no decisions."""

from typing import Any

from django.db import models
from django.db.models import Q


class Delivery(models.Model):
    """An event on its way to one subscription; ``id`` rises in the order of publishing."""

    id = models.BigAutoField(primary_key=True)
    subscription = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    fields: "models.JSONField[Any, Any]" = models.JSONField()
    at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, default="", blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["subscription", "thing_kind", "thing_id", "id"],
                name="delivery_waiting",
                condition=Q(done_at__isnull=True),
            ),
            models.Index(fields=["done_at"], name="delivery_done", condition=Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.thing_id} → {self.subscription}"
