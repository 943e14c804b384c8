"""Who issues data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.guard import person_of, signed_in
from naru.base.kit.pager import Pages
from naru.base.kit.person import OrganisationId
from naru.base.kit.words import Words
from naru.base.people.reads import organisations
from naru.data.catalogue import actions, policy
from naru.data.catalogue.core.search_values import SearchRequest, Sort
from naru.data.catalogue.core.states import State
from naru.data.catalogue.pages.forms import said
from naru.data.catalogue.pages.search import page_number
from naru.data.catalogue.search import counts, search

SIZE = 90  # three columns of thirty


@require_safe
def publisher_list(request: HttpRequest) -> HttpResponse:
    """``?q=`` in either name, ``?page=``."""
    text = request.GET.get("q", "").replace("\0", "")[:100].strip()
    found = counts.publishers(person_of(request))
    wanted = [one for one in found if text.lower() in f"{one.name} {one.name_en}".lower()] if text else found
    total = sum(one.datasets for one in wanted)
    pages = Pages.of(len(wanted), size=SIZE, number=page_number(request.GET))
    context = {
        "publishers": wanted[SIZE * (pages.number - 1) : SIZE * pages.number],
        "count": len(wanted),
        "pages": pages,
        "text": text,
        "total": total,
    }
    return render(request, "catalogue/publishers.html", context)


@require_safe
def publisher_page(request: HttpRequest, slug: str) -> HttpResponse:
    person = person_of(request)
    publisher = counts.publisher(slug.replace("\0", ""), person)
    mine = {"publisher": (publisher.slug,), "state": (State.PUBLISHED.value,)}
    latest = SearchRequest(facets=mine, sort=Sort.CHANGED, limit=10, language=get_language() or "ko")
    result = search.search(latest, person)
    themes = next((facet.values for facet in result.facets if facet.name == "theme"), ())
    context = {
        "publisher": publisher,
        "result": result,
        "themes": themes,
        "may_name": policy.may_register(person, None),
        "organisations": organisations() if policy.may_register(person, None) else (),
    }
    return render(request, "catalogue/publisher.html", context)


@signed_in
@require_POST
def name_publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """What the publisher is called in English: for officers."""
    slug = slug.replace("\0", "")
    actions.name_publisher(slug, request.POST.get("name_en", "").replace("\0", ""), by=person_of(request))
    messages.success(request, said(Words("영어 이름을 적었습니다.", "The English name is written down.")))
    return redirect("catalogue:publisher", slug)


@signed_in
@require_POST
def assign_publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose name the publisher's is: for officers."""
    slug, organisation = slug.replace("\0", ""), request.POST.get("organisation", "")
    actions.assign_publisher(slug, OrganisationId(organisation) if organisation else None, by=person_of(request))
    messages.success(request, said(Words("누구의 이름인지 적었습니다.", "Whose name it is, is written down.")))
    return redirect("catalogue:publisher", slug)
