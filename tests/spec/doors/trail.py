"""Doors of the trail."""

from tests.spec.doors.door import AUDITORS, Door, Rows

DOORS: Rows = {
    "trail:trail": [Door("GET", AUDITORS)],
    "trail:verify": [Door("POST", AUDITORS)],
    "trail:export": [Door("POST", AUDITORS)],
}
