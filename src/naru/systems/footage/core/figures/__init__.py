"""Visits, crossings, flows, dwell, occupancy and the character of an area, as Ibis expressions.

Over rows, on any engine (a lazy table in, a lazy table out)
zones.py      foot points, and whether one stands in a polygon
visits.py     stays in zones; passing and visiting; shop doors
crossings.py  lines crossed, each once; entries without U-turns and re-entries
flows.py      from zone to zone
bins.py       quarters of an hour
occupancy.py  how many are inside, with drift and reset
groups.py     who walks together

Over bins and visits, small enough for memory
dwell.py      how long people stay where many stays are seen in part (Kaplan–Meier)
coverage.py   minutes seen of minutes due
audit.py      counts by hand beside counts by machine: an interval for every published count
intervals.py  intervals of shares and ratios
character.py  an area's profile: hours, stays, means, flows
kinds.py      areas of one kind, found by clustering and explained in words
day_effect.py a day against its expectation

*Theory of operation.* Zones and lines are values that become constants of the expression, so an engine needs no geometry of its own
and both engines compute the same doubles: comparisons of products of pixel coordinates, never a division or a square root. A foot
point on an edge belongs to one side only (half-open), hence zones that share an edge share nobody. What is filtered by a zone or a
line is filtered first: windows run over the few rows left.
"""
