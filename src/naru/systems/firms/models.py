"""Rows of firms: pages of their own, growth they report, problems, supporters, proposals, proofs of concept."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.firms.core.states import Outcome, ProblemState, ProposalState

TITLE_LONGEST, TEXT_LONGEST = 120, 3000


class Profile(models.Model):
    """What a firm says of itself. ``shows_partners``: its name stands in the picture of who supplies whom."""

    organisation = models.OneToOneField(
        "people.Organisation", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    what = models.TextField(max_length=TEXT_LONGEST)
    needs = models.TextField(max_length=TEXT_LONGEST, blank=True)
    people = models.PositiveIntegerField(null=True)
    url = models.CharField(max_length=300, blank=True)
    shows_partners = models.BooleanField(default=False)
    created = models.DateTimeField()
    changed = models.DateTimeField()


class Growth(models.Model):
    """What a firm reports of a year; with its evidence."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    jobs = models.PositiveIntegerField()
    investment_krw = models.BigIntegerField()
    evidence = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="firms_growth_once")]


class Problem(models.Model):
    id = IdField()
    title = models.CharField(max_length=TITLE_LONGEST)
    text = models.TextField(max_length=TEXT_LONGEST)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=9, choices=[(each.value, each.value) for each in ProblemState], default=ProblemState.POSTED.value
    )
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    posted = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["state", "-posted"], name="firms_problem_shown")]


class Support(models.Model):
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="supports")
    person_id = models.CharField(max_length=LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "person_id"], name="firms_support_once")]


class Proposal(models.Model):
    """``datasets`` are the ids of those it needs."""

    id = IdField()
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LONGEST)
    text = models.TextField(max_length=TEXT_LONGEST)
    datasets = models.JSONField(default=list)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in ProposalState], default=ProposalState.MADE.value
    )
    made = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "organisation"],
                condition=models.Q(state=ProposalState.MADE.value),
                name="firms_one_open_proposal",
            )
        ]


class Pilot(models.Model):
    """A proof of concept; ``sql`` answers one figure, asked before and after as anyone can ask it."""

    id = IdField()
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="pilot")
    sql = models.TextField(max_length=TEXT_LONGEST)
    measures = models.CharField(max_length=200)
    lower_is_better = models.BooleanField()
    starts = models.DateTimeField()
    ends = models.DateField()
    before = models.DecimalField(max_digits=20, decimal_places=4)
    after = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    measured = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=[(each.value, each.value) for each in Outcome])
    reason = models.CharField(max_length=500, blank=True)
    decided = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200)
