"""Visits, crossings, flows, dwell, occupancy and the character of an area, as Ibis expressions."""
