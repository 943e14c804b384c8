"""How near a table comes to telling of a person.

coding.py            columns as whole numbers
classes.py           equivalence classes, and the counts of sensitive values in each
diversity.py         l-diversity: distinct, by entropy, recursive
closeness.py         t-closeness: equal, ordered and hierarchical distance
criteria.py          the rules that a class must fulfil
reidentification.py  prosecutor, journalist, marketer; δ-presence
population.py        how many of the sample's uniques are unique in the population
special_uniques.py   rare combinations of a few columns
outliers.py          numbers that stand out
linkage.py           an applicant that kept what it sent looks for its own persons
differencing.py      what an earlier release to the same party gives away together with a new one
thresholds.py        the limits, which come as data
rules.py             the limits as rules for a table's own columns
verdict.py           measures held against them
assessment.py        all of it for one joined table
refusals.py          what a person is told

*Theory of operation.* An engine counts the distinct rows (``count_alike``); all measures are taken from those counts in NumPy, so
a table of 10⁷ rows and one of ten go the same way, and DuckDB and Spark give the same figures. Only the attack by linkage looks at
rows. Every figure is checked against those that ARX and pycanon print for the same table.
"""

from naru.systems.combination.core.risk import refusals as refusals
from naru.systems.combination.core.risk.assessment import Assessment, assess
from naru.systems.combination.core.risk.thresholds import Thresholds

__all__ = ["Assessment", "Thresholds", "assess"]
