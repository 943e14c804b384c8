"""Rows of paid work: jobs and their tasks, who is engaged, who took what, what they answered, what they were paid."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.work.core.states import (
    AnswerState,
    AssignmentState,
    BatchState,
    ContractState,
    JobState,
    TaskState,
)


def _states(states: type, default: str) -> "models.CharField[str, str]":
    return models.CharField(max_length=10, choices=[(each.value, each.value) for each in states], default=default)  # type: ignore[attr-defined]


class Job(models.Model):
    """``rules`` as ``core.job_rules.JobRules`` reads them. ``won`` is the price now; a batch keeps the one it was taken at."""

    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    guide_ko = models.TextField(max_length=8000)
    guide_en = models.TextField(max_length=8000)
    rules = models.JSONField()
    won = models.PositiveIntegerField()
    state = _states(JobState, JobState.DRAFT.value)
    made = models.DateTimeField()
    opened = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=LENGTH)


class Image(models.Model):
    """A picture that a job shows: its bytes lie under their hash."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "sha256"], name="work_one_image")]


class Task(models.Model):
    """``gold`` is the right answer of a gold task, read by the grader and the job's people alone. ``wanted``: answers."""

    id = IdField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120)  # what its file calls it
    content = models.JSONField()
    gold = models.JSONField(null=True)
    is_training = models.BooleanField(default=False)  # gold that is shown to learn by, never in a batch
    wanted = models.PositiveSmallIntegerField(default=1)
    state = _states(TaskState, TaskState.OPEN.value)
    settled = models.JSONField(null=True)
    how = models.CharField(max_length=12, blank=True)  # single, agreed, adjudicated
    settled_by = models.CharField(max_length=LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="work_one_task_number"),
            models.UniqueConstraint(fields=["job", "key"], name="work_one_task_key"),
        ]
        indexes = [models.Index(fields=["job", "state"], name="work_tasks_by_state")]


class Contract(models.Model):
    """A person engaged for a job. Of papers of identity only that they were checked is kept: by whom and when."""

    id = IdField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    state = _states(ContractState, ContractState.ASKED.value)
    document_id = models.CharField(max_length=LENGTH, blank=True)
    identity_checked = models.DateTimeField(null=True)
    identity_checked_by = models.CharField(max_length=LENGTH, blank=True)
    asked = models.DateTimeField()
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    first_paid = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "person"], name="work_one_contract")]


class Training(models.Model):
    """One try at a job's gold tasks: ``answers`` by task, ``passed`` None while it goes on. Paid once, on passing."""

    id = IdField()
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    right = models.PositiveIntegerField(default=0)
    passed = models.BooleanField(null=True)
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="work_one_training_try")]


class Batch(models.Model):
    id = IdField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    tasks = models.JSONField()  # ids, in the order they are shown
    state = _states(BatchState, BatchState.OPEN.value)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="work_one_batch_number")]
        indexes = [models.Index(fields=["job", "state", "number"], name="work_open_batches")]


class Assignment(models.Model):
    """A batch in one person's hands. ``by`` and ``won`` are the price as it was when taken; ``held_krw`` is set apart for it.

    The database itself keeps a batch from being in two people's hands.
    """

    id = IdField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    state = _states(AssignmentState, AssignmentState.TAKEN.value)
    by = models.CharField(max_length=8)
    won = models.PositiveIntegerField()
    held_krw = models.PositiveIntegerField()
    taken = models.DateTimeField()
    leased_until = models.DateTimeField()
    heard = models.DateTimeField()  # when its page last saved
    worked_ms = models.PositiveBigIntegerField(default=0)
    handed_in = models.DateTimeField(null=True)
    sent_back = models.DateTimeField(null=True)  # to be mended
    checked = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=LENGTH, blank=True)
    pieces = models.PositiveIntegerField(default=0)  # accepted
    accepted_ms = models.PositiveBigIntegerField(default=0)
    earned_krw = models.PositiveIntegerField(default=0)
    top_up_krw = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch"],
                condition=models.Q(state__in=["taken", "handed_in", "rework", "checked"]),
                name="work_one_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "state"], name="work_own_assignments"),
            models.Index(fields=["state", "leased_until"], name="work_leases"),
        ]


class Answer(models.Model):
    """``number`` rises with each save, so that an older save that comes late changes nothing."""

    id = IdField()
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=LENGTH)
    value = models.JSONField()
    number = models.PositiveIntegerField(default=0)
    state = _states(AnswerState, AnswerState.SAVED.value)
    reason = models.CharField(max_length=300, blank=True)
    is_right = models.BooleanField(null=True)  # of gold
    saved = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "task"], name="work_one_answer"),
            models.UniqueConstraint(
                fields=["task", "person_id"],
                condition=models.Q(state="accepted", is_right=None),
                name="work_task_paid_once",
            ),
        ]
        indexes = [models.Index(fields=["task", "state"], name="work_answers_of_task")]


class Alarm(models.Model):
    """What made somebody look: it stays until it is answered, and the sum begins anew."""

    id = IdField()
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # gold
    facts = models.JSONField()
    raised = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=LENGTH, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "kind"], condition=models.Q(answered=None), name="work_one_open_alarm"
            )
        ]


class Earning(models.Model):
    """One amount that somebody earned, and for what: an assignment, a training passed, a dispute upheld. Only ever added to."""

    id = IdField()
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12)  # batch, training, dispute
    subject = models.CharField(max_length=LENGTH)
    won = models.PositiveIntegerField()
    at = models.DateTimeField()
    due = models.DateField()
    payout = models.ForeignKey("Payout", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "subject"], name="work_earned_once")]
        indexes = [models.Index(fields=["payout", "due"], name="work_earnings_due")]


class Payout(models.Model):
    """What a person was paid on a day for one organisation's jobs, with its statement."""

    id = IdField()
    number = models.PositiveIntegerField(unique=True)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # of contract
    day = models.DateField()
    gross_krw = models.PositiveIntegerField()
    income_tax_krw = models.PositiveIntegerField()
    local_tax_krw = models.PositiveIntegerField()
    paid = models.DateTimeField()
    paper_id = models.CharField(max_length=LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "kind", "day"], name="work_one_payout_a_day")
        ]
