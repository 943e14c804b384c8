"""Rows of papers."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH


class Paper(models.Model):
    """``values`` never change; ``withdrawn`` is when it ceased to be valid."""

    id = IdField()
    number = models.CharField(max_length=19, unique=True)
    template = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    values = models.JSONField()
    values_sha256 = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    issued = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    withdrawn = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about_kind", "about_id"], name="papers_about")]


class PaperFile(models.Model):
    """A file that a paper was set as; more than one only where a file was lost and another typesetter set it anew."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
