"""Rows of trail. The database refuses to change or delete records and checkpoints (see ``migrations/0002``)."""

from django.db import models


class StreamHead(models.Model):
    """A stream's last record; the row is locked while the next one is written, so numbers have no gap."""

    stream = models.CharField(max_length=64, primary_key=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)


class RecordRow(models.Model):
    """One record; ``id`` tells the order of writing across all streams."""

    stream = models.CharField(max_length=64)
    number = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    actor_name = models.TextField()
    verb = models.CharField(max_length=128, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    facts = models.TextField()  # canonical JSON, byte for byte as hashed
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "trail_record"
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="trail_one_record_a_number")]
        indexes = [models.Index(fields=["actor_id", "at"], name="trail_record_actor")]


class CheckpointRow(models.Model):
    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    heads = models.TextField()  # canonical JSON: stream → [number, hash]
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        db_table = "trail_checkpoint"
