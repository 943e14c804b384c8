"""Rows of footage: cameras, runs, clips, what was decided on events; training sets, their labels, releases and withdrawals."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.footage.core.sets.states import ReleaseState, WithdrawalState
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


class TrainingSet(models.Model):
    """What a set is to be; the dataset that its releases are versions of, from the first on."""

    id = models.CharField(primary_key=True, max_length=60)
    plan = models.JSONField()  # core.sets.plan_file
    dataset_id = models.CharField(max_length=LENGTH, blank=True, default="", db_index=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.id


class SetClip(models.Model):
    """A clip in a set. ``due`` is what follows from its ledger, kept so that a board can be asked for it."""

    id = IdField()
    set = models.ForeignKey(TrainingSet, models.PROTECT, related_name="+")
    clip = models.ForeignKey(Clip, models.PROTECT, related_name="+")
    day = models.DateField()  # in the camera's time zone
    width = models.IntegerField()
    height = models.IntegerField()
    fps = models.FloatField()
    due = models.CharField(max_length=20)  # a stage, "done" or "out"
    labels = models.ForeignKey("footage.Labelling", models.SET_NULL, null=True, related_name="+")  # those in force
    taken = models.DateTimeField()
    in_time = models.BooleanField()  # taken before the original's retention ended

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "clip"], name="set_clip_once")]
        indexes = [models.Index(fields=["set", "due"], name="set_clip_by_due")]

    def __str__(self) -> str:
        return f"{self.set_id} {self.clip_id}"


class StageEntry(models.Model):
    """A line of the ledger of the five stages, only ever added."""

    id = IdField()
    set_clip = models.ForeignKey(SetClip, models.PROTECT, related_name="entries")
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    labels_id = models.CharField(max_length=LENGTH, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.stage} {self.outcome}"


class Labelling(models.Model):
    """One person's, or one program's, labels of a clip of a set; the table lies beside (``sets/label_store.py``)."""

    id = IdField()
    set_clip = models.ForeignKey(SetClip, models.PROTECT, related_name="labellings")
    source = models.CharField(max_length=20)
    format = models.CharField(max_length=20, blank=True, default="")  # of the file that was brought
    inputs = models.JSONField(default=list)  # ids of the labellings that it was made from
    sha256 = models.CharField(max_length=64)  # of the table's content
    boxes = models.IntegerField()
    tracks = models.IntegerField()
    faults = models.IntegerField()  # rows that break a rule of the set
    classes = models.JSONField(default=dict)  # boxes by class
    losses = models.JSONField(default=dict)  # what its file's format had no place for
    person = models.CharField(max_length=200)  # who labelled; a name where they have no account
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    erased = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["set_clip", "at"], name="labelling_by_clip")]

    def __str__(self) -> str:
        return f"{self.set_clip_id} {self.source}"


class Measurement(models.Model):
    """What a set's figures came to over the clips and labels of ``key``; the newest counts."""

    id = IdField()
    set = models.ForeignKey(TrainingSet, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)  # of plan, clips, labels and masked copies
    figures = models.JSONField()
    made = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["set", "made"], name="measurement_by_set")]

    def __str__(self) -> str:
        return f"{self.set_id} {self.key[:8]}"


class Release(models.Model):
    """A set as it was handed out at one time."""

    id = IdField()
    set = models.ForeignKey(TrainingSet, models.PROTECT, related_name="+")
    number = models.IntegerField()
    state = models.CharField(max_length=20, default=ReleaseState.RELEASED.value)
    plan = models.JSONField()
    manifest = models.JSONField()
    digest = models.CharField(max_length=64)
    figures = models.JSONField()
    versions = models.JSONField(default=list)  # ids of the dataset's versions that it is
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "number"], name="release_once")]

    def __str__(self) -> str:
        return f"{self.set_id} {self.number}"


class ReleasedClip(models.Model):
    """A clip in a release: the lineage by which a withdrawal finds it."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="clips")
    clip_id = models.CharField(max_length=16, db_index=True)
    camera_id = models.CharField(max_length=60, db_index=True)
    labels_id = models.CharField(max_length=LENGTH)
    mask_key = models.CharField(max_length=64)  # of the masked copy in the pipeline's store
    split = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "clip_id"], name="released_clip_once")]

    def __str__(self) -> str:
        return f"{self.release_id} {self.clip_id}"


class ReleaseReader(models.Model):
    """Who took a release while signed in: to be told when something of it is withdrawn."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="readers")
    person_id = models.CharField(max_length=LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "person_id"], name="release_reader_once")]

    def __str__(self) -> str:
        return f"{self.release_id} {self.person_id}"


class Withdrawal(models.Model):
    """A clip, a track or a camera taken back, with all that it reached."""

    id = IdField()
    target = models.CharField(max_length=20)
    clip_id = models.CharField(max_length=16, blank=True, default="", db_index=True)
    camera_id = models.CharField(max_length=60, db_index=True)
    track_id = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=20, default=WithdrawalState.DECIDED.value)
    reach = models.JSONField(default=dict)
    erasures = models.JSONField(default=list)  # ids of certificates
    releases = models.JSONField(default=list)  # ids of those made anew
    decided = models.DateTimeField()
    done = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.target} {self.camera_id} {self.clip_id}"
