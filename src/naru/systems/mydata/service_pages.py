"""The register of services, its review, and the office: what is open, blocked, reported wrongly."""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.mydata import actions, orders, reads, receipts, registering, service_forms, standards
from naru.systems.mydata.core import rights
from naru.systems.mydata.core.states import OrderState, ServiceState

SERVICES = (Words("마이데이터 서비스", "MyData services"), "/mydata/services/")


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All that may ask a citizen, with what came of it; for everyone."""
    found = reads.services(person_of(request))
    context = {
        "services": [(each, reads.public_figures(each)) for each in found],
        "crumbs": [(SERVICES[0], "")],
    }
    return render(request, "mydata/services.html", context)


@require_safe
def service(request: HttpRequest, service_id: str) -> HttpResponse:
    """What it is for, the least it needs, how it was reviewed."""
    person = person_of(request)
    found = reads.service(service_id, person)
    items = standards.items()
    context = {
        "service": found,
        "figures": reads.public_figures(found),
        "purposes": [(each, [items[code] for code in each.items]) for each in found.terms.purposes],
        "may_ask": found.state is ServiceState.REGISTERED and not person.is_anonymous,
        "is_blocked": reads.is_blocked(found.organisation),
        "may_submit": rights.may_offer_for(person, found.organisation)
        and found.state in {ServiceState.DRAFT, ServiceState.RETURNED},
        "may_review": rights.may_run(person) and found.organisation not in person.roles,
        "crumbs": [SERVICES, (found.title, "")],
    }
    return render(request, "mydata/service.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_service(request: Visit) -> HttpResponse:
    """A steward describes what a service needs, and why; the officers review it before it may ask anyone."""
    fault: Words | None = None
    if request.method == "POST":
        try:
            return redirect("mydata:service", _write(request).id)
        except Refused as refused:
            if refused.sentence.status in {401, 403}:
                raise
            fault = refused.words
    own = [each for each, _ in people.organisations_of(request.person)]
    context = {
        "own": [each for each in own if rights.may_offer_for(request.person, each.id)],
        "lists": standards.item_lists().values(),
        "numbers": range(service_forms.PURPOSES),
        "typed": request.POST,
        "fault": fault,
        "crumbs": [SERVICES, (Words("서비스 등록하기", "Register a service"), "")],
    }
    return render(request, "mydata/new_service.html", context, status=422 if fault else 200)


def _write(request: Visit) -> reads.Service:
    typed = request.POST
    return registering.write_service(
        OrganisationId(typed.get("organisation", "")),
        Words(typed.get("title_ko", "")[:120], typed.get("title_en", "")[:120]),
        terms=service_forms.terms_typed(typed),
        address=service_forms.address_typed(typed.get("address", "")),
        redirect_url=service_forms.address_typed(typed.get("redirect_url", "")),
        jwk=service_forms.jwk_typed(typed.get("jwk", "")),
        by=request.person,
    )


@require_POST
@signed_in
def submit(request: Visit, service_id: str) -> HttpResponse:
    registering.submit_service(service_id, by=request.person)
    return redirect("mydata:service", service_id)


@require_POST
@officer_only
def review(request: Visit, service_id: str) -> HttpResponse:
    """Passes, returns, stops or restores: the button says which."""
    reason = request.POST.get("reason", "")
    match request.POST.get("verdict"):
        case "pass":
            registering.review_service(service_id, passes=True, by=request.person)
        case "return":
            registering.review_service(service_id, passes=False, reason=reason, by=request.person)
        case "stop":
            registering.stop_service(service_id, reason=reason, by=request.person)
        case "restore":
            registering.restore_service(service_id, by=request.person)
        case _:
            raise Refused("not_found")
    return redirect("mydata:service", service_id)


@never_cache
@require_safe
@auditor_or_officer
def office(request: Visit) -> HttpResponse:
    """Proofs that are waited for, receivers that are blocked, holders that reported wrongly; no names of citizens."""
    open_orders = reads.open_orders(request.person)
    context = {
        "orders": open_orders,
        "overdue": sum(each.state is OrderState.OVERDUE for each in open_orders),
        "faults": reads.faults(request.person),
        "reviews": [each for each in reads.services(request.person) if each.state is ServiceState.IN_REVIEW],
        "holders": reads.holders(),
        "organisations": people.organisations(),
        "lists": standards.item_lists().values(),
        "grounds": sorted(standards.grounds().values(), key=lambda each: (each.retains, each.code)),
        "may_run": rights.may_run(request.person),
        "crumbs": [SERVICES, (Words("마이데이터 운영", "MyData office"), "")],
    }
    return render(request, "mydata/office.html", context)


@require_POST
@officer_only
def new_holder(request: Visit) -> HttpResponse:
    registering.register_holder(
        OrganisationId(request.POST.get("organisation", "")),
        lists=request.POST.getlist("lists"),
        address=service_forms.address_typed(request.POST.get("address", "")),
        jwk=service_forms.jwk_typed(request.POST.get("jwk", "")),
        by=request.person,
    )
    _say(request, Words("등록했습니다.", "Registered."))
    return redirect("mydata:office")


@require_POST
@officer_only
def guardian(request: Visit) -> HttpResponse:
    """A guardian by law, whose papers the officer has seen."""
    day = parse_date(request.POST.get("ends", "")) or SYSTEM_CLOCK.today()
    ends = datetime.combine(day + timedelta(days=1), time(), CITY_ZONE)
    ward = people.person_by_email(request.POST.get("ward", ""))
    registering.give_proxy(
        request.POST.get("email", ""), ends=ends, citizen=ward.id, is_guardian=True, by=request.person
    )
    _say(request, Words("법정대리인을 넣었습니다.", "The guardian is entered."))
    return redirect("mydata:office")


@require_POST
@officer_only
def paper(request: Visit) -> HttpResponse:
    """A withdrawal that came on paper, by the number on the receipt."""
    actions.withdraw_on_paper(request.POST.get("consent", "").strip().lower(), by=request.person)
    _say(request, Words("철회했습니다.", "Withdrawn."))
    return redirect("mydata:office")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Anyone: whether a receipt or a proof of deletion is what it says, by what is pasted or dropped."""
    context: dict[str, Any] = {"crumbs": [SERVICES, (Words("서명 확인", "Check"), "")]}
    if request.method == "POST":
        file = request.FILES.get("file")
        raw = file.read(MOST) if isinstance(file, UploadedFile) else request.POST.get("document", "").encode()
        context["result"] = checked(raw)
    return render(request, "mydata/check.html", context)


MOST = 1 << 20


def checked(raw: bytes) -> tuple[bool, Words]:
    """A receipt by this city's key, an attestation by its receiver's."""
    try:
        said = json.loads(raw)
        if said.get("type") == "naru.deletion-attestation.v1":
            order = orders.verify_attestation(said)
            return True, Words(
                f"삭제 증명의 서명이 맞습니다: {order.receiver.ko}",
                f"The proof of deletion by {order.receiver.en} holds.",
            )
        document = receipts.verify(said)
        number = document["dct:identifier"]
        return True, Words(f"동의 기록의 서명이 맞습니다: {number}", f"The receipt {number} holds.")
    except Refused as refused:
        return False, refused.words
    except (ValueError, AttributeError, KeyError, RecursionError):
        return False, Refused("document_false").words


def _say(request: HttpRequest, said: Words) -> None:
    messages.success(request, said.in_(get_language() or "ko"))
