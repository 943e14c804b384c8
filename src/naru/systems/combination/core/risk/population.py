"""How many of a sample's unique persons are unique in the whole population, estimated from the sample alone."""

from dataclasses import dataclass

import numpy as np

from naru.systems.combination.core.risk.classes import Classes


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationEstimate:
    """``match_is_right``: of the pairs in which one person of the population fits one unique row, the part that are that person
    (Skinner and Elliot 2002). ``uniques_share``: the part of the population that is unique (Pitman's sampling formula,
    Hoshino 2001); None where the sample has no unique row, or the model no maximum.
    """

    match_is_right: float
    uniques_share: float | None


def estimate(classes: Classes, *, population: int) -> PopulationEstimate:
    fraction = min(classes.rows / max(population, 1), 1.0)
    ones, twos = int((classes.sizes == 1).sum()), int((classes.sizes == 2).sum())
    return PopulationEstimate(
        match_is_right=match_is_right(ones, twos, fraction=fraction),
        uniques_share=pitman_uniques_share(classes, population=max(population, classes.rows)),
    )


def match_is_right(ones: int, twos: int, *, fraction: float) -> float:
    if not ones:
        return 0.0
    return fraction * ones / (fraction * ones + 2 * (1 - fraction) * twos)


def pitman_uniques_share(classes: Classes, *, population: int) -> float | None:
    from scipy.optimize import minimize  # heavy, and the agency's alone
    from scipy.special import expit, gammaln

    rows, kinds = classes.rows, len(classes.sizes)
    if not (classes.sizes == 1).any() or kinds < 2 or kinds == rows:
        return None
    sizes, counts = np.unique(classes.sizes, return_counts=True)

    def unlikeliness(place: np.ndarray) -> float:
        theta, alpha = np.exp(place[0]), expit(place[1])
        new_kinds = (kinds - 1) * np.log(alpha) + gammaln(theta / alpha + kinds) - gammaln(theta / alpha + 1)
        inside = (counts * (gammaln(sizes - alpha) - gammaln(1 - alpha))).sum()
        return -float(new_kinds + inside - gammaln(theta + rows) + gammaln(theta + 1))

    best = minimize(unlikeliness, x0=np.array([np.log(kinds), 0.0]), method="Nelder-Mead", options={"maxiter": 2000})
    theta, alpha = np.exp(best.x[0]), expit(best.x[1])
    share = np.exp(
        gammaln(theta + alpha + population - 1)
        + gammaln(theta + 1)
        - gammaln(theta + alpha)
        - gammaln(theta + population)
    )
    return float(min(share, 1.0)) if best.success and np.isfinite(share) else None
