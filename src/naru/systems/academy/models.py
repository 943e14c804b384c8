"""Rows of the academy: courses, cohorts, people in them, what they did, what they were given, and who looks for them."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.academy.core.states import (
    AttemptState,
    CohortState,
    CredentialState,
    EnrolmentState,
    PostingState,
    ReferralState,
)


class AttendancePolicy(models.Model):
    """A version of a rule, as ``core.attendance.AttendancePolicy`` reads it; never changed."""

    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    values = models.JSONField()
    source = models.CharField(max_length=300)
    entered = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="academy_one_policy_version")]


class Skill(models.Model):
    """A code of a framework (NCS, ESCO) and what it is called."""

    code = models.CharField(max_length=120, primary_key=True)
    framework = models.CharField(max_length=20)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)


class Exercise(models.Model):
    """A published version of a pack. ``solution`` and the cases' answers are read by the grader alone."""

    id = IdField()
    slug = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    question_ko = models.TextField(max_length=8000)
    question_en = models.TextField(max_length=8000)
    starter = models.TextField(max_length=8000)
    solution = models.TextField(max_length=8000)
    rule = models.JSONField()
    hints = models.JSONField(default=list)
    skills = models.JSONField(default=dict)
    picture = models.CharField(max_length=10, blank=True)
    seconds = models.FloatField()
    memory_mib = models.PositiveIntegerField()
    sources = models.JSONField()  # by table: {sql_name, dataset, version} of the catalogue, or {file}
    published = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="academy_one_exercise_version")]


class ExerciseCase(models.Model):
    """``tables`` by name: file within the case's folder and its columns; ``expected`` is the right answer."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    is_hidden = models.BooleanField()
    tables = models.JSONField()
    expected = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exercise", "name"], name="academy_one_case_name")]


class Course(models.Model):
    """``rules``: exercises (slugs), how many are to be solved, skills with levels, partners and who pays."""

    id = IdField()
    version = models.PositiveIntegerField(default=1)
    organiser = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    summary_ko = models.TextField(max_length=2000)
    summary_en = models.TextField(max_length=2000)
    weeks = models.PositiveSmallIntegerField()
    hours = models.PositiveIntegerField()
    rules = models.JSONField()
    made = models.DateTimeField()


class Cohort(models.Model):
    """``course_version`` and ``rules`` are the course's as the cohort opened. ``seed`` stays here until the selection."""

    id = IdField()
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    course_version = models.PositiveIntegerField()
    rules = models.JSONField()
    number = models.PositiveIntegerField()
    policy = models.ForeignKey(AttendancePolicy, on_delete=models.PROTECT, related_name="+")
    selection = models.JSONField()
    seed = models.CharField(max_length=64)
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in CohortState], default=CohortState.DRAFT.value
    )
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    starts = models.DateField()
    ends = models.DateField()
    place = models.CharField(max_length=120)
    selected = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="academy_one_cohort_number"),
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("seats")), name="academy_seats_not_exceeded"),
        ]


class Session(models.Model):
    """Instants, not days and hours: a zone never moves one. ``secret`` makes its codes."""

    id = IdField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    secret = models.CharField(max_length=64)
    networks = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "starts"], name="academy_one_session_at_a_time"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="academy_session_lasts"),
        ]


class Enrolment(models.Model):
    """``waits`` is the place in the waiting list, 0 for who has a seat."""

    id = IdField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    case_id = models.CharField(max_length=LENGTH, unique=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=14, choices=[(each.value, each.value) for each in EnrolmentState])
    quota = models.CharField(max_length=40, blank=True)
    waits = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    judged = models.JSONField(null=True)  # the facts that completion was judged by

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="academy_one_enrolment")]


class AttendanceMark(models.Model):
    """Only ever added to. ``replaces`` is a mark that this one corrects, and ``reason`` says why."""

    id = IdField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)  # in, out, excused, void
    at = models.DateTimeField()
    how = models.CharField(max_length=8)  # code, teacher
    reason = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=120, blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    entered = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "session"], name="academy_marks")]


class WrongCode(models.Model):
    """Codes that were not the session's, so that nobody tries them all."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    person_id = models.CharField(max_length=LENGTH)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["session", "person_id"], name="academy_wrong_codes")]


class Attempt(models.Model):
    id = IdField()
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=20000)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in AttemptState], default=AttemptState.GRADING.value
    )
    score = models.PositiveSmallIntegerField(null=True)
    is_solved = models.BooleanField(default=False)
    results = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    begun = models.DateTimeField(null=True)
    graded = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "exercise", "-at"], name="academy_own_attempts"),
            models.Index(fields=["state", "at"], name="academy_waiting_attempts"),
        ]


class Credential(models.Model):
    """Signed once, stored as signed. One that holds for each enrolment and kind."""

    id = IdField()
    number = models.CharField(max_length=19, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    document = models.JSONField()
    status_index = models.PositiveIntegerField(unique=True)
    state = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in CredentialState],
        default=CredentialState.ISSUED.value,
    )
    issued = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    paper_id = models.CharField(max_length=LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"], condition=models.Q(state="issued"), name="academy_one_live_credential"
            )
        ]


class Posting(models.Model):
    """A job of a firm, with the conditions that a posting must state."""

    id = IdField()
    firm = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    place = models.CharField(max_length=120)
    contract = models.CharField(max_length=20)
    hours_week = models.PositiveSmallIntegerField()
    pay_krw_month = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField()
    asked = models.JSONField()  # [{code, level, weight, is_must}]
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in PostingState], default=PostingState.OPEN.value
    )
    opened = models.DateTimeField()
    closes = models.DateField()


class Referral(models.Model):
    """A graduate and a posting. Before ``sent`` the firm knows of a number at most."""

    id = IdField()
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in ReferralState])
    score = models.PositiveSmallIntegerField()
    consented = models.DateTimeField()
    hired = models.DateField(null=True)
    changed = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "person"], name="academy_one_referral")]
