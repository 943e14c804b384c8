"""Rows of cases."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.commons.cases.core.states import CaseState

STATES = [(state.value, state.value) for state in CaseState]


class Case(models.Model):
    """``kind`` is the owning system's kind of ``Ref``, whose id is the case's; ``number`` counts within what it is about.

    The applicant is an organisation or, where there is none, a ``person`` on their own behalf.
    """

    id = IdField()
    kind = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=STATES, default=CaseState.DRAFT.value)
    answers = models.JSONField(default=dict)
    origins = models.JSONField(default=list)  # keyed digests of whence it was written, to compare and nothing else
    opened = models.DateTimeField()
    saved = models.DateTimeField()
    filed = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id", "number"], name="cases_one_number"),
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "organisation"],
                condition=~models.Q(state__in=["withdrawn", "lapsed"]),
                name="cases_one_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "person"],
                condition=~models.Q(state__in=["withdrawn", "lapsed"]),
                name="cases_one_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, person__isnull=True)
                | models.Q(organisation__isnull=True, person__isnull=False),
                name="cases_one_applicant",
            ),
        ]


class Document(models.Model):
    """A file of a case, by the hash under which the owning system keeps it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "field"], name="cases_one_document_a_field")]
        indexes = [models.Index(fields=["sha256"], name="cases_document_hash")]


class Supplement(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    due = models.DateField()
    asked = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    answered = models.DateTimeField(null=True)


class Panel(models.Model):
    """Who reviews the cases about a thing; ``seed`` and ``order`` let anyone draw again."""

    id = IdField()
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    seed = models.CharField(max_length=100)
    order = models.JSONField()
    drawn = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_id"], name="cases_one_panel")]


class Seat(models.Model):
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    declared = models.DateTimeField(null=True)
    signed = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "person"], name="cases_one_seat")]


class Recusal(models.Model):
    """A seat is out of a case, and why."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    tie = models.CharField(max_length=20)
    detail = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "case", "tie"], name="cases_one_recusal")]


class Sheet(models.Model):
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    points = models.JSONField()
    remark = models.TextField(max_length=2000, blank=True)
    saved = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "case"], name="cases_one_sheet")]


class Decision(models.Model):
    """The newest holds; an earlier one stays to be read."""

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=20)
    reasons = models.JSONField()  # [[ko, en], …]
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    place = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)


class Objection(models.Model):
    id = IdField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
