"""Rows of query: what people asked in SQL, and the questions they share by link."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH


class AskedQuery(models.Model):
    """One line of a person's own history."""

    id = IdField()
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    seconds = models.FloatField(default=0)
    rows = models.IntegerField(default=0)
    refused = models.CharField(max_length=60, blank=True, default="")  # the refusal's code, if it was refused

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="query_asked_by")]

    def __str__(self) -> str:
        return self.text[:60]


class StopAsked(models.Model):
    """Somebody wants their running query stopped; the process that runs it takes the row away as it stops."""

    id = IdField()
    person_id = models.CharField(max_length=LENGTH, blank=True)  # empty for a visitor
    run = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "run"], name="query_stop_asked_once")]

    def __str__(self) -> str:
        return self.run


class SharedQuery(models.Model):
    """A query under an address of its own; the text is shared, never the answer or the right to it."""

    id = IdField()
    title = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title or self.text[:60]
