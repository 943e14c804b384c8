"""The city's calendar: which days are worked, and what was reckoned by them.

core/working_days.py  a calendar as a value: the n-th working day, the next one, how many there are between two days
models.py             holidays with the instant at which each became known; deadlines as they were reckoned
reads.py              the calendar as it was known at any instant; deadlines that a later holiday moves
actions.py            declare a holiday, reckon a deadline
verbs.py              what declaring says in the trail
refusals.py           what a person is told when that cannot be
commands.py           the door: ``naru holiday``

*Theory of operation.* A holiday may be declared two weeks before it comes. A deadline is kept with the day it was reckoned
from, so that every deadline between whose ends a holiday was declared later is listed until its owner reckons it anew.
"""
