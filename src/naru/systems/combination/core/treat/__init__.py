"""A table treated until it may go out: the techniques of the guideline on pseudonymised data, each a pure function.

values.py      columns as numbers and back
numbers.py     roundings (plain, random, controlled), top and bottom coding, ranges, noise
texts.py       masks, tokens, hierarchies
rows.py        rows and cells taken out, samples, permutation, anatomy
synthetic.py   made-up rows with the table's own frequencies
techniques.py  all of them by name, with their options
plan.py        which of them treat what, in order, as JSON
effect.py      what a step did to risk and to use
treatment.py   a plan carried out
refusals.py    what a person is told
"""

from naru.systems.combination.core.treat import refusals as refusals
from naru.systems.combination.core.treat.plan import Plan, Step, read_plan
from naru.systems.combination.core.treat.treatment import Treated, treat

__all__ = ["Plan", "Step", "Treated", "read_plan", "treat"]
