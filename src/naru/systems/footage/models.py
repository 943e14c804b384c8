"""Rows of footage: cameras, runs, clips, what was decided on events."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.footage.core.states import ClipState, Decision, RunState


class Camera(models.Model):
    """A camera as it is set up now; how it was before lies in ``CameraVersion``."""

    id = models.CharField(primary_key=True, max_length=60)
    site_id = models.CharField(max_length=60, db_index=True)
    site_ko = models.CharField(max_length=200)
    site_en = models.CharField(max_length=200)
    site_kind = models.CharField(max_length=20)
    longitude = models.FloatField()
    latitude = models.FloatField()
    number = models.IntegerField()  # of the version in force
    file = models.JSONField()
    changed = models.DateTimeField()
    is_public = models.BooleanField(default=False)  # its figures are everyone's

    def __str__(self) -> str:
        return f"{self.site_ko} {self.id}"


class CameraVersion(models.Model):
    """What a camera's file said, since when."""

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")
    number = models.IntegerField()
    file = models.JSONField()
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["camera", "number"], name="camera_version_once")]

    def __str__(self) -> str:
        return f"{self.camera_id} {self.number}"


class Run(models.Model):
    """One pass of the pipeline over a camera's clips."""

    id = IdField()
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=RunState.WAITING.value)
    job_id = models.CharField(max_length=LENGTH, blank=True, default="")
    camera_number = models.IntegerField()
    clips = models.IntegerField(default=0)
    refused = models.JSONField(default=list)  # [clip's name, code, facts]
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.camera_id} {self.id}"


class Clip(models.Model):
    """A clip whose figures stand, or one that was withdrawn with everything that came from it."""

    id = models.CharField(primary_key=True, max_length=16)
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    bytes = models.BigIntegerField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    frames = models.IntegerField()
    damaged = models.IntegerField()
    repairs = models.JSONField(default=list)
    state = models.CharField(max_length=20, default=ClipState.PRESENT.value)
    original_erased = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["camera", "start"], name="clip_by_camera")]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """What a rule found, and what a person said of it last."""

    id = models.CharField(primary_key=True, max_length=64)
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    rule_version = models.IntegerField()
    zone_id = models.CharField(max_length=60, blank=True, default="")
    start = models.DateTimeField()
    end = models.DateTimeField()
    score = models.FloatField()
    evidence = models.JSONField(default=list)  # instants, µs UTC
    clips = models.JSONField(default=list)
    decision = models.CharField(max_length=20, default=Decision.OPEN.value)
    note = models.CharField(max_length=500, blank=True, default="")
    decided = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=LENGTH, blank=True, default="")
    by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["decision", "start"], name="event_by_decision")]

    def __str__(self) -> str:
        return f"{self.rule} {self.start}"


class Summary(models.Model):
    """What a camera's tables came to at its last run: ``core.summary``."""

    camera = models.OneToOneField(Camera, models.PROTECT, primary_key=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    figures = models.JSONField()
    made = models.DateTimeField()

    def __str__(self) -> str:
        return self.camera_id
