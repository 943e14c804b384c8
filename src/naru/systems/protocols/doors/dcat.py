"""DCAT-AP: the catalogue as one stream or in pages, and one dataset."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.guard import person_of
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed, Place
from naru.systems.protocols import reads
from naru.systems.protocols.core import dcat, parameters, rdf_stream
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.dcat import CatalogueHead, Concepts, HydraPage
from naru.systems.protocols.core.rdf import MEDIA_TYPES, Node, Syntax
from naru.systems.protocols.doors.answering import addresses, city, given, links_header, streamed

PAGE_MOST = 1_000
KNOWN = parameters.LISTING | {"limit", "after"}
SYNTAXES = {"ttl": Syntax.TURTLE, "rdf": Syntax.RDF_XML, "xml": Syntax.RDF_XML, "jsonld": Syntax.JSON_LD}


@require_safe
def catalogue_document(request: HttpRequest, ending: str) -> HttpResponseBase:
    """``?limit=`` pages it, ``?modified_since=`` and others narrow it; whole without them."""
    asked, at, syntax = given(request), addresses(request), _syntax(ending)
    parameters.only_known(asked, KNOWN)
    if "limit" in asked or "after" in asked:
        return _page(request, syntax)
    wanted = parameters.listing_filter(asked)
    found = catalogue.walked(person_of(request), wanted)
    said = nodes(CatalogueHead(city=city()), found, at)
    return streamed(rdf_stream.document(syntax, said), type_=MEDIA_TYPES[syntax])


def _page(request: HttpRequest, syntax: Syntax) -> HttpResponseBase:
    person, asked, at = person_of(request), given(request), addresses(request)
    wanted = parameters.listing_filter(asked)
    limit = parameters.number(asked, "limit", default=100, least=1, most=PAGE_MOST)
    narrowed = {name: value for name, value in asked.items() if name != "after"} | {"limit": str(limit)}
    found = catalogue.listed(person, wanted, after=_after(asked.get("after", "")), limit=limit + 1)
    base = f"{at.dcat_catalogue(syntax)}?"
    more = urlencode({**narrowed, "after": _cursor(found[limit - 1].place)}) if len(found) > limit else ""
    page = HydraPage(
        address=request.build_absolute_uri(),
        first=base + urlencode(narrowed),
        next=base + more if more else "",
        total=catalogue.count_listed(person, wanted),
    )
    said = nodes(CatalogueHead(city=city(), page=page), iter(found[:limit]), at)
    links = links_header([(page.next, "next"), (page.first, "first")])
    return streamed(rdf_stream.document(syntax, said), type_=MEDIA_TYPES[syntax], headers=links)


@require_safe
def dataset_document(request: HttpRequest, dataset_id: str, ending: str) -> HttpResponseBase:
    at, syntax = addresses(request), _syntax(ending)
    listed = reads.whole(dataset_id, person_of(request)).listed
    said = [*dcat.dataset_nodes(listed, Concepts(), at), dcat.service(at)]
    return streamed(rdf_stream.document(syntax, said), type_=MEDIA_TYPES[syntax])


@require_safe
def well_known(request: HttpRequest, ending: str) -> HttpResponse:
    """``/catalog.ttl``, where CKAN's harvesters look, leads to where a token is heard."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(addresses(request).dcat_catalogue(_syntax(ending)) + query)


def nodes(head: CatalogueHead, found: Iterator[Listed], at: Addresses) -> Iterator[Node]:
    """The catalogue, then its datasets as they are read."""
    concepts = Concepts()
    yield from dcat.catalogue_nodes(head, concepts, at)
    for listed in found:
        yield from dcat.dataset_nodes(listed, concepts, at)


def _syntax(ending: str) -> Syntax:
    if ending not in SYNTAXES:
        raise Refused("not_found")
    return SYNTAXES[ending]


ORDERING = "protocols.changed"


def _cursor(place: Place) -> str:
    return encode_cursor([place.changed.isoformat(), place.id], ordering=ORDERING)


def _after(cursor: str) -> Place | None:
    """Raises ``Refused``: ``bad_cursor``."""
    if not cursor:
        return None
    values = decode_cursor(cursor, ordering=ORDERING)
    if len(values) != 2 or not all(isinstance(value, str) for value in values):
        raise Refused("bad_cursor")
    return Place(parameters.instant("after", values[0]), values[1])
