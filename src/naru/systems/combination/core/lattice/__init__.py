"""The best generalisation of a table, searched for exactly.

hierarchy.py  what values become, level by level
space.py      the lattice of all ways of generalising a table
metrics.py    what a generalisation costs: loss, precision, entropy, discernibility
proposal.py   a plan for a table, and what other choices would cost
search.py     the optimum, found without counting every node
refusals.py   what a person is told
"""

from naru.systems.combination.core.lattice import refusals as refusals
from naru.systems.combination.core.lattice.proposal import Proposal, propose

__all__ = ["Proposal", "propose"]
