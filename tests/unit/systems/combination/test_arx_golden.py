"""The figures that ARX's and pycanon's own tests and runs give for adult: the same here."""

import numpy as np
import pytest

from naru.systems.combination.core.lattice.metrics import Discernibility, Entropy, Loss, Metric, loss_by_column
from naru.systems.combination.core.lattice.search import search
from naru.systems.combination.core.lattice.space import build_space
from naru.systems.combination.core.risk.classes import equivalence_classes, sensitive_cells
from naru.systems.combination.core.risk.closeness import equal_distance
from naru.systems.combination.core.risk.criteria import (
    Closeness,
    Criterion,
    EntropyDiversity,
    KAnonymity,
    RecursiveDiversity,
    failing_classes,
)
from naru.systems.combination.core.risk.reidentification import prosecutor, unique_share
from naru.systems.combination.core.risk.rules import ancestors_of
from tests.adult import COLUMNS, adult, adult_hierarchies, adult_hierarchy, europa, needs_adult

pytestmark = needs_adult

WITHOUT_OCCUPATION = [column for column in COLUMNS if column != "occupation"]


def test_average_risk_and_uniqueness_are_those_of_arx() -> None:
    classes = equivalence_classes(adult(), COLUMNS)
    assert prosecutor(classes).mean == pytest.approx(0.6465751607983555, abs=1e-12)
    assert unique_share(classes) == pytest.approx(0.5142895033485844, abs=1e-12)


def test_closeness_is_that_of_pycanon() -> None:
    classes = equivalence_classes(adult(), WITHOUT_OCCUPATION)
    distances = equal_distance(sensitive_cells(adult(), classes, "occupation"))
    assert distances.max() == pytest.approx(0.9997016112989857, abs=1e-12)


@pytest.mark.parametrize(
    ("k", "suppressed_max", "score", "node"),
    [  # TestAnonymizationKAnonymity, entropy metric
        (5, 0.04, 255559.85455731067, (1, 0, 1, 1, 3, 2, 2, 0, 1)),
        (100, 0.04, 379417.3460570988, (1, 1, 1, 1, 3, 2, 2, 1, 1)),
        (5, 0.0, 407289.5388925293, (1, 2, 1, 1, 3, 2, 2, 1, 1)),
        (100, 0.0, 453196.8932458743, (0, 4, 1, 1, 3, 2, 2, 1, 1)),
    ],
)
def test_k_anonymity_optimum_is_that_of_arx(k: int, suppressed_max: float, score: float, node: tuple[int, ...]) -> None:
    space = build_space(adult(), adult_hierarchies())
    best = search(space, [KAnonymity(k)], metric=Entropy(), suppression_limit=suppressed_max)
    assert best is not None
    assert best.node == node
    assert best.score == pytest.approx(score, rel=1e-13)


@pytest.mark.parametrize(
    ("criteria", "metric", "suppressed_max", "score", "node"),
    [  # TestAnonymizationTCloseness: equal distance with discernibility, hierarchical distance with entropy
        (
            [Closeness("occupation", 0.2), KAnonymity(5)],
            Discernibility(charged=False),
            0.04,
            311880088,
            (1, 4, 1, 0, 3, 2, 2, 1),
        ),
        (
            [Closeness("occupation", 0.2), KAnonymity(5)],
            Discernibility(charged=False),
            0.0,
            456853172,
            (1, 4, 1, 1, 3, 2, 2, 1),
        ),
        (["tree", KAnonymity(5)], Entropy(), 0.04, 377622.78458729305, (1, 4, 0, 0, 3, 2, 2, 1)),
        (["tree", KAnonymity(100)], Entropy(), 0.04, 390436.40440636466, (1, 4, 1, 0, 3, 1, 2, 1)),
        (["tree", KAnonymity(5)], Entropy(), 0.0, 398400.0741806447, (0, 4, 1, 1, 3, 2, 2, 1)),
        # TestAnonymizationLDiversity
        ([EntropyDiversity("occupation", 5)], Entropy(), 0.0, 324620.5269918695, (1, 1, 1, 1, 3, 2, 2, 1)),
    ],
)
def test_optimum_with_a_sensitive_column_is_that_of_arx(
    criteria: list[Criterion | str], metric: Metric, suppressed_max: float, score: float, node: tuple[int, ...]
) -> None:
    space = build_space(adult(), europa(), sensitive=["occupation"])
    tree = ancestors_of(space.sensitive["occupation"].labels, adult_hierarchy("occupation").rows)
    rules = [Closeness("occupation", 0.2, ancestors=tree) if rule == "tree" else rule for rule in criteria]
    best = search(
        space, [rule for rule in rules if not isinstance(rule, str)], metric=metric, suppression_limit=suppressed_max
    )
    assert best is not None
    assert best.node == node
    assert best.score == pytest.approx(score, rel=1e-13)


@pytest.mark.parametrize(
    ("criteria", "node", "losses"),
    [  # TestUtilityMetricsLoss: each column's loss, the greatest first
        ([KAnonymity(5)], (0, 3, 0, 0, 1, 0, 0, 0), [0.297248193, 0.29678055, *[0.1297659306] * 6]),
        (
            [RecursiveDiversity("occupation", 4.0, 5)],
            (0, 3, 0, 0, 1, 1, 1, 0),
            [0.4141161537, 0.4048463298, 0.345266671, 0.3371819112, *[0.1797626152] * 4],
        ),
        (
            ["tree", KAnonymity(5)],
            (0, 3, 0, 0, 2, 1, 1, 0),
            [0.8635899476, 0.8388227381, 0.836307274, 0.8176580472, *[0.7743518334] * 4],
        ),
    ],
)
def test_loss_of_a_node_is_that_of_arx(
    criteria: list[Criterion | str], node: tuple[int, ...], losses: list[float]
) -> None:
    space = build_space(adult(), europa(), sensitive=["occupation"])
    tree = ancestors_of(space.sensitive["occupation"].labels, adult_hierarchy("occupation").rows)
    rules = [Closeness("occupation", 0.2, ancestors=tree) if rule == "tree" else rule for rule in criteria]
    classes = space.classes_at(node)
    failing = failing_classes([rule for rule in rules if not isinstance(rule, str)], classes, space.cells_at(classes))
    ours = np.sort(loss_by_column(space, node, classes, failing))[::-1]
    assert ours == pytest.approx(losses, abs=1e-9)


def test_ten_alike_cost_less_than_a_greedy_search_pays() -> None:
    """anjana 1.2.3 loses .442 of adult's domains where it suppresses 43.7 % of the rows."""
    space = build_space(adult(), adult_hierarchies(without="occupation"))
    best = search(space, [KAnonymity(10)], metric=Loss(), suppression_limit=0.1)
    assert best is not None
    assert best.score <= 0.2234
    assert best.smallest_class >= 10
