"""Rows of the calendar."""

from django.db import models

from naru.base.kit.ids import LENGTH


class Holiday(models.Model):
    """A day off, and since when it is known to be one."""

    day = models.DateField(primary_key=True)
    name_ko = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    source = models.CharField(max_length=200)
    declared = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH, blank=True, default="")  # "" for those that came with the installation
    by_name = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.day} {self.name_ko}"


class Deadline(models.Model):
    """A deadline of some system's thing, as it was reckoned."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    start = models.DateField()
    working_days = models.IntegerField()
    due = models.DateField()
    reckoned = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="deadline_once")]
        indexes = [models.Index(fields=["due"], name="deadline_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.due}"
