"""Who may pass which door of the boats."""

from tests.spec.doors.door import ANYONE, Door, Rows

DOORS: Rows = {
    "throwaway:boats": [Door("GET", ANYONE)],
    "api:list_boats": [Door("GET", ANYONE)],
}
