"""Who owes what by when, with evidence: made by rules from terms and laws; one page of what is due.

core/states.py  a duty's states as a table, and when it is late
models.py       rows
verbs.py        what duties say in the trail
refusals.py     what may have to be said no to
refs.py         a duty as others name it
notices.py      what people are told of
reads.py        what is due, by whom; the duties about a thing
actions.py      owe, fulfil, excuse, void, remind
jobs.py         the reminders of every morning
pages.py        the door: one page of what one's organisations owe

*Theory of operation.* A system says that something is owed inside the transaction of the act that makes it so, under a key: said
again, it is the same duty, whose day moves if the rule's figure did. A day that falls on a holiday is moved to the next working day
by whoever reckons it (``base.calendar``). Evidence is a thing of some system or a file's hash. Late is not a state but a fact of the
day, so that a duty met late is met, and both are seen.
"""
