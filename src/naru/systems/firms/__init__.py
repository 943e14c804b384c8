"""Data firms and what they did; problems of the city, and what came of each.

core/states.py      a problem's, a proposal's and an outcome's way, as tables
core/measuring.py   one figure of a query, before and after
core/likeness.py    which texts are about the same
core/gaps.py        tables that could join and never did
core/ecosystem.py   who supplies whom, as a picture
core/rights.py      who may do what
models.py           rows
verbs.py refusals.py    what is said: in the trail, to people
facts.py            what firms count, as of any instant
reads.py            firms, problems, who supplies whom, what is missing
actions.py          describe, report; post, support, merge; propose, try, measure, decide
refs.py pages.py    the doors

*Words.* A *firm* is an organisation that described itself; what is *known* of it other packages count (facts whose rows say whose they
are), and *growth* it reports itself. A *problem* is posted by anyone; firms make *proposals*; one of them becomes a *pilot*, a proof of
concept on granted data, with an *outcome*: adopted, stopped, or to be repeated.

*Theory of operation.* What a pilot is to change is one figure of a query over open tables, asked as a visitor would ask it: once before the
pilot begins, again before it is decided, and by anyone at any time after. The data that it needs are granted with the pilot as their
basis and end with its decision. Nothing that somebody supports is deleted: problems merge, and their supporters with them.
"""
