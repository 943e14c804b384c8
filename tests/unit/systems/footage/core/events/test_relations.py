"""Relations second by second: still, beside something, beside what was put down, in company."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.events.relations import related
from naru.systems.footage.core.events.rules import Beside, BesideStill, Company, Relation, Still
from naru.systems.footage.core.events.scenes import camera_scene
from tests.footage_rows import Walk, tracks

HERE = (50.0, 50.0)


def holds(relation: Relation, actor: Walk, *others: tuple[Walk, str]) -> str:
    """A letter a second of the actor: + where it holds. The actor is twenty high."""
    table = pa.concat_tables([tracks(actor), *(tracks(walk, kind=kind) for walk, kind in others)])
    scene = camera_scene(table)
    flags = related(relation, scene.tracks[actor[0]], scene, [])
    return "".join("+" if flag else "-" for flag in flags.tolist())


@pytest.mark.parametrize(
    ("shift", "expected"),
    [(0.0, "---+++"), (6.0, "---+++"), (6.1, "------")],  # within 0.3 of twenty
)
def test_still_is_where_he_was_three_seconds_before(shift: float, expected: str) -> None:
    assert holds(Still(), (1, 0, [HERE] * 3 + [(50 + shift, 50.0)] * 3)) == expected


def test_who_was_not_seen_long_enough_is_not_known_to_be_still() -> None:
    assert holds(Still(over_s=3), (1, 0, [HERE] * 3)) == "---"
    assert holds(Still(over_s=2), (1, 0, [HERE] * 3)) == "--+"


@pytest.mark.parametrize(
    ("x", "reach", "expected"),
    [
        (75.0, 1.0, "+"),  # its box begins at 70: twenty away
        (75.1, 1.0, "-"),
        (50.0, 0.0, "+"),
        (60.0, 0.5, "+"),
        (65.1, 0.5, "-"),
    ],
)
def test_beside_is_within_reach_of_the_nearest_point(x: float, reach: float, expected: str) -> None:
    assert (
        holds(Beside(classes=("dog",), reach_heights=reach), (1, 0, [HERE]), ((2, 0, [(x, 50.0)]), "dog")) == expected
    )


def test_only_seconds_in_which_both_are_seen_and_things_of_the_kind_count() -> None:
    actor: Walk = (1, 0, [HERE] * 4)
    assert holds(Beside(classes=("dog",)), actor, ((2, 1, [HERE] * 2), "dog")) == "-++-"
    assert holds(Beside(classes=("dog",)), actor, ((2, 0, [HERE] * 4), "cat")) == "----"
    assert holds(Beside(classes=("person",)), actor) == "----"  # he himself is no other


@pytest.mark.parametrize(("least", "expected"), [(1.0, "-----+++++"), (1.01, "----------")])
def test_beside_what_was_put_down_and_has_stood(least: float, expected: str) -> None:
    relation = BesideStill(classes=("tent",), still_s=5, reach_heights=1, least_heights=least)
    first: Walk = (9, -10, [(0.0, 90.0)])
    held = holds(relation, (1, 0, [HERE] * 10), (first, "person"), ((2, 0, [HERE] * 10), "tent"))
    assert held == expected


@pytest.mark.parametrize(
    ("people", "together", "expected"),
    [(2, [[0, 1, 2], [1, 2, 3]], "-++"), (2, [[0, 1, 2]], "---"), (1, [[0, 2]], "+-+"), (3, [[0], [0], [0]], "+--")],
)
def test_company_is_so_many_in_the_zone_at_once(people: int, together: list[list[int]], expected: str) -> None:
    scene = camera_scene(tracks((1, 0, [HERE] * 3)))
    flags = related(Company(people=people), scene.tracks[1], scene, [np.array(seconds) for seconds in together])
    assert "".join("+" if flag else "-" for flag in flags.tolist()) == expected
