"""Vouchers' pages: programmes, the guided form, the reviewer's screen, the office, a voucher, what looks wrong."""

import hmac
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, person_of, signed_in, takes_files
from naru.base.kit.person import OrganisationId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases import review as reviewing
from naru.commons.cases.core.forms import Field, FieldKind, Form, blind, gaps, progress
from naru.commons.cases.core.states import EDITED, CaseState
from naru.commons.papers import reads as papers
from naru.commons.terms import reads as terms
from naru.data.files import content
from naru.systems.vouchers import actions, audit, reads, spending
from naru.systems.vouchers.core import rights

VOUCHERS = (Words("바우처", "Vouchers"), "/vouchers/")


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All of them, and the visitor's own applications."""
    person = person_of(request)
    now = SYSTEM_CLOCK.now()
    context = {
        "programmes": [(each, reads.figures(each), each.is_open(now)) for each in reads.programmes()],
        "own": reads.own_applications(person),
        "crumbs": [(VOUCHERS[0], "")],
    }
    return render(request, "vouchers/programmes.html", context)


@require_safe
def programme(request: HttpRequest, programme_id: str) -> HttpResponse:
    """Its rules, its funnel and its money; the way to apply for whoever may."""
    found, person = reads.programme(programme_id), person_of(request)
    figures = reads.figures(found)
    context = {
        "programme": found,
        "figures": figures,
        "funnel": _funnel(figures),
        "money": _money(figures),
        "is_open": found.is_open(SYSTEM_CLOCK.now()),
        "own": [each for each, _ in people.organisations_of(person) if rights.may_apply_for(person, each.id)],
        "applications": [each for each in reads.own_applications(person) if each.about == found.ref],
        "awards": reads.awards(found, person),
        "seat": None if person.is_anonymous else cases.seat_of(found.ref, person.id),
        "crumbs": [VOUCHERS, (found.title, "")],
    }
    return render(request, "vouchers/programme.html", context)


def _funnel(figures: reads.Figures) -> list[tuple[Words, int, int]]:
    """Words, how many, and what percent of those who applied."""
    steps = (
        (Words("신청", "Applied"), figures.applied),
        (Words("자격 있음", "Eligible"), figures.eligible),
        (Words("선정", "Awarded"), figures.awarded),
        (Words("협약", "Agreed"), figures.agreed),
        (Words("지급", "Paid"), figures.delivered),
    )
    most = max(figures.applied, 1)
    return [(words, count, 100 * count // most) for words, count in steps]


Part = tuple[str, Words, int, int, int]


def _money(figures: reads.Figures) -> list[Part]:
    return _bar(
        figures.budget_krw,
        paid=figures.paid_krw,
        held=figures.held_krw,
        left=figures.left_krw,
        returned=figures.returned_krw,
        free=figures.free_krw,
    )


MONEY_WORDS = {
    "paid": Words("지급", "Paid"),
    "held": Words("예약", "Held"),
    "left": Words("쓸 수 있음", "To be spent"),
    "returned": Words("되돌림", "Returned"),
    "free": Words("남은 예산", "Free"),
}


def _bar(whole_krw: int, **parts: int) -> list[Part]:
    """Kind, words, won; where its part of a bar of a thousand begins, and how long it is."""
    bar, before = [], 0
    for kind, won in parts.items():
        start, end = (1000 * each // max(whole_krw, 1) for each in (before, before + won))
        bar.append((kind, MONEY_WORDS[kind], won, start, end - start))
        before += won
    return bar


# --- applying ---


@require_POST
@signed_in
def apply(request: Visit, programme_id: str) -> HttpResponse:
    organisation = OrganisationId(request.POST.get("organisation", ""))
    case = actions.apply(programme_id, organisation, by=request.person)
    return redirect("vouchers:application", case.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@takes_files(64)
def application(request: Visit, case_id: str) -> HttpResponse:
    """While it is written: one step at a time, saved as one goes on; then: how it stands."""
    case = reads.application(case_id, request.person)
    found = reads.programme(case.about.id)
    name = request.POST.get("step") or request.GET.get("step") or found.form.steps[0].name
    step = found.form.step(name) or found.form.steps[0]
    faults: dict[str, Words] = {}
    if request.method == "POST":
        _take_files(request, case.id, found.form)
        faults = actions.save(case.id, step.name, request.POST.dict(), by=request.person, origin=_origin(request))
        if not faults:
            return redirect(f"{request.path}?step={_next(found.form, step.name)}")
        case = reads.application(case_id, request.person)
    context = _application(request, case, found) | {"step": step, "rows": _rows(case, step.fields, faults, request)}
    return render(request, "vouchers/application.html", context, status=422 if faults else 200)


def _application(request: Visit, case: cases.Case, found: reads.Programme) -> dict[str, Any]:
    documents = {each.field: each for each in cases.documents([case.id])}
    far = progress(found.form, case.answers, documents)
    may_edit = case.state in EDITED and rights.may_apply_for(request.person, case.organisation)
    return {
        "case": case,
        "programme": found,
        "may_edit": may_edit,
        "is_own": rights.may_apply_for(request.person, case.organisation),
        "progress": far,
        "done_steps": [name for name, done in far.steps.items() if done],
        "gaps": gaps(found.form, case.answers, documents),
        "answers": [
            (field, _shown(field, case.answers.get(field.name)), documents.get(field.name))
            for field in found.form.fields
        ],
        "checks": reads.eligibility(case, found),
        "supplements": cases.supplements(case.id),
        "decision": cases.decisions([case.id]).get(case.id),
        "award_id": reads.award_of_case(case.id),
        "papers": papers.papers_about(Ref(reads.APPLICATION, case.id)),
        "crumbs": [
            VOUCHERS,
            (found.title, f"/vouchers/programmes/{found.id}/"),
            (Words(f"신청 {case.number}", f"Application {case.number}"), ""),
        ],
    }


def _rows(
    case: cases.Case, fields: tuple[Field, ...], faults: dict[str, Words], request: Visit
) -> list[dict[str, Any]]:
    """What was typed stands where it was refused."""
    documents = {each.field: each for each in cases.documents([case.id])}
    return [
        {
            "field": field,
            "value": request.POST.get(field.name, "") if field.name in faults else case.answers.get(field.name) or "",
            "fault": faults.get(field.name),
            "document": documents.get(field.name),
        }
        for field in fields
    ]


def _shown(field: Field, value: object) -> Words:
    match field.kind:
        case FieldKind.WON if isinstance(value, int):
            return Words(f"{value:,}원", f"{value:,} won")
        case FieldKind.CHOICE:
            return dict(field.choices).get(str(value), Words("–", "–"))
        case _:
            return Words(str(value or "–"), str(value or "–"))


def _next(form: Form, name: str) -> str:
    names = [step.name for step in form.steps]
    return names[min(names.index(name) + 1, len(names) - 1)]


def _take_files(request: Visit, case_id: str, form: Form) -> None:
    for field in form.fields:
        file = request.FILES.get(field.name)
        if field.kind is FieldKind.FILE and isinstance(file, UploadedFile):
            stored = content.take_bytes(file.read(), file.name or field.name)
            actions.attach(
                case_id, field.name, name=stored.name, sha256=stored.sha256, size=stored.bytes, by=request.person
            )


def _origin(request: HttpRequest) -> str:
    """A digest of whence it is written, under a key of this installation: it can be compared and says nothing else."""
    whence = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('User-Agent', '')}"
    return hmac.digest(settings.SECRET_KEY.encode(), whence.encode(), "sha256").hex()[:32]


@require_POST
@signed_in
def file(request: Visit, case_id: str) -> HttpResponse:
    actions.file(case_id, by=request.person)
    _say(request, Words("신청서를 냈습니다.", "Your application is filed."))
    return redirect("vouchers:application", case_id)


@require_POST
@signed_in
def withdraw(request: Visit, case_id: str) -> HttpResponse:
    actions.withdraw(case_id, by=request.person)
    return redirect("vouchers:application", case_id)


@require_POST
@signed_in
def object_to(request: Visit, case_id: str) -> HttpResponse:
    actions.object_to(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("vouchers:application", case_id)


@require_POST
@officer_only
def ask_supplement(request: Visit, case_id: str) -> HttpResponse:
    actions.ask_supplement(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("vouchers:application", case_id)


# --- the office ---


@never_cache
@require_safe
@auditor_or_officer
def office(request: Visit, programme_id: str) -> HttpResponse:
    """Every application with its eligibility, the panel and how far it is, the ranking once all have signed."""
    found = reads.programme(programme_id)
    seats = cases.seats(found.ref)
    signed = bool(seats) and all(seat.signed for seat in seats)
    listed = cases.cases_about(found.ref)
    decisions = cases.decisions(each.id for each in listed)
    places, tallies = actions.ranking(found) if signed and found.announced is None else ([], {})
    labels = {each.id: each for each in listed}
    context = {
        "programme": found,
        "rows": [(each, reads.eligibility(each, found), decisions.get(each.id)) for each in listed],
        "seats": [(people.person(seat.person_id).name, seat) for seat in seats],
        "ranking": [(labels[each.case_id], each, tallies[each.case_id]) for each in places],
        "may_run": rights.may_run(request.person),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("운영", "Office"), "")],
    }
    return render(request, "vouchers/office.html", context)


@require_POST
@officer_only
def check(request: Visit, programme_id: str) -> HttpResponse:
    passed, barred = actions.check_all(programme_id, by=request.person)
    _say(request, Words(f"심사로 {passed}건, 자격 없음 {barred}건", f"{passed} to review, {barred} not eligible"))
    return redirect("vouchers:office", programme_id)


@require_POST
@officer_only
def draw_panel(request: Visit, programme_id: str) -> HttpResponse:
    """Candidates by their addresses, one a line."""
    addresses = request.POST.get("candidates", "").split()
    actions.draw_panel(programme_id, [people.person_by_email(each).id for each in addresses], by=request.person)
    return redirect("vouchers:office", programme_id)


@require_POST
@officer_only
def announce(request: Visit, programme_id: str) -> HttpResponse:
    actions.announce(programme_id, by=request.person)
    _say(request, Words("결과를 알렸습니다.", "The results are announced."))
    return redirect("vouchers:office", programme_id)


@never_cache
@require_safe
@auditor_or_officer
def show_signals(request: Visit, programme_id: str) -> HttpResponse:
    found = reads.programme(programme_id)
    context = {
        "programme": found,
        "signals": audit.signals_of(programme_id, by=request.person),
        "awards": reads.awards(found, request.person),
        "money": _money(reads.figures(found)),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("감사", "Audit"), "")],
    }
    return render(request, "vouchers/audit.html", context)


@require_safe
@auditor_or_officer
def settlement(request: Visit, programme_id: str) -> HttpResponse:
    body = "".join(audit.settlement(programme_id, by=request.person))
    headers = {"Content-Disposition": 'attachment; filename="settlement.csv"'}
    return HttpResponse(body.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


# --- reviewing ---


@never_cache
@require_safe
@signed_in
def review(request: Visit, programme_id: str) -> HttpResponse:
    """The reviewer's applications by number, and what is still to be scored."""
    found, seat = _seat(request, programme_id)
    sheets = cases.sheets_of(seat)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    rows = [
        {"case": each, "title": each.answers.get("title"), "out": each.id in seat.recused, "sheet": sheets.get(each.id)}
        for each in listed
    ]
    due = [row for row in rows if not row["out"]]
    context = {
        "programme": found,
        "seat": seat,
        "rows": rows,
        "scored": sum(row["sheet"] is not None for row in due),
        "due": len(due),
        "most": sum(each.most for each in found.rules.criteria),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("심사", "Review"), "")],
    }
    return render(request, "vouchers/review.html", context)


@require_POST
@signed_in
def declare_interests(request: Visit, programme_id: str) -> HttpResponse:
    found, _ = _seat(request, programme_id)
    detail = request.POST.get("detail", "")
    reviewing.declare_interests(found.ref, dict.fromkeys(request.POST.getlist("case"), detail), by=request.person)
    return redirect("vouchers:review", programme_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: Visit, programme_id: str, case_id: str) -> HttpResponse:
    """One application, blind, beside its sheet; saved, the next one that has none."""
    found, seat = _seat(request, programme_id)
    case = next(
        (each for each in cases.cases_about(found.ref, states=[CaseState.COMPLETE]) if each.id == case_id), None
    )
    if case is None or case.id in seat.recused:
        raise Refused("not_found")
    if request.method == "POST":
        points = {each.name: _whole(request.POST.get(each.name, "")) for each in found.rules.criteria}
        remark = request.POST.get("remark", "")
        reviewing.score(case.id, points, criteria=found.rules.criteria, remark=remark, by=request.person)
        return redirect(_next_sheet(found, seat))
    own = cases.sheets_of(seat).get(case.id)
    context = {
        "programme": found,
        "case": case,
        "seat": seat,
        "answers": [
            (field, _shown(field, value)) for field, value in blind(found.form, case.answers) if field.name != "title"
        ],
        "criteria": [(each, own[0].points.get(each.name) if own else None) for each in found.rules.criteria],
        "remark": own[1] if own else "",
        "crumbs": [
            VOUCHERS,
            (found.title, f"/vouchers/programmes/{found.id}/"),
            (Words("심사", "Review"), f"/vouchers/programmes/{found.id}/review/"),
            (Words(f"신청 {case.number}", f"Application {case.number}"), ""),
        ],
    }
    return render(request, "vouchers/sheet.html", context)


@require_POST
@signed_in
def sign_sheets(request: Visit, programme_id: str) -> HttpResponse:
    found, _ = _seat(request, programme_id)
    reviewing.sign_sheets(found.ref, by=request.person)
    return redirect("vouchers:review", programme_id)


def _seat(request: Visit, programme_id: str) -> tuple[reads.Programme, cases.SeatView]:
    """For whoever sits on the panel; for others it is not there."""
    found = reads.programme(programme_id)
    seat = cases.seat_of(found.ref, request.person.id)
    if seat is None:
        raise Refused("not_found")
    return found, seat


def _next_sheet(found: reads.Programme, seat: cases.SeatView) -> str:
    scored = cases.sheets_of(seat)
    place = f"/vouchers/programmes/{found.id}/review/"
    for each in cases.cases_about(found.ref, states=[CaseState.COMPLETE]):
        if each.id not in scored and each.id not in seat.recused:
            return f"{place}{each.id}/"
    return place


# --- a voucher ---


@never_cache
@require_safe
@signed_in
def award(request: Visit, award_id: str) -> HttpResponse:
    """Its money, the agreement with who signed, each delivery with whose turn it is."""
    person = request.person
    found = reads.award(award_id, person)
    version = terms.document(found.document_id).newest if found.document_id else None
    own = {"city"} if rights.may_run(person) else set()
    own |= {f"org:{each}" for each in person.roles if person.stewards(each)}
    context = {
        "award": found,
        "kind": found.programme.rules.kind(found.kind),
        "bar": _bar(
            found.won, paid=found.paid_krw, held=found.held_krw, left=found.left_krw, returned=found.returned_krw
        ),
        "digest": version.sha256 if version else "",
        "signatures": [(party, name, at, party in own) for party, name, at in reads.signatures(found)],
        "is_holder": rights.may_apply_for(person, found.holder),
        "is_supplier": bool(found.supplier) and person.stewards(OrganisationId(found.supplier)),
        "may_run": rights.may_run(person),
        "suppliers": [each for each in people.organisations() if each.id != found.holder] if not found.agreed else [],
        "papers": papers.papers_about(Ref(reads.AWARD, found.id)),
        "crumbs": [
            VOUCHERS,
            (found.programme.title, f"/vouchers/programmes/{found.programme.id}/"),
            (Words(f"바우처 {found.number}", f"Voucher {found.number}"), ""),
        ],
    }
    return render(request, "vouchers/award.html", context)


@require_POST
@signed_in
def draft_agreement(request: Visit, award_id: str) -> HttpResponse:
    reads.award(award_id, request.person)
    spending.draft_agreement(award_id, request.POST.get("supplier", ""), by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@signed_in
def sign(request: Visit, award_id: str) -> HttpResponse:
    """``digest`` is what the signer was shown."""
    spending.sign(award_id, request.POST.get("party", ""), request.POST.get("digest", ""), by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@officer_only
def deposit_own(request: Visit, award_id: str) -> HttpResponse:
    spending.deposit_own(award_id, _amount(request, "won"), by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@signed_in
@takes_files(64)
def deliver(request: Visit, award_id: str) -> HttpResponse:
    """A report as a file, or the id of a dataset; what is delivered is known by its hash."""
    reads.award(award_id, request.person)
    report = request.FILES.get("report")
    if not isinstance(report, UploadedFile):
        raise Refused("not_found")
    stored = content.take_bytes(report.read(), report.name or "report")
    spending.deliver(
        award_id,
        request.POST.get("what", ""),
        sha256=stored.sha256,
        price_krw=_amount(request, "price"),
        began=_day(request.POST.get("began", "")),
        by=request.person,
    )
    return redirect("vouchers:award", award_id)


@require_POST
@officer_only
def close(request: Visit, award_id: str) -> HttpResponse:
    spending.close(award_id, by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@signed_in
def report_outcome(request: Visit, award_id: str) -> HttpResponse:
    reads.award(award_id, request.person)
    spending.report_outcome(
        award_id,
        _amount(request, "months"),
        sales_krw=_amount(request, "sales_krw"),
        hires=_amount(request, "hires"),
        datasets=_amount(request, "datasets"),
        note=request.POST.get("note", ""),
        by=request.person,
    )
    return redirect("vouchers:award", award_id)


@require_POST
@officer_only
def inspect(request: Visit, claim_id: str) -> HttpResponse:
    verdict = Verdict(request.POST.get("verdict", Verdict.ACCEPTED))
    spending.inspect(claim_id, verdict, reason=request.POST.get("reason", ""), by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


@require_POST
@officer_only
def approve(request: Visit, claim_id: str) -> HttpResponse:
    spending.approve(claim_id, by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


@require_POST
@officer_only
def pay(request: Visit, claim_id: str) -> HttpResponse:
    spending.pay(claim_id, by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


def _amount(request: HttpRequest, name: str) -> int:
    """0 where none was typed."""
    return _whole(request.POST.get(name, "")) or 0


def _whole(text: str) -> int | None:
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))
