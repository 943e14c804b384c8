"""Rows of challenges. What a team may not know yet stands here only as bytes that the scorer alone opens."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.challenges.core.states import ChallengeState, SubmissionState

SHA = 64


class Challenge(models.Model):
    """``plan`` is what was asked for, ``task`` what came of it; ``promise`` binds the truth before the first submission.

    ``salt`` to ``bundle_sha256`` are empty until the truth opens.
    """

    id = IdField()
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    summary_ko = models.TextField(max_length=4000, blank=True)
    summary_en = models.TextField(max_length=4000, blank=True)
    dataset_id = models.CharField(max_length=LENGTH)
    table_id = models.CharField(max_length=LENGTH)
    table_version = models.PositiveIntegerField()
    plan = models.JSONField()
    task = models.JSONField(default=dict)
    parts = models.JSONField(default=dict)
    train_rows = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    train_sha256 = models.CharField(max_length=SHA, blank=True)
    test_sha256 = models.CharField(max_length=SHA, blank=True)
    sample_sha256 = models.CharField(max_length=SHA, blank=True)
    sealed_sha256 = models.CharField(max_length=SHA, blank=True)
    public_key = models.CharField(max_length=SHA, blank=True)
    promise = models.JSONField(default=dict)
    state = models.CharField(
        max_length=9, choices=[(each.value, each.value) for each in ChallengeState], default=ChallengeState.DRAFT.value
    )
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    attempts_a_day = models.PositiveSmallIntegerField()
    team_most = models.PositiveSmallIntegerField()
    prizes_krw = models.JSONField(default=list)
    launched = models.DateTimeField(null=True)
    opened = models.DateTimeField(null=True)
    salt = models.CharField(max_length=SHA, blank=True)
    block_seed = models.CharField(max_length=20, blank=True)
    truth_sha256 = models.CharField(max_length=SHA, blank=True)
    bundle_sha256 = models.CharField(max_length=SHA, blank=True)
    learnt_ko = models.TextField(max_length=4000, blank=True)
    learnt_en = models.TextField(max_length=4000, blank=True)
    created = models.DateTimeField()


class Team(models.Model):
    """``rung`` is sealed; ``shown`` is the board's score, of the submission that came in ``shown_at``."""

    id = IdField()
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    invitation = models.CharField(max_length=LENGTH)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(null=True)
    rung = models.TextField(blank=True)
    shown = models.FloatField(null=True)
    shown_at = models.DateTimeField(null=True)
    band_low = models.PositiveIntegerField(null=True)
    band_high = models.PositiveIntegerField(null=True)
    served = models.DateTimeField(null=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "name"], name="challenges_one_name")]


class Member(models.Model):
    """One person, one team: the database holds it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=LENGTH)
    joined = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "person_id"], name="challenges_one_team")]


class Submission(models.Model):
    """``sealed_score`` holds both scores; ``public`` and ``private`` stand in clear once the truth is open."""

    id = IdField()
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=LENGTH)
    origin = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=SHA)
    bytes = models.PositiveBigIntegerField()
    received = models.DateTimeField()
    state = models.CharField(
        max_length=9,
        choices=[(each.value, each.value) for each in SubmissionState],
        default=SubmissionState.QUEUED.value,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    scored = models.DateTimeField(null=True)
    improves = models.BooleanField(default=False)
    shown = models.FloatField(null=True)
    sealed_score = models.TextField(blank=True)
    costliest = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    refusal = models.JSONField(default=list)
    chosen = models.BooleanField(default=False)
    public = models.FloatField(null=True)
    private = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["challenge", "state"], name="challenges_waiting")]


class Place(models.Model):
    """A line of the final board, stored as it was announced; ``prize_krw`` is paid after ``reproduced``."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    private = models.FloatField()
    public_rank = models.PositiveIntegerField(null=True)
    prize_krw = models.BigIntegerField(default=0)
    reproduced = models.DateTimeField(null=True)
    code_sha256 = models.CharField(max_length=SHA, blank=True)
    paid = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "rank"], name="challenges_one_rank"),
            models.UniqueConstraint(fields=["challenge", "team"], name="challenges_one_place"),
        ]


class Post(models.Model):
    """A line of a challenge's discussion; hidden by the organiser it stays for the record."""

    id = IdField()
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=LENGTH)
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    hidden = models.BooleanField(default=False)
