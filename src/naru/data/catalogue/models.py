"""Rows of the catalogue. They hold constraints and no decisions."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.data.catalogue.core.disclosure import DisclosureState
from naru.data.catalogue.core.entitlement import HolderKind
from naru.data.catalogue.core.states import Access, State, VersionState

ID_LENGTH = 26


class Publisher(models.Model):
    """Who issues data (foaf:Agent): often an office or firm with no account here."""

    id = IdField()
    name = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200, blank=True, default="")
    slug = models.CharField(max_length=100, unique=True)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.name


class Dataset(models.Model):
    """dcat:Dataset. ``organisation`` looks after it; none means the city itself."""

    id = IdField()
    source = models.CharField(max_length=100, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    source_hash = models.CharField(max_length=64, blank=True, default="")  # of the record last taken from the source
    title = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True, default="")
    description = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    publisher = models.ForeignKey(Publisher, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    themes = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    licence = models.CharField(max_length=30, blank=True, default="")
    access = models.CharField(
        max_length=10, default=Access.OPEN.value, choices=[(access.value, access.value) for access in Access]
    )
    state = models.CharField(
        max_length=10, default=State.DRAFT.value, choices=[(state.value, state.value) for state in State]
    )
    frequency = models.CharField(max_length=20, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    contact = models.CharField(max_length=300, blank=True, default="")
    landing_page = models.CharField(max_length=2000, blank=True, default="")
    issued = models.DateField(null=True)
    modified = models.DateField(null=True)
    created = models.DateTimeField()
    changed = models.DateTimeField(db_index=True)  # here, by anyone, in anything that shows

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source=""), name="dataset_source_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "access", "-changed"], name="dataset_shown"),
            models.Index(fields=["state", "-changed", "-id"], name="dataset_newest"),
            models.Index(fields=["organisation", "state", "-changed", "-id"], name="dataset_kept"),
        ]

    def __str__(self) -> str:
        return self.title


class Distribution(models.Model):
    """dcat:Distribution: where else the data can be had, as the source says."""

    id = IdField()
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="distributions")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=500, blank=True, default="")
    format = models.CharField(max_length=20, blank=True, default="")
    url = models.CharField(max_length=2000, blank=True, default="")
    bytes = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")


class Entitlement(models.Model):
    """A holder's right to read a dataset or parts of it; its state follows from the term and the instant."""

    id = IdField()
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="entitlements")
    holder_kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in HolderKind])
    holder_id = models.CharField(max_length=60)
    tables = models.JSONField(null=True)  # {table id: TableScope.to_json()}; None: every table, whole
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    basis_kind = models.CharField(max_length=40, blank=True, default="")
    basis_id = models.CharField(max_length=60, blank=True, default="")
    basis_text = models.CharField(max_length=500, blank=True, default="")
    purpose = models.CharField(max_length=500, blank=True, default="")
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    revoked_by_name = models.CharField(max_length=200, blank=True, default="")
    revoked_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")), name="entitlement_term"
            )
        ]
        indexes = [
            models.Index(fields=["holder_kind", "holder_id", "dataset"], name="entitlement_holder"),
            models.Index(fields=["basis_kind", "basis_id"], name="entitlement_basis"),
        ]


class Revision(models.Model):
    """One change of what is said about a dataset: [{field, before, after}]."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=50)
    differences = models.JSONField(default=list)
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="revision_once")]


class Table(models.Model):
    """Rows of a dataset that lie in the lake under this id."""

    id = IdField()
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=300)
    sql_name = models.CharField(max_length=100, unique=True)
    key = models.JSONField(default=list)  # aliases of the columns that identify a row
    live = models.ForeignKey("TableVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="table_name_once")]


class TableVersion(models.Model):
    """One state of a table's rows; ``number`` begins at 1, ``columns`` and ``changes`` are as ``to_json`` has them."""

    id = IdField()
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    lake_version = models.BigIntegerField()
    state = models.CharField(
        max_length=10, default=VersionState.LIVE.value, choices=[(state.value, state.value) for state in VersionState]
    )
    columns = models.JSONField(default=list)
    rows = models.BigIntegerField()
    quarantined = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)  # of the file, or the derivation's digest
    file_name = models.CharField(max_length=500, blank=True)
    derivation = models.JSONField(null=True)  # {by}: what computed it; None where it was read from a file
    file_bytes = models.BigIntegerField(default=0)
    encoding = models.CharField(max_length=40, blank=True, default="")
    notes = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    personal = models.JSONField(default=list)  # [{column, kind, is_identity, table}]: what in it is personal
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["table", "lake_version"], name="version_lake_once"),
        ]
        indexes = [models.Index(fields=["table", "sha256"], name="version_bytes")]


class VersionInput(models.Model):
    """One of the versions from which a derived version was computed."""

    version = models.ForeignKey(TableVersion, on_delete=models.CASCADE, related_name="inputs")
    input = models.ForeignKey(TableVersion, on_delete=models.PROTECT, related_name="outputs")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="version_input_once")]


class Disclosure(models.Model):
    """Somebody asked to publish personal data as it is: why, on what basis, and what a second person said."""

    id = IdField()
    subject_kind = models.CharField(max_length=20)  # "load" or "version"
    subject_id = models.CharField(max_length=ID_LENGTH)
    state = models.CharField(
        max_length=10,
        default=DisclosureState.ASKED.value,
        choices=[(state.value, state.value) for state in DisclosureState],
        db_index=True,
    )
    personal = models.JSONField(default=list)  # as ``TableVersion.personal``
    reason = models.TextField()
    basis = models.CharField(max_length=20)
    basis_text = models.TextField()
    asked_by_id = models.CharField(max_length=ID_LENGTH)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    ended_by_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    ended_by_name = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=models.Q(state=DisclosureState.ASKED.value),
                name="disclosure_asked_once",
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="disclosure_of_subject")]


class IndexOutbox(models.Model):
    """A dataset that the search index has not seen since it changed; written in the change's own transaction."""

    id = models.BigAutoField(primary_key=True)
    dataset_id = models.CharField(max_length=ID_LENGTH)
    by_id = models.CharField(max_length=ID_LENGTH, blank=True, default="")  # whose next search must know of it

    class Meta:
        indexes = [models.Index(fields=["by_id"], name="outbox_own")]
