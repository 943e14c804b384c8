"""The job's row."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from naru.base.jobs.core.states import State
from naru.base.kit.fields import IdField


class Job(models.Model):
    """A task's call written down; claimed, renewed and ended by the database's clock."""

    id = IdField()
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=60, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    keywords: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    state = models.CharField(
        max_length=10, default=State.READY.value, choices=[(state.value, state.value) for state in State]
    )
    fence = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0)
    attempts_max = models.PositiveSmallIntegerField(default=1)
    workers: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    worker = models.CharField(max_length=120, default="", blank=True)
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)

    done = models.FloatField(default=0)
    total = models.FloatField(default=0)
    step_ko = models.CharField(max_length=200, default="", blank=True)
    step_en = models.CharField(max_length=200, default="", blank=True)

    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=26, default="", blank=True, db_index=True)
    about = models.CharField(max_length=300, default="", blank=True)
    once = models.CharField(max_length=100, default="", blank=True)
    ordering_key = models.CharField(max_length=100, default="", blank=True)
    schedule = models.CharField(max_length=60, null=True)
    tick = models.DateTimeField(null=True)

    answer: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    errors: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    refusal: "models.JSONField[Any, Any]" = models.JSONField(null=True)

    run_after = models.DateTimeField()
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                F("priority").desc(), "run_after", "id", name="job_ready", condition=Q(state__in=["READY", "RUNNING"])
            ),
            models.Index("state", "finished_at", name="job_finished"),
            models.Index(
                "ordering_key",
                "id",
                name="job_in_order",
                condition=Q(state__in=["READY", "RUNNING"]) & ~Q(ordering_key=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint("schedule", "tick", name="job_once_a_tick"),
            models.UniqueConstraint("once", name="job_once", condition=Q(state="READY") & ~Q(once="")),
            models.CheckConstraint(
                name="job_running_has_a_lease",
                condition=(Q(state="RUNNING") & Q(lease_until__isnull=False))
                | (~Q(state="RUNNING") & Q(lease_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id} {self.state}"


def unfinished() -> Q:
    return Q(state__in=[State.READY, State.RUNNING])


def claimable() -> Q:
    """Due, or left behind by a worker whose lease has lapsed, and first in its order: by the database's clock alone."""
    due = Q(state=State.READY, run_after__lte=Now()) | Q(state=State.RUNNING, lease_until__lte=Now())
    earlier = Job.objects.filter(unfinished(), ordering_key=OuterRef("ordering_key"), id__lt=OuterRef("id"))
    return due & (Q(ordering_key="") | Q(~Exists(earlier.exclude(ordering_key=""))))
