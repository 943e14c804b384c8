"""A map of a table: the page, the fragment in a dataset's page, and the places in view."""

import math
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.refusals import Refused
from naru.data.query import base_map, metering, pictures
from naru.data.query.core.base_map import level_of
from naru.data.query.core.places import Box, value_choices
from naru.data.query.core.values import OpenTable
from naru.data.query.pages.parts import is_fragment
from naru.data.query.reads import open_table

LISTED = 50


@require_safe
def places_map(request: HttpRequest) -> HttpResponse:
    """``?table=<sql_name>&value=<column>``; as a part of another page only the map."""
    table = open_table(request.GET.get("table", ""), person_of(request))
    atlas = pictures.atlas(table, request.GET.get("value"), value_chosen="value" in request.GET)
    context = {"table": table, "atlas": atlas, **(_context(table, atlas) if atlas else {})}
    return render(request, "query/_map.html" if is_fragment(request) else "query/map.html", context)


@require_safe
def places(request: HttpRequest, name: str) -> HttpResponse:
    """GeoJSON of what a view shows: ``bbox=west,south,east,north`` in degrees, ``zoom`` the map's (8 for none)."""
    table = open_table(name, person_of(request))
    atlas = pictures.atlas(table, request.GET.get("value"), value_chosen="value" in request.GET)
    if atlas is None:
        raise Refused("not_found")
    box = read_box(request.GET.get("bbox", "")) or Box()
    found = pictures.places_in(table, atlas, box, read_zoom(request.GET.get("zoom", "")))
    metering.count(table, person_of(request), "map", rows=found.rows)
    response = HttpResponse(found.to_geojson(), content_type="application/geo+json")
    # what is not for everyone ends with the right to it, in the browser too
    response.headers["Cache-Control"] = "private, max-age=300" if pictures.is_open(table.sql_name) else "no-store"
    return response


def read_box(text: str) -> Box | None:
    """``west,south,east,north`` in degrees; None for anything else, and for an empty box."""
    try:
        west, south, east, north = (float(side) for side in text.split(","))
    except ValueError:
        return None
    box = Box(west=west, south=south, east=east, north=north)
    return None if box.is_empty or not all(map(math.isfinite, (west, south, east, north))) else box


def read_zoom(text: str) -> float:
    """From 0 to 22; 8 for what is no number."""
    try:
        zoom = float(text)
    except ValueError:
        return 8.0
    return min(max(zoom, 0.0), 22.0) if math.isfinite(zoom) else 8.0


def _context(table: OpenTable, atlas: pictures.Atlas) -> dict[str, Any]:
    spec, box = atlas.spec, atlas.box
    named = {column.alias: column for column in table.columns}
    value = named.get(spec.value or "")
    chosen = urlencode({"value": spec.value or ""})
    is_short = atlas.regions is not None or table.rows <= LISTED
    first = pictures.places_in(table, atlas, box, 12.0) if box and is_short else None
    return {
        "value": value,
        "values": value_choices(table.columns),
        "box": orjson.dumps([box.west, box.south, box.east, box.north]).decode() if box else "",
        "breaks": orjson.dumps(atlas.breaks).decode(),
        "legend": legend(atlas.breaks) if value or atlas.regions else [],
        "regions": atlas.regions,
        "places": f"{reverse('query:map_places', args=[table.sql_name])}?{chosen}",
        "address": f"{reverse('query:map')}?{urlencode({'table': table.sql_name})}&{chosen}",
        "tiles": f"{settings.NARU_TILES.rstrip('/')}/{{z}}/{{x}}/{{y}}.png" if settings.NARU_TILES else "",
        "listed": [feature["properties"] for feature in first.features[:LISTED]] if first else [],
        **ground_of(table.sql_name),
    }


@require_safe
def ground(request: HttpRequest) -> HttpResponse:
    """GeoJSON of the areas under a map: ``bbox`` and ``zoom`` as for places."""
    if not base_map.is_there():
        raise Refused("not_found")
    box, zoom = read_box(request.GET.get("bbox", "")) or Box(), read_zoom(request.GET.get("zoom", ""))
    found = base_map.areas(level_of(zoom)).view(box.west, box.south, box.east, box.north, zoom)
    response = HttpResponse(found, content_type="application/geo+json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def ground_of(above: str = "") -> dict[str, Any]:
    """What lies under a map: the city's own table of areas, else those that the installation brings along."""
    if own := outlines(above):
        return {"outlines": own, "credit": ""}
    if not base_map.is_there():
        return {"outlines": "", "credit": ""}
    return {"outlines": reverse("query:map_ground"), "credit": base_map.CREDIT}


def outlines(above: str = "") -> str:
    """The address of the areas that lie under a map, so that its places are somewhere; never a table under itself.

    "" where the city names none, or one that not everyone may read."""
    name = settings.NARU_OUTLINES
    known = name and name != above and pictures.is_open(name)
    return f"{reverse('query:map_places', args=[name])}?value=" if known else ""


def legend(breaks: tuple[float, ...]) -> list[tuple[int, float | None, float | None]]:
    """(class, from, to) of every colour; the ends are open."""
    return [(index, low, high) for index, (low, high) in enumerate(zip((None, *breaks), (*breaks, None), strict=True))]
