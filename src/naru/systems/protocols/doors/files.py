"""Whole documents about the catalogue and about one dataset: data.json, data packages, Croissant, sitemaps, feeds, lineage."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.installed import deployment
from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.systems.protocols import reads
from naru.systems.protocols.core import croissant as croissant_core
from naru.systems.protocols.core import data_json as data_json_core
from naru.systems.protocols.core import data_package as data_package_core
from naru.systems.protocols.core import feeds, open_lineage, parameters, sitemap
from naru.systems.protocols.core.feeds import FeedHead
from naru.systems.protocols.doors.answering import XML, addresses, as_json, as_text, city, given, links_header, streamed

LD_JSON = "application/ld+json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
FEED_MOST = 200
# pages that hold no data of their own, or very many faces of the same
NOT_FOR_ROBOTS = ("/accounts/", "/me/", "/sql/", "/rows/", "/api/v1/", "/jobs/", "/trail/", "/search/suggest/")


@require_safe
def data_json(request: HttpRequest) -> HttpResponseBase:
    """Whole; narrowed as DCAT's catalogue is."""
    asked = given(request)
    parameters.only_known(asked, parameters.LISTING)
    found = catalogue.walked(person_of(request), parameters.listing_filter(asked))
    pieces = data_json_core.document(found, publisher=city().ko, at=addresses(request))
    return streamed(pieces, type_="application/json; charset=utf-8")


@require_safe
def data_json_well_known(request: HttpRequest) -> HttpResponse:
    """``/data.json``, where harvesters look, leads to where a token is heard."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{addresses(request).site}/api/data.json{query}")


@require_safe
def data_package(request: HttpRequest, dataset_id: str) -> HttpResponse:
    found = reads.whole(dataset_id, person_of(request))
    return as_json(data_package_core.package(found.listed, found.tables, addresses(request)))


@require_safe
def croissant(request: HttpRequest, dataset_id: str) -> HttpResponse:
    person = person_of(request)
    found = reads.whole(dataset_id, person)
    checksums = reads.checksums(found.tables, person)
    return as_json(croissant_core.description(found.listed, found.tables, checksums, addresses(request)), type_=LD_JSON)


@require_safe
def lineage(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """How each table's newest version came to be, as run events; inputs that are not the visitor's to see are left out."""
    person, at = person_of(request), addresses(request)
    found = reads.whole(dataset_id, person)
    steps = [open_lineage.event(table, reads.lineage_of(table, person), at) for table in found.tables]
    return as_json(steps)


@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Newest first; narrowed as DCAT's catalogue is, paged by ``offset``."""
    if kind not in feeds.TYPES:
        raise Refused("not_found")
    asked, at = given(request), addresses(request)
    parameters.only_known(asked, parameters.LISTING | {"limit", "offset"})
    limit = parameters.number(asked, "limit", default=50, least=1, most=FEED_MOST)
    offset = parameters.number(asked, "offset", default=0, most=10_000_000)
    person, wanted = person_of(request), parameters.listing_filter(asked)
    found = catalogue.listed_at(person, wanted, sort="-changed", offset=offset, limit=limit + 1)
    address = f"{at.feeds}/datasets.{kind}"
    more = f"{address}?{urlencode({**asked, 'offset': offset + limit})}" if len(found) > limit else ""
    head = FeedHead(
        title=f"{city().ko} 데이터", address=request.build_absolute_uri(), page=f"{at.site}/search/", next=more
    )
    text = feeds.write(kind, head, found[:limit], at)
    return as_text(text, type_=feeds.TYPES[kind], headers=links_header([(more, "next")]))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Of what everyone may read, whoever asks: search engines ask for everyone."""
    files = -(-max(1, catalogue.count_listed(ANONYMOUS)) // sitemap.FILE)
    site = addresses(request).site
    return as_text(sitemap.index(f"{site}/sitemap-{number}.xml" for number in range(1, files + 1)), type_=XML)


@require_safe
def sitemap_file(request: HttpRequest, number: int) -> HttpResponseBase:
    at, first = addresses(request), (number - 1) * sitemap.FILE
    if number < 1 or (number > 1 and first >= catalogue.count_listed(ANONYMOUS)):
        raise Refused("not_found")
    found = catalogue.listed_places(ANONYMOUS, offset=first, limit=sitemap.FILE)
    return streamed(sitemap.urls((at.dataset(place.id), place.changed) for place in found), type_=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Programs have better ways to the rows than to walk through pages of them; what is one role's own installation
    shows nothing to strangers."""
    if deployment() is not None:
        return as_text("User-agent: *\nDisallow: /\n", type_=PLAIN)
    lines = (
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        f"Sitemap: {addresses(request).site}/sitemap.xml",
    )
    return as_text("\n".join(lines) + "\n", type_=PLAIN)
