"""Rows of duties."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.commons.duties.core.states import DutyState

STATES = [(state.value, state.value) for state in DutyState]


class Duty(models.Model):
    """``organisation`` or ``person`` owes it; neither means the city itself. ``source`` is the law or the terms."""

    id = IdField()
    key = models.CharField(max_length=120, unique=True)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    what_ko = models.CharField(max_length=200)
    what_en = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=STATES, default=DutyState.OPEN.value)
    owed = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=130, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by_id = models.CharField(max_length=LENGTH, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="duties_due"),
            models.Index(fields=["about_kind", "about_id"], name="duties_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(person__isnull=True), name="duties_one_debtor"
            )
        ]
