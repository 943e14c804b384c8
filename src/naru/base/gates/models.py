"""Rows of gates. They hold constraints and no decisions."""

from django.db import models
from django.db.models import Q

from naru.base.gates.core.states import HoldState
from naru.base.kit.fields import IdField


class HoldRow(models.Model):
    """An act that waits for a person's word at one gate."""

    id = IdField()
    gate = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    facts_digest = models.CharField(max_length=64)
    reason_ko = models.CharField(max_length=500)
    reason_en = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default=HoldState.OPEN.value)
    asked_by_id = models.CharField(max_length=26)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    decided_by_id = models.CharField(max_length=26, default="", blank=True)
    decided_by_name = models.CharField(max_length=200, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = "gates_hold"
        indexes = [models.Index(fields=["thing_kind", "thing_id", "id"], name="hold_of_thing")]
        constraints = [
            models.UniqueConstraint(
                "gate",
                "act",
                "thing_kind",
                "thing_id",
                name="hold_stands_once",
                condition=Q(state__in=["open", "released", "declined"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.thing_id} {self.gate} {self.state}"
