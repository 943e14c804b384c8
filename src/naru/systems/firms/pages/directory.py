"""Pages of firms: the directory, a firm's page, growth of all, who supplies whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.firms.actions import directory as actions
from naru.systems.firms.core import rights
from naru.systems.firms.pages.display import FIRMS, posted_number
from naru.systems.firms.reads import calls, supply
from naru.systems.firms.reads import directory as reads


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    listed = reads.firms(text)
    context = {"firms": listed, "q": text, "own": reads.own_firms(person_of(request)), "crumbs": [(FIRMS[0], "")]}
    return render(request, "firms/directory.html", context)


@require_safe
def firm(request: HttpRequest, slug: str) -> HttpResponse:
    found = reads.firm(slug)
    may_edit = rights.may_describe(person_of(request), found.organisation.id)
    context = {
        "firm": found,
        "may_edit": may_edit,
        "awards": calls.awards_of_firm(found.organisation.id),
        "crumbs": [FIRMS, (found.organisation.name, "")],
    }
    return render(request, "firms/firm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: Visit, slug: str) -> HttpResponse:
    """A firm edits what it says; what is known of it nobody edits."""
    organisation = people.organisation_by_slug(slug)
    if not rights.may_describe(request.person, organisation.id):
        raise Refused("forbidden")
    if request.method == "POST":
        count = request.POST.get("people", "").strip()
        actions.describe_firm(
            organisation.id,
            what=request.POST.get("what", ""),
            needs=request.POST.get("needs", ""),
            people=int(count) if count.isdecimal() and len(count) < 7 else None,
            website=request.POST.get("website", ""),
            shows_partners="shows_partners" in request.POST,
            by=request.person,
        )
        return redirect("firms:firm", slug)
    crumbs = [FIRMS, (organisation.name, "")]
    context = {"organisation": organisation, "firm": reads.profile_of(organisation.id), "crumbs": crumbs}
    return render(request, "firms/edit.html", context)


@require_POST
@signed_in
def growth(request: Visit, slug: str) -> HttpResponse:
    organisation = people.organisation_by_slug(slug)
    actions.report_growth(
        organisation.id,
        year=posted_number(request, "year"),
        jobs=posted_number(request, "jobs"),
        investment_krw=posted_number(request, "investment_krw"),
        evidence=request.POST.get("evidence", ""),
        by=request.person,
    )
    return redirect("firms:firm", slug)


@require_safe
def ecosystem(request: HttpRequest) -> HttpResponse:
    context = {"found": supply.ecosystem_now(), "crumbs": [FIRMS, (Words("누가 누구에게", "Who supplies whom"), "")]}
    return render(request, "firms/ecosystem.html", context)


@require_safe
def growth_of_all(request: HttpRequest) -> HttpResponse:
    """What is counted and what is reported, each marked as what it is."""
    years, found = reads.indicators()
    context = {
        "years": years,
        "indicators": [(each, [(year, *pair) for year, pair in zip(years, each.pairs, strict=True)]) for each in found],
        "crumbs": [FIRMS, (Words("생태계의 성장", "Growth"), "")],
    }
    return render(request, "firms/growth.html", context)


def of_organisation(request: HttpRequest, organisation_id: OrganisationId) -> str:
    """A way from an organisation to what it says of itself, where it does."""
    return render_to_string("firms/_of_organisation.html", {"firms": reads.cards(organisation_id)}, request)
