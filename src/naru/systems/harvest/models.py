"""Rows of harvest. They hold constraints and no decisions."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.harvest.core.links import LinkState
from naru.systems.harvest.core.states import DataPolicy, PairState, RecordState, RunState


class Source(models.Model):
    """A portal, an API, a database or a folder from which records come again and again."""

    id = IdField()
    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=90, unique=True)  # the catalogue's ``source`` of its records
    kind = models.CharField(max_length=30)
    address = models.CharField(max_length=2000)  # without its key
    options = models.JSONField(default=dict)  # of its kind: a filter, a table, the way to its rows
    sealed_key = models.TextField(blank=True, default="")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    every_hours = models.PositiveIntegerField(default=24)  # 0: only when somebody asks
    next_at = models.DateTimeField(null=True, db_index=True)
    share_may_go = models.FloatField(default=0.2)
    least_may_go = models.PositiveIntegerField(default=5)
    pause_s = models.FloatField(default=0)
    page_size = models.PositiveIntegerField(default=100)
    asked_otherwise = models.BooleanField(default=False)  # its address or filter changed since its last complete run
    data_policy = models.CharField(max_length=10, default=DataPolicy.NEVER.value)
    data_formats = models.JSONField(default=list)  # [] for all that can be read
    data_bytes_max = models.BigIntegerField(default=200 * 1024 * 1024)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    created = models.DateTimeField()
    ended = models.DateTimeField(null=True)  # it is asked no more; its records and their history stay

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One walk over a source."""

    id = IdField()
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=12, default=RunState.WAITING.value)
    cursor = models.JSONField(null=True)  # where the walk goes on; None before its first page
    total = models.PositiveIntegerField(null=True)  # records that the source says it has
    pages = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    has_rows = models.BooleanField(default=False)  # what it met are rows of a table, and no records
    load_id = models.CharField(max_length=LENGTH, blank=True, default="")  # what its rows became
    unread = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)  # records that it had when the run began
    absent = models.PositiveIntegerField(default=0)  # those of them that the run did not meet
    retired = models.PositiveIntegerField(default=0)
    is_repeated = models.BooleanField(default=False)  # a page came again
    reasons = models.JSONField(default=list)  # codes of what its verdict stands on
    refusal = models.JSONField(null=True)  # [code, facts] of what ended the walk early
    resume_at = models.DateTimeField(null=True)
    job_id = models.CharField(max_length=LENGTH, blank=True, default="")
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    seconds = models.FloatField(default=0)
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(state__in=["waiting", "listing", "resting"]),
                name="harvest_runs_once",
            )
        ]
        indexes = [models.Index(fields=["source", "-id"], name="harvest_run_of_source")]

    def __str__(self) -> str:
        return self.id


class RunPage(models.Model):
    """A page that a run has taken in; the same digest again is a source that walks in a circle."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "digest"], name="harvest_page_once")]


class Record(models.Model):
    """One record of a source, as the source last said it, and which dataset it is here."""

    id = IdField()
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    remote_id = models.CharField(max_length=500)
    key = models.CharField(max_length=200)  # the catalogue's ``source_id``: stays when the source renames the record
    dataset_id = models.CharField(max_length=LENGTH, blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, default=RecordState.PRESENT.value)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    likeness = models.CharField(max_length=64, blank=True, default="")
    said = models.JSONField(default=dict)  # {description, distributions, global_ids}
    resembles = models.CharField(max_length=LENGTH, blank=True, default="")  # of a deferred one: the record it may be
    misses = models.PositiveIntegerField(default=0)
    last_run = models.CharField(max_length=LENGTH, blank=True, default="")
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "remote_id"], name="harvest_record_once")]
        indexes = [
            models.Index(fields=["source", "likeness"], name="harvest_record_like"),
            models.Index(fields=["source", "state", "last_run"], name="harvest_record_seen"),
            models.Index(fields=["dataset_id"], name="harvest_record_dataset"),
        ]

    def __str__(self) -> str:
        return self.title or self.remote_id


class RunFinding(models.Model):
    """Something about a run or one of its records that a person should know."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    remote_id = models.CharField(max_length=500, blank=True, default="")
    code = models.CharField(max_length=40)
    where = models.CharField(max_length=300, blank=True, default="")
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["run", "code"], name="harvest_finding")]


class Trait(models.Model):
    """By what a record may be recognised in another source: an identifier, a file's address, title and publisher."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    source_id = models.CharField(max_length=LENGTH)
    reason = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "reason", "digest"], name="harvest_trait_once")]


class Pair(models.Model):
    """Two records of two sources that may be one dataset, and what a person said."""

    id = IdField()
    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=PairState.PROPOSED.value, db_index=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="harvest_pair_once")]


class Link(models.Model):
    """An address behind a record: what it answered, and when."""

    id = IdField()
    url = models.CharField(max_length=2000)
    url_digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    promised = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=10, default=LinkState.UNKNOWN.value)
    status = models.PositiveIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True, default="")
    milliseconds = models.PositiveIntegerField(null=True)
    misses = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.url


class DataFile(models.Model):
    """The data behind an address as it last came: what its server said of it, and the load that it became."""

    id = IdField()
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(max_length=2000)
    url_digest = models.CharField(max_length=64)
    etag = models.CharField(max_length=500, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    load_id = models.CharField(max_length=LENGTH, blank=True, default="")
    refusal = models.JSONField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "url_digest"], name="harvest_data_once")]
