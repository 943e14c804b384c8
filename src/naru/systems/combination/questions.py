"""What reviewers ask of a case, and what the agency answers: beside the dossier, for a text may hold anything."""

from collections.abc import Sequence

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.combination.models import Question

TEXT_LONGEST = 2000


def about(case_id: str) -> Sequence[Question]:
    """In the order in which they were asked."""
    return list(Question.objects.filter(about=case_id).order_by("id"))


@transaction.atomic
def ask(case_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Raises ``Refused("combination_text_missing")``."""
    row = Question.objects.create(
        about=case_id, by_name=by.name, by_id=by.id, text=said(text), asked=clock.now(), answer=""
    )
    record(by.actor, "combination_case.asked", case_id, clock=clock)
    return row.id


@transaction.atomic
def answer(question_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Answers the case. Raises ``Refused``: ``not_found``, ``combination_text_missing``."""
    row = Question.objects.select_for_update().filter(id=question_id).first()
    if row is None:
        raise Refused("not_found")
    row.answer, row.answered_by, row.answered = said(text), by.name, clock.now()
    row.save()
    record(by.actor, "combination_case.answered", row.about, clock=clock)
    return row.about


def said(text: str) -> str:
    if not text.strip():
        raise Refused("combination_text_missing")
    return text.strip()[:TEXT_LONGEST]
