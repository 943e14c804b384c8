"""Shares of passers by kind, as published: with their intervals, and without cells so small that somebody could be told."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist

from naru.systems.footage.core.attributes.shares import suppress_small
from naru.systems.footage.core.summary import Estimate, Group


def group_shares(
    counts: Mapping[str, int], order: Sequence[str], *, least: int, confidence: float = 0.95
) -> tuple[Group, ...]:
    """``counts`` by name → the groups that there are, in ``order``; cells of less than ``least`` passers, and whichever would tell them,
    have no share. The share is of all counts; its interval is Wilson's (1927).
    """
    names = [name for name in order if counts.get(name)]
    total = sum(counts[name] for name in names)
    shown = suppress_small([[counts[name] for name in names]], least=least)[0] if names else []
    return tuple(
        Group(name=name, share=Estimate(value=None) if count is None else wilson(count, total, confidence))
        for name, count in zip(names, shown, strict=True)
    )


def wilson(count: int, total: int, confidence: float) -> Estimate:
    """The share ``count`` of ``total`` with Wilson's score interval."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / total
    middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * (share * (1 - share) / total + z**2 / (4 * total**2)) ** 0.5
    return Estimate(value=share, low=max(0.0, middle - half), high=min(1.0, middle + half))
