"""Postings, why one fits and what is missing, consent for one of them, and what became of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.academy import placement, reads
from naru.systems.academy.core import rights
from naru.systems.academy.core.states import REFERRALS, ReferralState
from naru.systems.academy.pages.practice import ACADEMY

JOBS = (Words("일자리", "Jobs"), "/academy/jobs/")
ROWS = 6  # of skills in the form


@never_cache
@require_safe
def postings(request: HttpRequest) -> HttpResponse:
    """For who is signed in, what fits best first and how well."""
    person = person_of(request)
    listed: list[tuple[Any, Any]] = (
        [(each, None) for each in placement.postings()] if person.is_anonymous else list(placement.own_matches(person))
    )
    firms = [each for each, _ in people.organisations_of(person) if rights.may_post_for(person, each.id)]
    context = {
        "listed": listed,
        "own": placement.postings_of([each.id for each in firms]),
        "may_post": bool(firms),
        "crumbs": [ACADEMY, (JOBS[0], "")],
    }
    return render(request, "academy/postings.html", context)


@never_cache
@require_safe
def posting(request: HttpRequest, posting_id: str) -> HttpResponse:
    found, person = placement.posting(posting_id), person_of(request)
    is_firm = rights.may_post_for(person, found.firm)
    own = placement.referral_of(found, person)
    context = {
        "posting": found,
        "match": None if person.is_anonymous else placement.match_of(found, person),
        "asked": [(found.skills[each.code], each) for each in found.asked if each.code in found.skills],
        "skills": found.skills,
        "own": own,
        "may_withdraw": own is not None and ReferralState.WITHDRAWN in REFERRALS[own.state],
        "has_certificate": bool(not person.is_anonymous and placement.has_certificate(person)),
        "is_firm": is_firm,
        "may_close": (is_firm or person.is_officer) and found.state.value == "open",
        "fitting": placement.fitting_count(found) if is_firm or person.is_officer else None,
        "referrals": [
            (each, _ways(each.state, is_officer=person.is_officer))
            for each in (placement.referrals_for(found, person) if is_firm or person.is_officer else [])
        ],
        "crumbs": [ACADEMY, JOBS, (Words(found.title, found.title), "")],
    }
    return render(request, "academy/posting.html", context)


def _ways(state: ReferralState, *, is_officer: bool) -> list[ReferralState]:
    """Where a referral may go from here by whoever looks, in the order of the way."""
    ways = REFERRALS[state] - {ReferralState.WITHDRAWN, ReferralState.CONSENTED}
    return [each for each in ReferralState if each in ways and (is_officer or each in placement.FIRM_MOVES)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_posting(request: Visit) -> HttpResponse:
    """Its conditions, as the law wants them stated, and the skills that it asks for."""
    firms = [
        each for each, _ in people.organisations_of(request.person) if rights.may_post_for(request.person, each.id)
    ]
    require(bool(firms), request.person)
    context: dict[str, Any] = {
        "firms": firms,
        "contracts": placement.CONTRACTS.items(),
        "known_skills": reads.all_skills(),
        "rows": range(ROWS),
        "said": request.POST,
        "crumbs": [ACADEMY, JOBS, (Words("구인 올리기", "Post a job"), "")],
    }
    if request.method != "POST":
        return render(request, "academy/new_posting.html", context)
    try:
        made = placement.open_posting(_said(request), by=request.person)
    except Refused as refused:
        if refused.code not in {"posting_refused", "posting_under_minimum_wage"}:
            raise
        return render(request, "academy/new_posting.html", context | {"refused": refused}, status=422)
    return redirect("academy:posting", made.id)


def _said(request: Visit) -> placement.NewPosting:
    said = request.POST
    asked = [
        {
            "code": said.get(f"code-{row}", ""),
            "level": _whole(said.get(f"level-{row}", "")),
            "weight": _whole(said.get(f"weight-{row}", "")),
            "is_must": f"must-{row}" in said,
        }
        for row in range(ROWS)
        if said.get(f"code-{row}")
    ]
    return placement.NewPosting(
        firm=OrganisationId(said.get("firm", "")),
        title=said.get("title", "")[:120],
        text=said.get("text", "")[:4000],
        place=said.get("place", "")[:120],
        contract=said.get("contract", ""),
        hours_week=_whole(said.get("hours_week", "")),
        pay_krw_month=_whole(said.get("pay_krw_month", "")),
        people=_whole(said.get("people", "")),
        asked=asked,
        closes=_day(said.get("closes", "")),
    )


def _whole(text: str) -> int:
    digits = text.replace(",", "").strip()
    return min(int(digits), 2_000_000_000) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0


def _day(text: str) -> date:
    try:
        return parse_date(text) or date.min
    except ValueError:
        return date.min


@require_POST
@signed_in
def close_posting(request: Visit, posting_id: str) -> HttpResponse:
    placement.close_posting(posting_id, by=request.person)
    return redirect("academy:posting", posting_id)


@require_POST
@signed_in
def consent(request: Visit, posting_id: str) -> HttpResponse:
    placement.consent(posting_id, by=request.person)
    said = Words("이 구인에 한해 이름과 수료증을 보이는 데 동의했습니다.", "You consented for this posting alone.")
    messages.success(request, said.in_(get_language() or "ko"))
    return redirect("academy:posting", posting_id)


@require_POST
@signed_in
def withdraw_consent(request: Visit, referral_id: str) -> HttpResponse:
    placement.withdraw_consent(referral_id, by=request.person)
    return redirect("academy:mine")


@require_POST
@signed_in
def send(request: Visit, referral_id: str) -> HttpResponse:
    placement.send(referral_id, by=request.person)
    return redirect("academy:posting", placement.posting_of(referral_id))


@require_POST
@signed_in
def move(request: Visit, referral_id: str) -> HttpResponse:
    said = request.POST.get("to", "")
    if said not in set(ReferralState):
        raise Refused("not_found")
    placement.move(referral_id, ReferralState(said), by=request.person)
    return redirect("academy:posting", placement.posting_of(referral_id))
