"""What may stand in an act's way: a package asks before it acts, packages above it answer.

core/states.py  the states of a hold and the ways between them
models.py       holds
verbs.py        what happens to holds, as the trail says it
refusals.py     what a person is told when a gate stays shut
refs.py         a hold as others name it
events.py       what is told when somebody decided
reads.py        the gates of an act; holds as their people see them
actions.py      ask the gates; release a hold, or decline
forms.py pages.py commands.py    the doors

*Theory of operation.* ``ask`` is called inside the act's own transaction, before anything is saved. One gate that refuses
ends it. A gate that holds leaves a row, unless a person has released that very hold: gate, act, thing and facts. While any
row stands open the act is not done and its owner leaves the thing waiting; whoever asked does it again once all are
released, and only then are they spent, so that a second time is asked anew. A gate that comes to pass by itself closes its
own hold. Gates only read: what they answer may be asked any number of times.
"""
