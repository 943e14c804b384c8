"""What the board shows: improvements beyond noise, and nothing to whoever sends noise."""

import numpy as np
import pytest

from naru.systems.challenges.core.answers import Prediction, Truth, read_prediction, read_truth
from naru.systems.challenges.core.ladder import RISK, Rung, climb, rank_bands, threshold
from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.scoring import blocks, score
from naru.systems.challenges.core.task import Task

ACCURACY, RMSE = metric("accuracy"), metric("rmse")
TASK = Task(metric="accuracy", target="답", classes=("0", "1"))


def rung(*scores: float) -> Rung:
    return Rung(score=float(np.mean(scores)), blocks=np.array(scores))


def coin(rows: int, *, seed: int) -> Truth:
    dice = np.random.default_rng(seed)
    part = np.where(dice.random(rows) < 0.5, "public", "private")
    lines = [f"r{n},{part[n]},{dice.integers(2)}" for n in range(rows)]
    return read_truth(("id,part,답\n" + "\n".join(lines)).encode(), TASK)


@pytest.mark.parametrize(
    ("best", "new", "shown"),
    [
        (None, rung(0.5, 0.5), True),
        (None, rung(np.nan, np.nan), False),
        (rung(0.5, 0.5, 0.5, 0.5), rung(0.6, 0.6, 0.6, 0.6), True),
        (rung(0.5, 0.5, 0.5, 0.5), rung(0.5, 0.5, 0.5, 0.5), False),
        (rung(0.5, 0.5, 0.5, 0.5), rung(0.4, 0.4, 0.4, 0.4), False),
        (rung(0.5, 0.5, 0.5, 0.5), rung(0.9, 0.5, 0.5, 0.5), False),
        (rung(0.5, 0.5, 0.5, 0.5), rung(0.60, 0.62, 0.61, 0.59), True),
        (rung(0.5, np.nan), rung(0.9, np.nan), False),
    ],
)
def test_only_an_improvement_beyond_noise_is_shown(best: Rung | None, new: Rung, shown: bool) -> None:
    assert climb(best, new, ACCURACY, attempts=10) is shown


def test_lower_is_better_where_the_metric_says_so() -> None:
    low, high = rung(1.0, 1.1, 0.9, 1.0), rung(2.0, 2.1, 1.9, 2.0)
    assert climb(high, low, RMSE, attempts=10)
    assert not climb(low, high, RMSE, attempts=10)


def test_more_attempts_ask_for_a_clearer_improvement() -> None:
    assert threshold(1, 30) < threshold(100, 30) < threshold(100, 5)
    assert threshold(1, 31) == pytest.approx(1.697, abs=1e-3)  # Student's t of 30 degrees at 1 − RISK
    assert RISK == 0.05


def test_an_attacker_with_300_random_answers_learns_one_thing_at_most() -> None:
    """On a plain board the majority of those above one half is above one half on the public part, and only there."""
    known = coin(2400, seed=1)
    units, dice = known.unit_of, np.random.default_rng(2)
    best, informative, votes = None, 0, np.zeros(len(known.ids))
    for _ in range(300):
        guess = dice.integers(0, 2, len(known.ids)).astype(float)
        judged = score(known, Prediction(values=guess, unit_of=units, notes=()), seed=9)
        votes += (guess - 0.5) * (1 if judged.public > 0.5 else -1)
        new = Rung(score=judged.public, blocks=judged.blocks)
        if climb(best, new, ACCURACY, attempts=300):
            informative += best is not None
            best = new
    attack = score(known, Prediction(values=(votes > 0).astype(float), unit_of=units, notes=()), seed=9)
    assert attack.public - attack.private > 0.1  # what a plain board gives away
    assert informative <= 1


def test_blocks_share_out_every_public_row_and_each_class() -> None:
    known = coin(1200, seed=3)
    dealt = blocks(known, seed=5)
    assert sorted(np.concatenate(dealt).tolist()) == known.units("public").tolist()
    sizes = [len(each) for each in dealt]
    assert max(sizes) - min(sizes) <= 1
    shares = [known.values[each].mean() for each in dealt]
    assert max(shares) - min(shares) < 0.1
    assert [each.tolist() for each in blocks(known, seed=5)] == [each.tolist() for each in dealt]


def test_bands_hold_the_rank_and_overlap_only_where_nothing_is_clear() -> None:
    dice = np.random.default_rng(1)
    base = dice.normal(0.7, 0.02, 30)
    rungs = [
        Rung(score=0.9, blocks=base + 0.2),
        Rung(score=0.701, blocks=base + dice.normal(0.001, 0.02, 30)),
        Rung(score=0.7, blocks=base),
    ]
    bands = rank_bands(rungs, ACCURACY, seed=1)
    assert bands[0] == (1, 1)
    assert bands[1] == bands[2] == (2, 3)
    assert rank_bands(rungs, ACCURACY, seed=1) == bands
    assert rank_bands([], ACCURACY, seed=1) == []
    assert rank_bands([rung(np.nan, 0.5)] * 2, ACCURACY, seed=1) == [(1, 2)] * 2


def test_a_rung_is_the_same_after_it_was_stored() -> None:
    stored = Rung.from_json(rung(0.5, np.nan, 0.7).to_json())
    assert np.array_equal(stored.blocks, [0.5, np.nan, 0.7], equal_nan=True)


def test_practice_rows_are_the_only_ones_whose_truth_is_shown() -> None:
    lines = [f"r{n},{'practice' if n < 12 else 'public' if n % 2 else 'private'},{n % 2}" for n in range(60)]
    known = read_truth(("id,part,답\n" + "\n".join(lines)).encode(), TASK)
    wrong = "id,답\n" + "\n".join(f"r{n},{1 - n % 2}" for n in range(60))
    judged = score(known, read_prediction(wrong.encode(), known), seed=1)
    assert [each.id for each in judged.costliest] == [f"r{n}" for n in range(10)]
    assert (judged.costliest[0].truth, judged.costliest[0].predicted) == ("0", "1")
