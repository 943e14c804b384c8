"""Rows of documents. A version and a signature never change: triggers refuse it."""

from django.db import models

from naru.base.kit.fields import IdField


class Document(models.Model):
    id = IdField()
    kind = models.CharField(max_length=40)
    parties = models.JSONField(default=list)
    created = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True, default="")


class Version(models.Model):
    """``text`` is the canonical JSON that is signed, and ``sha256`` its digest."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="terms_version_once")]


class Signature(models.Model):
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=60)
    by_id = models.CharField(max_length=26)
    by_name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="terms_signed_once")]
