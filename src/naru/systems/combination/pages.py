"""The city's pages of combination: what it is, partners, consultations, applications and where they stand, releases, verifying."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, officer_only, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.combination import actions, desk_reads, portal_folder, reads, verification
from naru.systems.combination.core import rights
from naru.systems.combination.core.application import ITEM_WORDS
from naru.systems.combination.desk_pages import COMBINATION, sent_upload


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How a combination goes, what has been combined, and the visitor's own consultations and applications."""
    person = person_of(request)
    asked = [] if person.is_anonymous else reads.consultations(person)
    context = {
        "crumbs": [(COMBINATION[0], "")],
        "own": [each for each, _ in people.organisations_of(person) if rights.may_apply_for(person, each.id)],
        "rows": [(each, reads.application_of(each)) for each in asked],
        "items": ITEM_WORDS.items(),
        "released": reads.released(),
        "cases": _agency_cases() if rights.may_audit(person) else [],
    }
    return render(request, "combination/overview.html", context)


def _agency_cases() -> list[str]:
    """Names of the cases of a city that is its own agency."""
    return sorted(place.parent.name for place in desk_reads.home().glob("*/role.json"))


# --- before applying ---


@never_cache
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """What organisations could combine, and for one's own: with whom, by which items, about how many persons."""
    person, held = person_of(request), reads.holdings()
    own = [each for each, _ in people.organisations_of(person) if rights.may_apply_for(person, each.id)]
    mine = [each for each in held if each.held.organisation in {organisation.id for organisation in own}]
    context = {
        "holdings": [(each, _items(each.held.items), each in mine) for each in held],
        "matches": [(each, _matches(each, held)) for each in mine],
        "own": own,
        "items": ITEM_WORDS.items(),
        "crumbs": [COMBINATION, (Words("함께할 곳", "Possible partners"), "")],
    }
    return render(request, "combination/partners.html", context)


def _matches(own: reads.Holding, held: list[reads.Holding]) -> list[tuple[reads.Holding, Any, list[Words], int]]:
    """With the width of a bar, of 100, for the persons that may be shared."""
    found = reads.partners(own, held)
    most = max((each.shared or 0 for _, each in found), default=0) or 1
    return [(other, each, _items(each.items), 100 * (each.shared or 0) // most) for other, each in found]


def _items(names: Any) -> list[Words]:
    return [words for name, words in ITEM_WORDS.items() if name in names]


@require_POST
@signed_in
def show_holding(request: Visit) -> HttpResponse:
    post = request.POST
    persons = post.get("persons", "").replace(",", "")
    actions.show_holding(
        OrganisationId(post.get("organisation", "")),
        title=post.get("title", ""),
        text=post.get("text", ""),
        items=post.getlist("item"),
        persons=int(persons) if persons.isascii() and persons.isdigit() else 0,
        by=request.person,
    )
    return redirect("combination:partners")


@require_POST
@signed_in
def hide_holding(request: Visit, holding_id: str) -> HttpResponse:
    actions.hide_holding(holding_id, by=request.person)
    return redirect("combination:partners")


@require_POST
@signed_in
def consult(request: Visit) -> HttpResponse:
    asked = actions.consult(
        OrganisationId(request.POST.get("organisation", "")),
        partners=request.POST.get("partners", ""),
        text=request.POST.get("text", ""),
        items=request.POST.getlist("item"),
        by=request.person,
    )
    return redirect("combination:consultation", asked.id)


@never_cache
@require_safe
@signed_in
def consultation(request: Visit, consultation_id: str) -> HttpResponse:
    asked = reads.consultation(consultation_id, request.person)
    context = {
        "asked": asked,
        "items": _items(asked.items),
        "application": reads.application_of(asked),
        "may_apply": rights.may_apply_for(request.person, asked.organisation),
        "may_run": rights.may_run(request.person),
        "crumbs": [COMBINATION, (Words("사전협의", "Consultation"), "")],
    }
    return render(request, "combination/consultation.html", context)


@require_POST
@officer_only
def answer_consultation(request: Visit, consultation_id: str) -> HttpResponse:
    actions.answer_consultation(consultation_id, request.POST.get("text", ""), by=request.person)
    return redirect("combination:consultation", consultation_id)


@require_POST
@signed_in
def apply(request: Visit, consultation_id: str) -> HttpResponse:
    case = actions.apply(consultation_id, by=request.person)
    return redirect("combination:application", case.id)


# --- the auditor ---


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Anyone drops a dossier or a certificate and sees whether it is as it was written; nothing of it is kept."""
    context: dict[str, Any] = {"crumbs": [COMBINATION, (Words("기록 검증", "Verify"), "")]}
    if request.method == "POST":
        try:
            context["checked"] = verification.checked(sent_upload(request).read(portal_folder.DOSSIER_MOST + 1))
        except Refused as refused:
            context["refused"] = refused.words
    return render(request, "combination/verify.html", context, status=422 if "refused" in context else 200)
