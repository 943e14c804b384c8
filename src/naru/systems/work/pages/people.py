"""Asking, the contract, one's own work, hours, quality and pay, a payment with its statement."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.words import Words
from naru.systems.work.actions import engaging
from naru.systems.work.core import rights
from naru.systems.work.pages.parts import WORK, hours, job_crumb, say
from naru.systems.work.reads import contracts as reads
from naru.systems.work.reads import desk, earnings


@require_POST
@signed_in
def ask(request: Visit, job_id: str) -> HttpResponse:
    found = engaging.ask(job_id, by=request.person)
    say(
        request,
        Words(
            "신청했습니다. 본인 확인을 마치면 계약서가 옵니다.",
            "Asked. The contract comes once your identity was checked.",
        ),
    )
    return redirect("work:contract", found.id)


@never_cache
@require_safe
@signed_in
def contract(request: Visit, contract_id: str) -> HttpResponse:
    found = reads.contract(contract_id, request.person)
    document = reads.document(found)
    context = {
        "contract": found,
        "document": document.newest if document else None,
        "is_own": found.person_id == request.person.id,
        "may_run": rights.may_run(request.person, found.job.organisation) and found.person_id != request.person.id,
        "crumbs": [WORK, job_crumb(found.job), (Words("계약", "Contract"), "")],
    }
    return render(request, "work/contract.html", context)


@require_POST
@signed_in
def offer(request: Visit, contract_id: str) -> HttpResponse:
    checked = request.POST.get("identity") == "checked"
    found = engaging.offer(contract_id, identity_checked=checked, by=request.person)
    return redirect("work:office", found.job.id)


@require_POST
@signed_in
def sign(request: Visit, contract_id: str) -> HttpResponse:
    found = engaging.sign(contract_id, request.POST.get("digest", ""), by=request.person)
    say(request, Words("계약했습니다. 연습부터 시작하세요.", "Signed. Begin with the training."))
    return redirect("work:job", found.job.id)


@require_POST
@signed_in
def decline(request: Visit, contract_id: str) -> HttpResponse:
    engaging.decline(contract_id, by=request.person)
    return redirect("work:contract", contract_id)


@require_POST
@signed_in
def end(request: Visit, contract_id: str) -> HttpResponse:
    engaging.end(contract_id, request.POST.get("reason", ""), by=request.person)
    return redirect("work:contract", contract_id)


@never_cache
@require_safe
@signed_in
def mine(request: Visit) -> HttpResponse:
    """Today's won, when it is paid, what is to be mended and why; contracts, hours, quality, payments."""
    person = request.person
    own = reads.own_contracts(person)
    pieces = desk.pieces_of(person)
    standing = earnings.standing(person, clock=SYSTEM_CLOCK)
    context = {
        "standing": standing,
        "worked": hours(standing.worked_ms),
        "contracts": [(each, pieces.get(each.id), desk.assignments(contract_id=each.id)[:12]) for each in own],
        "earnings": earnings.earnings(person),
        "payouts": earnings.payouts(person),
        "crumbs": [WORK, (Words("내 작업", "My work"), "")],
    }
    return render(request, "work/mine.html", context)


@never_cache
@require_safe
@signed_in
def payout(request: Visit, payout_id: str) -> HttpResponse:
    found = earnings.payout(payout_id, request.person)
    context = {"payout": found, "crumbs": [WORK, (Words("지급", "Payment"), "")]}
    return render(request, "work/payout.html", context)
