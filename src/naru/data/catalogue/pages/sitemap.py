"""Which pages about data there are, for search engines (sitemaps.org, 0.9): those that everyone may open."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads

PAGES = 5_000  # of one file; the standard allows 50,000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The files of the map, one at least."""
    files = max(1, -(-reads.count_listed(ANONYMOUS) // PAGES))
    entries = [_entry("sitemap", request, reverse("catalogue:sitemap_part", args=[number])) for number in range(files)]
    return _xml("sitemapindex", entries)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Datasets by their ids, with the day on which each changed."""
    places = reads.listed_places(ANONYMOUS, offset=number * PAGES, limit=PAGES)
    if not places and number:
        raise Refused("not_found")
    entries = [
        _entry("url", request, reverse("catalogue:dataset", args=[place.id]), place.changed.date().isoformat())
        for place in places
    ]
    return _xml("urlset", entries)


def _entry(tag: str, request: HttpRequest, path: str, changed: str = "") -> str:
    told = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<{tag}><loc>{escape(request.build_absolute_uri(path))}</loc>{told}</{tag}>"


def _xml(root: str, entries: list[str]) -> HttpResponse:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
        + "\n".join(entries)
        + f"\n</{root}>\n"
    )
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
