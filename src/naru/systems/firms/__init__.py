"""Data firms and what they did; problems of the city and what came of each; support; research.

core/states.py      the ways of a problem, a proposal, an award and a workspace's data, as tables
core/measuring.py   one figure of a query, before and after
core/citations.py   what a figure was made from, and whether it comes out the same
core/likeness.py    which texts are about the same
core/gaps.py        tables that could join and never did
core/ecosystem.py   who supplies whom, as a picture
core/calls.py       a call as data: what is given, who is judged how, the milestones
core/rights.py      who may do what
models.py           rows
verbs.py refusals.py notices.py paper_templates.py    what is said: in the trail, to people, on paper; papers/ are the templates
facts.py            what firms count, as of any instant
reads/              what they hold, as values
actions/            what is done with them
missed_searches.py  what was searched and is not there
refs.py findables.py jobs.py pages/    the doors

*Words.* A *firm* is an organisation that described itself; what is *known* of it other packages count (facts whose rows say whose they
are), and *growth* it reports itself. A *problem* is posted by anyone; firms make *proposals*; one of them becomes a *pilot*, a proof of
concept on granted data, with *readings* and an *outcome*: adopted, stopped, or to be repeated. A *call* gives something of the centre's, an
*award* is what a firm has of it. A *workspace* is a group for research.

*Theory of operation.* What a pilot is to change is one figure of a query over open tables, asked as a visitor would ask it. Every reading
names the versions that it read before it is asked, and so it can be asked again for ever; a workspace's results are kept in the same way.
Calls go by ``commons.cases``, ``terms``, ``duties`` and ``acceptance``, as vouchers do; only their words are here. Who applies is known to
officers and auditors alone until a call is announced, and none of them reviews. Nothing that somebody supports is deleted: problems merge,
and their supporters with them.
"""
