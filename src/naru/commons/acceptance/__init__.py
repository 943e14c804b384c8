"""Something delivered is checked by another person: accepted, to be reworked, or refused.

core/deliveries.py  a delivery, its verdicts as a table of states
models.py           rows
verbs.py            what deliveries and verdicts say in the trail
refusals.py         what may have to be said no to
refs.py             a delivery as others name it
reads.py            the deliveries of a thing; those whose time to be checked has run out
actions.py          deliver, decide, accept by silence

*Theory of operation.* What is delivered belongs to a thing of some system, named by a ``Ref``. The first delivery is round 1;
one sent to be reworked is answered by the next round. Whoever delivered never decides on it; that someone may decide at all,
the owning system has asked before. A delivery may have a last day: past it, silence accepts.
"""
