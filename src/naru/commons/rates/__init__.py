"""Figures of law and policy, by day: what the value-added tax is, how many days a buyer may withdraw.

core/values.py   a figure with its day, source and who entered it; which of several holds on a day
core/names.py    the names that figures go by, as packages declare them, and which of them a system needs
models.py        rows: figures, and what decisions used
verbs.py         what entering says in the trail
refusals.py      what may have to be said no to
refs.py          a figure's history as others name it
reads.py         the figure of a day; what is missing; decisions that a late figure touches
actions.py       enter figures; use them in a decision
checks.py        what the doctor looks at
forms.py         a figure as an officer types it
api_words.py     what the API's reference says in Korean
pages.py api.py commands.py    the doors: officers and auditors read, officers enter

*Theory of operation.* No figure of a law stands in code. A figure holds from a day until the next one's day; of two for the
same day the one entered later holds, as a correction. Rows never change. A decision asks by ``use_rates``, which remembers
the rows that it gave: a figure that comes in later changes no decision, but whatever decision it would have changed is listed
until its owner decides anew. Names are declared in code, with kind and unit; a figure under any other name is refused.
"""
