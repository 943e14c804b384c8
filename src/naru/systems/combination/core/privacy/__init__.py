"""Counts under differential privacy, out of a budget that refuses.

budget.py    what was spent, and what is left
counts.py    counts of values named beforehand, with a mechanism's noise
refusals.py  what a person is told
"""

from naru.systems.combination.core.privacy import refusals as refusals
from naru.systems.combination.core.privacy.budget import Budget
from naru.systems.combination.core.privacy.counts import Mechanism, NoisyCounts, noisy_counts

__all__ = ["Budget", "Mechanism", "NoisyCounts", "noisy_counts"]
