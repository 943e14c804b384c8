"""Rows of ingest. They hold constraints and no decisions."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.data.ingest.core.states import LoadState

ID_LENGTH = 26
SHA_LENGTH = 64


class Upload(models.Model):
    """A file on its way (tus 1.0). How much has arrived is the size of its part on disk, which cannot disagree."""

    id = IdField()
    person_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    file_name = models.CharField(max_length=500)
    length = models.BigIntegerField()
    sha256 = models.CharField(max_length=SHA_LENGTH, blank=True, default="")  # once all of it is stored
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.file_name


class Source(models.Model):
    """Where files come from again and again, and what people decided about them."""

    id = IdField()
    origin = models.TextField()  # "path:/…", "url:https://…", "upload:<who>:<name>", "dataset:<id>:<name>"
    origin_digest = models.CharField(max_length=SHA_LENGTH, unique=True)
    dataset = models.ForeignKey("catalogue.Dataset", null=True, on_delete=models.SET_NULL, related_name="+")
    tables = models.JSONField(default=dict)  # a table's name in the file → its id in the catalogue
    settings = models.JSONField(default=dict)
    created = models.DateTimeField()

    def __str__(self) -> str:
        return self.origin


class Load(models.Model):
    """One file brought once: its bytes, its way through the states, its report."""

    id = IdField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="loads")
    state = models.CharField(
        max_length=10,
        default=LoadState.RECEIVED.value,
        choices=[(state.value, state.value) for state in LoadState],
        db_index=True,
    )
    file_name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=SHA_LENGTH, db_index=True)
    bytes = models.BigIntegerField()
    settings = models.JSONField(default=dict)  # as they were when this load began
    about = models.JSONField(default=dict)  # title, description, publisher … for a dataset still to be registered
    publish = models.BooleanField(default=False)
    is_batched = models.BooleanField(default=False)  # whoever started many loads refreshes the search once
    report = models.JSONField(null=True)  # {tables: [TableReport], refused: […], format}
    results = models.JSONField(default=list)  # a table: {table_id, lake_version, changes, version_id, number}
    refusal = models.JSONField(null=True)  # [code, facts]
    decision = models.CharField(max_length=10, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decider_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")  # in whose name it goes on from there
    same_as = models.CharField(max_length=ID_LENGTH, blank=True, default="")  # the load that had these bytes before
    follows = models.CharField(max_length=ID_LENGTH, blank=True, default="")  # the load whose fix this one is
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    by_name = models.CharField(max_length=200)
    job_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    seconds = models.FloatField(default=0)
    at = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "-id"], name="load_of_source")]

    def __str__(self) -> str:
        return self.file_name


class Feed(models.Model):
    """A stream of catalogue records known by its name within its organisation (None: the city); there the same name again is
    the same feed."""

    id = IdField()
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=100, unique=True)  # the catalogue's ``source`` of its records
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="feed_once_an_organisation"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(organisation__isnull=True), name="feed_once_in_the_city"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FeedRun(models.Model):
    """One reading of a feed."""

    id = IdField()
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="runs")
    file_name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=SHA_LENGTH)
    state = models.CharField(max_length=10, default="running")  # running, done, refused
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=list)  # the first lines left out: {line, field, raw}
    refusal = models.JSONField(null=True)
    seconds = models.FloatField(default=0)
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    job_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    at = models.DateTimeField()
