"""Doors of duties."""

from tests.spec.doors.door import SIGNED_IN, Door, Rows

DOORS: Rows = {"duties:due": [Door("GET", SIGNED_IN)]}
