"""Policies, skills, courses, cohorts and their sessions."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.systems.academy import reads
from naru.systems.academy.actions.rows import locked_cohort, locked_course
from naru.systems.academy.core import attendance, rights, selection
from naru.systems.academy.core.states import CohortState
from naru.systems.academy.models import AttendancePolicy, Cohort, Course, Session, Skill


@transaction.atomic
def enter_policy(values: Mapping[str, Any], *, source: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """The id of the next version of the policy of that name; the same again is the version there is. Raises ``Refused``: ``academy_rules_refused``."""
    require(rights.may_make_courses(by), by)
    try:
        known = attendance.policy_of(values)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    newest = AttendancePolicy.objects.filter(name=known.name).order_by("-version").first()
    if newest is not None and newest.values == dict(values) and newest.source == source:
        return newest.pk
    made = AttendancePolicy.objects.create(
        name=known.name,
        version=newest.version + 1 if newest else 1,
        values=dict(values),
        source=source,
        entered=clock.now(),
    )
    return made.pk


@transaction.atomic
def enter_skills(rows: Sequence[tuple[str, str, Words]], *, by: Person) -> int:
    """Codes of a framework with their names; how many."""
    require(rights.may_make_courses(by), by)
    for code, framework, name in rows:
        Skill.objects.update_or_create(
            code=code, defaults={"framework": framework, "name_ko": name.ko, "name_en": name.en}
        )
    return len(rows)


@transaction.atomic
def make_course(
    title: Words,
    *,
    summary: Words,
    organiser: OrganisationId,
    weeks: int,
    hours: int,
    rules: Mapping[str, Any],
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.CourseView:
    """Raises ``Refused``: ``academy_rules_refused``."""
    require(rights.may_make_courses(by), by)
    row = Course.objects.create(
        organiser_id=organiser,
        title_ko=title.ko,
        title_en=title.en,
        summary_ko=summary.ko,
        summary_en=summary.en,
        weeks=weeks,
        hours=hours,
        rules=dict(rules),
        made=clock.now(),
    )
    try:
        found = reads.course(row.id)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    record(by.actor, "academy_course.made", row.id, facts={"title": title.ko}, clock=clock)
    return found


@transaction.atomic
def open_cohort(
    course_id: str,
    *,
    selection_rule: Mapping[str, Any],
    policy_id: int,
    opens: datetime,
    closes: datetime,
    starts: date,
    ends: date,
    place: str,
    by: Person,
    seed: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> reads.CohortView:
    """With the course's rules as they are now and a seed of which only the digest is told. Raises ``Refused``: ``academy_rules_refused``."""
    row = locked_course(course_id, by)
    try:
        rule = selection.rule_of(selection_rule)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    last = Cohort.objects.filter(course=row).order_by("-number").values_list("number", flat=True).first()
    made = Cohort.objects.create(
        course=row,
        course_version=row.version,
        rules=row.rules,
        number=(last or 0) + 1,
        policy_id=policy_id,
        selection={name: value for name, value in selection_rule.items() if name != "seats"},
        seed=seed or secrets.token_hex(16),
        seats=rule.seats,
        state=CohortState.OPEN.value,
        opens=opens,
        closes=closes,
        starts=starts,
        ends=ends,
        place=place,
    )
    facts = {"number": made.number, "seats": made.seats, "digest": selection.digest_of(made.seed)}
    record(by.actor, "academy_course.cohort_opened", row.id, facts=facts, clock=clock)
    return reads.cohort(made.id, by)


@transaction.atomic
def add_session(
    cohort_id: str,
    title: Words,
    *,
    starts: datetime,
    ends: datetime,
    networks: Sequence[str] = (),
    by: Person,
) -> reads.SessionView:
    """``networks`` in CIDR form: attendance is taken from there only."""
    row = locked_cohort(cohort_id, by)
    made = Session.objects.create(
        cohort=row,
        title_ko=title.ko,
        title_en=title.en,
        starts=starts,
        ends=ends,
        secret=secrets.token_hex(32),
        networks=list(networks),
    )
    return reads.session_value(made)
