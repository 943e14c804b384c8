"""Rows of firms: their own pages, problems and what came of them, calls and awards, research workspaces, searches that missed."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.firms.core.states import AwardState, DataState, Outcome, ProblemState, ProposalState

TITLE_LONGEST, TEXT_LONGEST, REASON_LONGEST = 120, 3000, 500


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


# --- problems ---


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
    outcome = models.CharField(max_length=8, blank=True, choices=[(each.value, each.value) for each in Outcome])
    reason = models.CharField(max_length=REASON_LONGEST, blank=True)
    decided = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200)


class Reading(models.Model):
    """One figure of a pilot's query, with the versions that it read (``core.citations``). Never changed; the first is before."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="readings")
    figure = models.DecimalField(max_digits=20, decimal_places=4)
    citations = models.JSONField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)


class MissedSearch(models.Model):
    """Words that people searched and no dataset has, by day; never who."""

    words = models.CharField(max_length=80)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="firms_missed_once_a_day")]


# --- calls ---


class Call(models.Model):
    """``rules`` is ``core.calls.Rules`` as JSON; ``seed`` draws its panel and its lots, and was recorded as it opened."""

    id = IdField()
    title_ko = models.CharField(max_length=TITLE_LONGEST)
    title_en = models.CharField(max_length=TITLE_LONGEST)
    summary_ko = models.TextField(max_length=2000)
    summary_en = models.TextField(max_length=2000)
    rules = models.JSONField()
    seed = models.CharField(max_length=64)
    problem = models.ForeignKey(Problem, null=True, on_delete=models.PROTECT, related_name="+")  # that it is to solve
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    announced = models.DateTimeField(null=True)


class Award(models.Model):
    """``amount`` in the call's unit; ``result`` is what came of it, in the firm's words."""

    id = IdField()
    case_id = models.CharField(max_length=LENGTH, unique=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    amount = models.PositiveIntegerField()
    state = models.CharField(
        max_length=7, choices=[(each.value, each.value) for each in AwardState], default=AwardState.AWARDED.value
    )
    document_id = models.CharField(max_length=LENGTH, blank=True)
    agreed = models.DateTimeField(null=True)
    result = models.TextField(max_length=TEXT_LONGEST, blank=True)
    ended = models.DateTimeField(null=True)
    reason = models.CharField(max_length=REASON_LONGEST, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="firms_award_positive")]


class Milestone(models.Model):
    """Made as the agreement is signed; what is delivered for it stands in ``commons.acceptance``."""

    id = IdField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="milestones")
    code = models.CharField(max_length=30)
    due = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "code"], name="firms_one_milestone")]


class Use(models.Model):
    """So much of an award was taken up: hours of a consultant, of a machine."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="uses")
    amount = models.PositiveIntegerField()
    note = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)


# --- research ---


class Workspace(models.Model):
    """A group with granted datasets until its last day; ``organisation`` looks after what it publishes."""

    id = IdField()
    title = models.CharField(max_length=TITLE_LONGEST)
    purpose = models.CharField(max_length=REASON_LONGEST)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    ends = models.DateField()
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)


class Seat(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False)
    joined = models.DateTimeField()
    left = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person"], condition=models.Q(left=None), name="firms_one_seat"
            )
        ]


class WorkspaceData(models.Model):
    """A closed dataset that a workspace asked for. ``may_publish``: what is computed from it may be published."""

    id = IdField()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="data")
    dataset_id = models.CharField(max_length=LENGTH)
    why = models.CharField(max_length=REASON_LONGEST)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in DataState], default=DataState.ASKED.value
    )
    may_publish = models.BooleanField(default=False)
    asked = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200)
    decided = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=REASON_LONGEST, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "dataset_id"],
                condition=models.Q(state__in=[DataState.ASKED.value, DataState.GRANTED.value]),
                name="firms_one_open_ask",
            )
        ]


class SeatEntitlement(models.Model):
    """What a seat holds of a granted dataset; it ends with either."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    data = models.ForeignKey(WorkspaceData, on_delete=models.PROTECT, related_name="+")
    entitlement_id = models.CharField(max_length=LENGTH)


class SavedQuery(models.Model):
    id = IdField()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="queries")
    title = models.CharField(max_length=TITLE_LONGEST)
    sql = models.TextField(max_length=TEXT_LONGEST)
    saved = models.DateTimeField()
    by_name = models.CharField(max_length=200)


class Note(models.Model):
    id = IdField()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(max_length=TEXT_LONGEST)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)


class Result(models.Model):
    """An answer for ever: the versions that it was made from, its rows, and what says that it comes out the same again."""

    id = IdField()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="results")
    title = models.CharField(max_length=TITLE_LONGEST)
    sql = models.TextField(max_length=TEXT_LONGEST)
    citations = models.JSONField()
    columns = models.JSONField()  # [[name, type], …]
    rows = models.JSONField()
    digest = models.CharField(max_length=64)
    made = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    dataset_id = models.CharField(max_length=LENGTH, blank=True)  # as which it was published
