"""Rows of the city's side of combinations: consultations, what firms hold, reviewers' questions, releases.

Where a case stands is in its dossier, not here.
"""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH

TEXT_LONGEST = 2000


class Consultation(models.Model):
    """What a firm would like to combine, before it applies; ``items`` are the kinds of items that it could make keys of."""

    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    partners = models.CharField(max_length=300)
    text = models.TextField(max_length=TEXT_LONGEST)
    items = models.JSONField()
    asked = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    answer = models.TextField(max_length=TEXT_LONGEST, blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)


class Holding(models.Model):
    """What an organisation holds and could combine: how many persons, to the nearest thousand, and by which items."""

    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=500)
    items = models.JSONField()
    persons = models.BigIntegerField()
    at = models.DateTimeField()


class Question(models.Model):
    """A reviewer's question on a case at the agency; ``about`` is the case's name."""

    id = IdField()
    about = models.CharField(max_length=64, db_index=True)
    text = models.TextField(max_length=TEXT_LONGEST)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    asked = models.DateTimeField()
    answer = models.TextField(max_length=TEXT_LONGEST, blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)


class Release(models.Model):
    """A released table, sealed in the case's folder; the dataset says who may read it, until when."""

    id = IdField()
    case_id = models.CharField(max_length=LENGTH, unique=True)
    dataset_id = models.CharField(max_length=LENGTH, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=10)
    rows = models.BigIntegerField()
    ends = models.DateTimeField()
    taken = models.DateTimeField()
    destroyed = models.DateTimeField(null=True)
