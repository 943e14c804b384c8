"""Courses and cohorts, applying, one's own learning, the session's code, the course's office, the report."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import gaps
from naru.commons.cases.core.states import EDITED
from naru.systems.academy import actions, credentials, placement, reads
from naru.systems.academy.core import rights
from naru.systems.academy.core.states import CohortState, EnrolmentState
from naru.systems.academy.pages.certificates import qr_path
from naru.systems.academy.pages.practice import ACADEMY

MARK_WORDS = {
    "present": (Words("출석", "Present"), "good"),
    "absent": (Words("결석", "Absent"), "bad"),
    "excused": (Words("인정", "Excused"), "note"),
    "not_taken": (Words("아직", "To come"), "outline"),
}
NOTE_WORDS = {
    "late": Words("지각", "late"),
    "early": Words("조퇴", "left early"),
    "outing": Words("외출", "went out"),
    "below_half": Words("절반 미만", "less than the policy's share"),
    "missing_in_or_out": Words("입실이나 퇴실 없음", "no coming or going"),
}


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Courses with the cohort that takes applications, exercises to begin with, what graduates became."""
    person, now = person_of(request), SYSTEM_CLOCK.now()
    listed = reads.cohorts(person)
    exercises = reads.exercises()
    context = {
        "courses": [(each, [one for one in listed if one.course.id == each.id]) for each in reads.courses()],
        "open_ids": {each.id for each in listed if each.takes_applications(now)},
        "exercises": exercises[:3],
        "exercise_count": len(exercises),
        "certificates": reads.count_certificates(),
        "posting_count": len(placement.postings()),
        "crumbs": [(ACADEMY[0], "")],
    }
    return render(request, "academy/home.html", context)


@never_cache
@require_safe
def course(request: HttpRequest, course_id: str) -> HttpResponse:
    found = reads.course(course_id)
    known = {each.slug: each for each in reads.exercises()}
    context = {
        "course": found,
        "exercises": [known[slug] for slug in found.exercises if slug in known],
        "cohorts": reads.cohorts(person_of(request), course_id),
        "crumbs": [ACADEMY, (found.title, "")],
    }
    return render(request, "academy/course.html", context)


@never_cache
@require_safe
def cohort(request: HttpRequest, cohort_id: str) -> HttpResponse:
    person = person_of(request)
    found = reads.cohort(cohort_id, person)
    own = reads.enrolment_in(found.id, person) if not person.is_anonymous else None
    mine = [case for case, one in reads.own_applications(person) if one.id == found.id]
    counts = reads.report(person) if found.selected else []
    context = {
        "cohort": found,
        "own": own,
        "applications": mine,
        "takes": found.takes_applications(SYSTEM_CLOCK.now()),
        "applied": reads.applied_count(found),
        "sessions": reads.sessions(found.id),
        "figures": next((figures for each, figures in counts if each.id == found.id), None),
        "may_run": rights.may_see_students(person, found.course.organiser),
        "crumbs": [ACADEMY, (found.course.title, reverse("academy:course", args=[found.course.id])), (found.title, "")],
    }
    return render(request, "academy/cohort.html", context)


# --- applying ---


@require_POST
@signed_in
def apply(request: Visit, cohort_id: str) -> HttpResponse:
    case = actions.apply(cohort_id, by=request.person)
    return redirect("academy:application", case.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application(request: Visit, case_id: str) -> HttpResponse:
    """The form while it is written, then how it stands."""
    case, found = reads.application(case_id, request.person)
    faults: dict[str, Words] = {}
    if request.method == "POST":
        faults = actions.save(case.id, request.POST.dict(), by=request.person)
        case, _ = reads.application(case_id, request.person)
    open_gaps = gaps(found.form, case.answers, ())
    if not faults and "file" in request.POST:
        if not open_gaps:
            return _filed(request, case.id)
        faults = {gap.field.name: gap.why for gap in open_gaps}
    context = {
        "case": case,
        "cohort": found,
        "may_edit": case.state in EDITED and case.person == request.person.id,
        "is_own": case.person == request.person.id,
        "rows": [
            {
                "field": field,
                "value": request.POST.get(field.name, "")
                if field.name in faults
                else case.answers.get(field.name) or "",
                "fault": faults.get(field.name),
                "shown": dict(field.choices).get(str(case.answers.get(field.name))),
            }
            for field in found.form.fields
        ],
        "gaps": open_gaps,
        "decision": cases.decisions([case.id]).get(case.id),
        "own": reads.enrolment_in(found.id, request.person) if case.person == request.person.id else None,
        "crumbs": [
            ACADEMY,
            (found.title, reverse("academy:cohort", args=[found.id])),
            (Words(f"지원 {case.number}", f"Application {case.number}"), ""),
        ],
    }
    return render(request, "academy/application.html", context, status=422 if faults else 200)


def _filed(request: Visit, case_id: str) -> HttpResponse:
    actions.file(case_id, by=request.person)
    _say(request, Words("지원서를 냈습니다.", "Your application is filed."))
    return redirect("academy:application", case_id)


@require_POST
@signed_in
def file(request: Visit, case_id: str) -> HttpResponse:
    return _filed(request, case_id)


@require_POST
@signed_in
def withdraw(request: Visit, case_id: str) -> HttpResponse:
    actions.withdraw(case_id, by=request.person)
    return redirect("academy:application", case_id)


# --- one's own learning ---


@never_cache
@require_safe
@signed_in
def mine(request: Visit) -> HttpResponse:
    """Where one is or was, what is due, what was given."""
    person, now = request.person, SYSTEM_CLOCK.now()
    learning = []
    for who, found in reads.own_enrolments(person):
        judged, _ = reads.standing(found, who, now=now)
        learning.append((who, found, judged))
    context = {
        "learning": learning,
        "applications": reads.own_applications(person),
        "referrals": placement.own_referrals(person),
        "solved": len(reads.solved_slugs(person.id)),
        "crumbs": [ACADEMY, (Words("내 배움", "My learning"), "")],
    }
    return render(request, "academy/mine.html", context)


@never_cache
@require_safe
@signed_in
def enrolment(request: Visit, enrolment_id: str) -> HttpResponse:
    """A student's course: attendance by month, exercises, how far completion is."""
    who = reads.enrolment(enrolment_id, request.person)
    found = reads.cohort(who.cohort_id, request.person)
    now = SYSTEM_CLOCK.now()
    judged, seen = reads.standing(found, who, now=now)
    solved = reads.solved_slugs(who.person_id)
    known = {each.slug: each for each in reads.exercises()}
    is_own = who.person_id == request.person.id
    context = {
        "who": who,
        "cohort": found,
        "judged": judged,
        "months": [
            (month, period, [_day(session, result) for session, result in seen.days if _month(session.starts) == month])
            for month, period in seen.periods.items()
        ],
        "exercises": [(known[slug], slug in solved) for slug in found.course.exercises if slug in known],
        "now_open": [each for each in reads.sessions(found.id) if actions.is_taken_now(each, now)] if is_own else [],
        "is_own": is_own,
        "may_run": rights.may_run(request.person, found.course.organiser),
        "crumbs": [
            ACADEMY,
            (found.title, reverse("academy:cohort", args=[found.id])),
            (Words("수강", "Enrolment") if is_own else Words(who.name, who.name), ""),
        ],
    }
    return render(request, "academy/enrolment.html", context)


def _month(moment: datetime) -> str:
    return f"{moment.astimezone(CITY_ZONE):%Y-%m}"


def _day(session: reads.SessionView, result: Any) -> dict[str, Any]:
    words, tone = MARK_WORDS[result.mark.value]
    return {
        "session": session,
        "words": words,
        "tone": tone,
        "notes": [NOTE_WORDS[each.value] for each in result.notes],
    }


@require_POST
@signed_in
def leave(request: Visit, enrolment_id: str) -> HttpResponse:
    actions.leave(enrolment_id, by=request.person)
    _say(request, Words("그만두었습니다. 자리는 대기자에게 갑니다.", "You left; the seat goes to whoever waits."))
    return redirect("academy:enrolment", enrolment_id)


# --- sessions ---


@never_cache
@require_safe
@signed_in
def session_code(request: Visit, session_id: str) -> HttpResponse:
    """The code for the screen in the room; the page asks for the next one by itself."""
    code, left = actions.current_code(session_id, by=request.person)
    session, found = reads.session(session_id, request.person)
    address = request.build_absolute_uri(reverse("academy:attend", args=[session_id])) + f"?code={code}"
    context = {
        "session": session,
        "cohort": found,
        "code": f"{code[:3]} {code[3:]}",
        "left": left,
        "qr": qr_path(credentials.qr_rows(address)),
        "present": reads.present_count(session_id),
        "crumbs": [ACADEMY, (found.title, reverse("academy:office", args=[found.id])), (session.title, "")],
    }
    part = "academy/_code.html" if "HX-Request" in request.headers else "academy/code.html"
    return render(request, part, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attend(request: Visit, session_id: str) -> HttpResponse:
    """The student's side: six digits, coming or going."""
    session, found = reads.session(session_id, request.person)
    context: dict[str, Any] = {
        "session": session,
        "cohort": found,
        "code": request.GET.get("code", "")[:10],
        "own": reads.enrolment_in(found.id, request.person),
        "crumbs": [ACADEMY, (found.title, reverse("academy:cohort", args=[found.id])), (session.title, "")],
    }
    if request.method != "POST":
        return render(request, "academy/attend.html", context)
    kind = request.POST.get("kind", "in")
    try:
        actions.attend(
            session_id,
            request.POST.get("code", ""),
            kind,
            address=request.META.get("REMOTE_ADDR", ""),
            by=request.person,
        )
    except Refused as refused:
        if refused.code != "session_code_wrong":
            raise
        actions.note_wrong_code(session_id, by=request.person)
        return render(request, "academy/attend.html", context | {"refused": refused}, status=422)
    _say(request, Words("입실했습니다.", "You came in.") if kind == "in" else Words("퇴실했습니다.", "You went out."))
    return redirect("academy:enrolment", context["own"].id)


@require_POST
@signed_in
def correct(request: Visit, session_id: str) -> HttpResponse:
    """A mark by the teacher at a time of the session's day, with its reason."""
    session, found = reads.session(session_id, request.person)
    try:
        day = session.starts.astimezone(CITY_ZONE).date()
        clock = datetime.strptime(request.POST.get("at", ""), "%H:%M").time()  # noqa: DTZ007 - the zone is added below
    except ValueError:
        raise Refused("not_found") from None
    actions.correct(
        session_id,
        request.POST.get("enrolment", ""),
        request.POST.get("kind", ""),
        at=datetime.combine(day, clock, CITY_ZONE),
        reason=request.POST.get("reason", ""),
        evidence=request.POST.get("evidence", ""),
        by=request.person,
    )
    _say(request, Words("출석을 고쳤습니다.", "The attendance is corrected."))
    return redirect("academy:office", found.id)


# --- the course's office ---


@never_cache
@require_safe
@signed_in
def office(request: Visit, cohort_id: str) -> HttpResponse:
    """Applicants, students with their standing, sessions, answers that are alike."""
    found = reads.cohort(cohort_id, request.person)
    require(rights.may_see_students(request.person, found.course.organiser), request.person)
    listed = reads.enrolments(found.id)
    context = {
        "cohort": found,
        "applications": reads.filed_applications(found),
        "students": reads.standings(found, [each for each in listed if each.is_student], now=SYSTEM_CLOCK.now()),
        "waiting": [each for each in listed if each.state is EnrolmentState.WAITING],
        "sessions": reads.sessions(found.id),
        "alike": reads.alike_answers(found, request.person),
        "may_run": rights.may_run(request.person, found.course.organiser),
        "may_select": found.state is CohortState.OPEN,
        "may_finish": found.state is CohortState.SELECTED,
        "crumbs": [ACADEMY, (found.title, reverse("academy:cohort", args=[found.id])), (Words("운영", "Office"), "")],
    }
    return render(request, "academy/office.html", context)


@require_POST
@signed_in
def select(request: Visit, cohort_id: str) -> HttpResponse:
    scores = {
        name.removeprefix("score-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("score-") and value
    }
    places = actions.select(cohort_id, scores, by=request.person)
    seated = sum(each.place.value == "seated" for each in places)
    _say(request, Words(f"{seated}명을 선발했습니다.", f"{seated} were selected."))
    return redirect("academy:office", cohort_id)


@require_POST
@signed_in
def take_seat(request: Visit, enrolment_id: str) -> HttpResponse:
    actions.take_seat(enrolment_id, by=request.person)
    return redirect("academy:office", reads.enrolment(enrolment_id, request.person).cohort_id)


@require_POST
@signed_in
def finish(request: Visit, cohort_id: str) -> HttpResponse:
    completed = actions.finish(cohort_id, by=request.person)
    _say(request, Words(f"{completed}명이 수료했습니다.", f"{completed} completed."))
    return redirect("academy:office", cohort_id)


@require_POST
@signed_in
def judge(request: Visit, enrolment_id: str) -> HttpResponse:
    actions.judge(enrolment_id, by=request.person)
    return redirect("academy:enrolment", enrolment_id)


@require_POST
@signed_in
def issue(request: Visit, enrolment_id: str) -> HttpResponse:
    issued = credentials.issue(enrolment_id, by=request.person)
    return redirect("academy:certificate", issued.number)


@require_POST
@signed_in
def add_session(request: Visit, cohort_id: str) -> HttpResponse:
    try:
        starts, ends = (
            datetime.fromisoformat(request.POST.get(name, "")).replace(tzinfo=CITY_ZONE) for name in ("starts", "ends")
        )
    except ValueError:
        raise Refused("academy_rules_refused", what="starts, ends") from None
    said = request.POST.get("title", "").strip()[:120]
    networks = request.POST.get("networks", "").split()
    actions.add_session(cohort_id, Words(said, said), starts=starts, ends=ends, networks=networks, by=request.person)
    return redirect("academy:office", cohort_id)


@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Completion, employment and retention by cohort, small numbers left out: the same for everyone."""
    context = {
        "rows": reads.report(person_of(request)),
        "least": reads.smallest_shown(),
        "crumbs": [ACADEMY, (Words("성과", "Outcomes"), "")],
    }
    return render(request, "academy/report.html", context)


def _say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))
