"""Pages for firms: programmes, the guided form, a voucher and what is delivered for it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, signed_in, takes_files
from naru.base.kit.person import OrganisationId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Form
from naru.commons.cases.core.states import EDITED
from naru.commons.cases.page_parts import files_in, form_rows, form_state, next_step, origin_of
from naru.commons.papers import reads as papers
from naru.commons.terms import reads as terms
from naru.data.files import content
from naru.systems.vouchers import actions, agreements, reads, spending
from naru.systems.vouchers.core import rights
from naru.systems.vouchers.page_parts import VOUCHERS, amount, bar, day, funnel, money_bar, say


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All of them, and the visitor's own applications."""
    person = person_of(request)
    now = SYSTEM_CLOCK.now()
    context = {
        "programmes": [
            (each, figures, money_bar(figures), each.is_open(now))
            for each in reads.programmes()
            for figures in (reads.figures(each),)
        ],
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
        "funnel": funnel(figures),
        "money": money_bar(figures),
        "is_open": found.is_open(SYSTEM_CLOCK.now()),
        "own": [each for each, _ in people.organisations_of(person) if rights.may_apply_for(person, each.id)],
        "applications": [each for each in reads.own_applications(person) if each.about == found.ref],
        "awards": reads.awards(found, person),
        "seat": None if person.is_anonymous else cases.seat_of(found.ref, person.id),
        "crumbs": [VOUCHERS, (found.title, "")],
    }
    return render(request, "vouchers/programme.html", context)


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
        faults = actions.save(case.id, step.name, request.POST.dict(), by=request.person, origin=origin_of(request))
        if not faults:
            return redirect(f"{request.path}?step={next_step(found.form, step.name)}")
        case = reads.application(case_id, request.person)
    context = _application(request, case, found) | {"step": step, "rows": form_rows(case, step.fields, faults, request)}
    return render(request, "vouchers/application.html", context, status=422 if faults else 200)


def _application(request: Visit, case: cases.Case, found: reads.Programme) -> dict[str, Any]:
    may_edit = case.state in EDITED and rights.may_apply_for(request.person, case.organisation)
    return form_state(case, found.form) | {
        "case": case,
        "programme": found,
        "may_edit": may_edit,
        "is_own": rights.may_apply_for(request.person, case.organisation),
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


def _take_files(request: Visit, case_id: str, form: Form) -> None:
    for name, file in files_in(request, form):
        stored = content.take_bytes(file.read(), file.name or name)
        actions.attach(case_id, name, name=stored.name, sha256=stored.sha256, size=stored.bytes, by=request.person)


@require_POST
@signed_in
def file(request: Visit, case_id: str) -> HttpResponse:
    actions.file(case_id, by=request.person)
    say(request, Words("신청서를 냈습니다.", "Your application is filed."))
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
        "bar": bar(
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
    agreements.draft_agreement(award_id, request.POST.get("supplier", ""), by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@signed_in
def sign(request: Visit, award_id: str) -> HttpResponse:
    """``digest`` is what the signer was shown."""
    agreements.sign(award_id, request.POST.get("party", ""), request.POST.get("digest", ""), by=request.person)
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
        price_krw=amount(request, "price"),
        began=day(request.POST.get("began", "")),
        by=request.person,
    )
    return redirect("vouchers:award", award_id)


@require_POST
@signed_in
def report_outcome(request: Visit, award_id: str) -> HttpResponse:
    reads.award(award_id, request.person)
    agreements.report_outcome(
        award_id,
        amount(request, "months"),
        sales_krw=amount(request, "sales_krw"),
        hires=amount(request, "hires"),
        datasets=amount(request, "datasets"),
        note=request.POST.get("note", ""),
        by=request.person,
    )
    return redirect("vouchers:award", award_id)
