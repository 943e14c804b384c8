"""A prediction judged: each part's score, the public part's scores by block, and the practice rows that cost most.

*Theory of operation.* The rows of a truth are of three parts. *Practice* rows may be shown with their truth and count nowhere; *public*
rows make the board; *private* rows decide. The public part is cut, once and for all, into blocks of like size, and a prediction is
scored in each: the spread of the differences of two predictions' blocks is the noise of their difference, at the price of one more
scoring (batch means), for any metric, additive or not.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naru.systems.challenges.core.answers import Prediction, Truth
from naru.systems.challenges.core.metrics.values import Array, Form
from naru.systems.challenges.core.task import PRACTICE, PRIVATE, PUBLIC

BLOCKS_LEAST, BLOCKS_MOST, UNITS_A_BLOCK = 4, 32, 8
COSTLIEST = 10
Units = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Costly:
    """A practice row: ``cost`` by the metric's own measure of one row, the higher the worse."""

    id: str
    truth: str
    predicted: str
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    public: float
    private: float
    blocks: Array
    costliest: tuple[Costly, ...]


def score(truth: Truth, prediction: Prediction, *, seed: int) -> Scores:
    """``seed`` cuts the blocks, and is the challenge's own."""
    return Scores(
        public=score_part(truth, prediction, PUBLIC),
        private=score_part(truth, prediction, PRIVATE),
        blocks=np.array([_score(truth, prediction, units) for units in blocks(truth, seed=seed)]),
        costliest=costliest(truth, prediction),
    )


def score_part(truth: Truth, prediction: Prediction, part: str) -> float:
    """NaN where the part is empty or the metric is undefined on it."""
    return _score(truth, prediction, truth.units(part))


def _score(truth: Truth, prediction: Prediction, units: Units) -> float:
    if not len(units):
        return float("nan")
    if truth.unit_of is prediction.unit_of and not truth.task.is_by_picture:
        return truth.task.judged_by.value(truth.values[units], prediction.values[units])
    there = np.zeros(len(truth.ids), dtype=bool)
    there[units] = True
    return truth.task.judged_by.value(truth.values[there[truth.unit_of]], prediction.values[there[prediction.unit_of]])


def blocks(truth: Truth, *, seed: int) -> list[Units]:
    """The public units in blocks, each class and each group of rows dealt out evenly."""
    units = truth.units(PUBLIC)
    strata = _strata(truth, units)
    if truth.task.form is Form.GRADED:
        groups, strata = np.unique(truth.values[units, 0], return_inverse=True)
        count = int(np.clip(len(groups) // UNITS_A_BLOCK, BLOCKS_LEAST, BLOCKS_MOST))
        dealt = np.random.default_rng(seed).permutation(len(groups))[strata] % count
    else:
        rarest = int(np.bincount(strata).min(initial=len(units))) if len(units) else 0
        count = int(np.clip(min(len(units) // UNITS_A_BLOCK, max(rarest, 1)), BLOCKS_LEAST, BLOCKS_MOST))
        shuffled = np.random.default_rng(seed).permutation(len(units))
        order = shuffled[np.argsort(strata[shuffled], kind="stable")]
        dealt = np.empty(len(units), dtype=np.int64)
        dealt[order] = np.arange(len(units)) % count
    return [units[dealt == block] for block in range(count)]


def _strata(truth: Truth, units: Units) -> npt.NDArray[np.int64]:
    if truth.task.form in {Form.LABEL, Form.PROBABILITY, Form.PROBABILITIES}:
        return np.unique(truth.values[units], return_inverse=True)[1]
    return np.zeros(len(units), dtype=np.int64)


def costliest(truth: Truth, prediction: Prediction) -> tuple[Costly, ...]:
    """Of the practice rows; none where the metric does not judge a row alone."""
    judge, units = truth.task.judged_by.row_costs, truth.units(PRACTICE)
    if judge is None or not len(units):
        return ()
    costs = judge(truth.values[units], prediction.values[units])
    worst = np.argsort(-costs, kind="stable")[:COSTLIEST]
    return tuple(
        Costly(
            id=truth.ids[int(units[row])].as_py(),
            truth=_written(truth, truth.values[units[row]]),
            predicted=_written(truth, prediction.values[units[row]], is_prediction=True),
            cost=float(costs[row]),
        )
        for row in worst
        if costs[row] > 0
    )


def _written(truth: Truth, value: Array, *, is_prediction: bool = False) -> str:
    """A row's value as people write it."""
    match truth.task.form:
        case Form.PROBABILITY if is_prediction:
            return f"{value:.4g}"
        case Form.LABEL | Form.PROBABILITY:
            return truth.task.classes[int(value)]
        case Form.PROBABILITIES if is_prediction:
            best = int(np.argmax(value))
            return f"{truth.task.classes[best]} ({value[best]:.3g})"
        case Form.PROBABILITIES:
            return truth.task.classes[int(value)]
        case Form.RANKED:
            return " ".join(truth.items[int(code)] if code >= 0 else "?" for code in value[:10] if code != -1)
    return " ".join(f"{each:.6g}" for each in np.atleast_1d(value)[:10])
