"""Doors of the portal's own pages."""

from tests.spec.doors.door import ANYONE, OFFICERS, Door, Rows

DOORS: Rows = {
    "home": [Door("GET", ANYONE)],
    **{name: [Door("GET", ANYONE)] for name in ("about", "help", "terms", "privacy")},
    "health": [Door("GET", ANYONE)],
    "language": [Door("POST", ANYONE, body=lambda world: {"language": "en"})],
    "look": [Door("POST", ANYONE, body=lambda world: {"look": "dark"})],
    "style": [Door("GET", OFFICERS, hidden_from=ANYONE - OFFICERS)],
    "api:openapi-json": [Door("GET", ANYONE)],
    "api:api-root": [],  # answers nothing: it is only the API's base address
}
