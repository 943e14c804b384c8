"""The agency's own pages beside its desk: a case with its review, the report, the vote, questions."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, officer_only, signed_in
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination import desk_reads, questions
from naru.systems.combination.agency import voting
from naru.systems.combination.agency.desk import DESK, suggested
from naru.systems.combination.agency.reviewing import Review, review_of
from naru.systems.combination.core.report.style import POLICY
from naru.systems.combination.core.review import Choice, Vote
from naru.systems.combination.desk_pages import desk_context, say
from naru.systems.combination.folder import look_at_folder

CHOICES = (
    (Choice.APPROVE, Words("승인", "Approve")),
    (Choice.APPROVE_WITH_CONDITIONS, Words("조건부 승인", "Approve with a condition")),
    (Choice.REFUSE, Words("반려", "Refuse")),
)
CHOICE_WORDS = {choice.value: words for choice, words in CHOICES}


@never_cache
@require_safe
@signed_in
def case(request: Visit, case_id: str) -> HttpResponse:
    """To officers and auditors the desk; a reviewer who is no officer is led to the report, an auditor, too."""
    view, review = _seen(case_id, request.person)
    person = request.person
    reviews = review is not None and review.sits(person.email)
    if not person.is_officer and (reviews or not person.is_auditor):
        return redirect("combination:report", case_id)
    place = desk_reads.place_of(case_id)
    plan = "" if view.broken else suggested(look_at_folder(place, role=DESK.role, clock=SYSTEM_CLOCK))
    context = desk_context(view, DESK, filled={"plan": plan}) | {
        "review": review,
        "decided": CHOICE_WORDS.get(review.decided) if review else None,
    }
    return render(request, "combination/case.html", context)


@never_cache
@require_safe
@signed_in
def report(request: Visit, case_id: str) -> HttpResponse:
    """The report in full, and beside it the vote, the votes so far and the questions."""
    view, review = _seen(case_id, request.person)
    if review is None:
        raise Refused("not_found")
    context = {
        "case": view,
        "review": review,
        "votes": [(name, CHOICE_WORDS.get(choice)) for name, choice in review.votes],
        "choices": CHOICES,
        "decided": CHOICE_WORDS.get(review.decided),
        "may_vote": review.may_vote(request.person.email),
        "sits": review.sits(request.person.email),
        "questions": questions.about(view.id),
        "crumbs": [
            (DESK.words, reverse("combination:desk")),
            (Words(view.id, view.id), reverse("combination:case", args=[case_id])),
            (Words("심사", "Review"), ""),
        ],
    }
    return render(request, "combination/report.html", context)


@never_cache
@require_safe
@signed_in
@xframe_options_sameorigin
def report_page(request: Visit, case_id: str) -> HttpResponse:
    """The report itself, byte for byte as its digest in the dossier has it."""
    view, review = _seen(case_id, request.person)
    place = desk_reads.place_of(view.id) / "outbox" / "report.html"
    if review is None or not place.exists():
        raise Refused("not_found")
    response = HttpResponse(place.read_bytes())
    response["Content-Security-Policy"] = POLICY
    return response


@require_POST
@signed_in
def vote(request: Visit, case_id: str) -> HttpResponse:
    """A reviewer's vote on the bytes whose digest the page showed."""
    _require_seat(case_id, request.person)
    choice = request.POST.get("choice", "")
    if choice not in set(Choice):
        raise Refused("release_choice_unknown")
    condition = request.POST.get("condition", "").strip()
    cast = Vote(
        member=request.person.email,
        choice=Choice(choice),
        digest=request.POST.get("digest", ""),
        conditions=(condition,) if condition else (),
    )
    voting.vote(case_id, cast, by=request.person)
    say(request, Words("표결했습니다.", "Your vote is cast."))
    return redirect("combination:report", case_id)


@require_POST
@signed_in
def recuse(request: Visit, case_id: str) -> HttpResponse:
    """A reviewer who has an interest after all."""
    _require_seat(case_id, request.person)
    voting.recuse(case_id, by=request.person)
    say(request, Words("심사에서 빠졌습니다.", "You are out of this review."))
    return redirect("combination:desk")


@require_POST
@signed_in
def ask(request: Visit, case_id: str) -> HttpResponse:
    """A reviewer's question, for the agency to answer."""
    _require_seat(case_id, request.person)
    questions.ask(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("combination:report", case_id)


@require_POST
@officer_only
def answer(request: Visit, question_id: str) -> HttpResponse:
    case_id = questions.answer(question_id, request.POST.get("text", ""), by=request.person)
    return redirect("combination:report", case_id)


def _seen(case_id: str, person: Person) -> tuple[desk_reads.CaseView, Review | None]:
    """To officers, auditors, and the reviewers of the newest proposal. Raises ``Refused("not_found")``."""
    view = desk_reads.case(case_id, DESK, SYSTEM_CLOCK)
    place = desk_reads.place_of(case_id)
    review = None if view.broken else review_of(look_at_folder(place, role=DESK.role, clock=SYSTEM_CLOCK))
    seated = review is not None and person.email in review.members
    if not (person.is_officer or person.is_auditor or (person.email and seated)):
        raise Refused("not_found")
    return view, review


def _require_seat(case_id: str, person: Person) -> None:
    """Raises ``Refused``: ``not_found`` for whoever may not see the case, ``forbidden`` for who has no seat, or may not write."""
    _, review = _seen(case_id, person)
    if review is None or not review.sits(person.email) or not person.may_write():
        raise Refused("forbidden")
