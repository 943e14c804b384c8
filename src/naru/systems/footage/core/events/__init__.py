"""Versioned rules over tracks; the Korean intelligent-CCTV test.

rules.py     a rule as data: who, where, how long, when, beside what
mapping.py   a rule ↔ a mapping, as a city's file has it
acts.py      the six acts as rules, each with what it can and cannot see
hours.py     whether a calendar holds at an instant
scenes.py    where everybody and every thing is, second by second
relations.py whether a relation holds, second by second
engine.py    rules over stored tracks → events
review.py    what people decided, and the precision of a rule that follows
intervals.py events beside the truth: temporal overlap, false alarms an hour
kisa.py      the Korean test: its score
kisa_xml.py  its files, read and written
refusals.py  what a person is told

*Theory of operation.* A rule never looks at pictures: it is replayed over stored tracks, as often as it is changed, and an event names the
rule's version. Second by second it is asked who of a rule's classes stands in a zone, whether the calendars of the rule and the zone hold,
and whether every relation holds; seconds no further apart than the rule's gap are one event, whoever they belong to, and an event shorter
than the rule's least time is none. So a new id, a hidden foot or somebody who walks past splits nothing, and an event begins when its actor
does what the rule says, not when something stood there before. An event is a question to a person: only a review makes it a fact.
"""
