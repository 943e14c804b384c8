from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pyarrow as pa
import pytest

from naru.systems.footage.core.cameras.values import ZoneKind
from naru.systems.footage.core.tables import SCHEMAS
from samples.scenes.looks import random_look
from samples.scenes.render import render
from samples.scenes.routes import Spot, Stop, route
from samples.scenes.sites import scene
from samples.scenes.trade_areas import area, gate
from samples.scenes.truth import ClipFacts, truth
from samples.scenes.values import Actor, Fixture, FixtureKind, Means, Scene, Weather

CLIP = ClipFacts(sha256="ab" * 32, name="a.mp4", bytes=1)
START = datetime(2026, 5, 9, tzinfo=UTC)
START_US = 1_778_284_800_000_000


def walk(*steps: Spot | Stop, begin_s: float = 0.0, means: Means = Means.WALK) -> Actor:
    return Actor(means=means, look=random_look(Random(1)), route=route(*steps, begin_s=begin_s, speed_m_s=1.0))


def tables(*actors: Actor, seconds: float = 6.0, fixtures: tuple[Fixture, ...] = ()) -> dict[str, pa.Table]:
    bare: Scene = replace(
        scene("simin"), start=START, seconds=seconds, actors=actors, objects=(), acts=(), fixtures=fixtures, surfaces=(), weather=Weather(),
        zones=(area("left", "왼쪽", "Left", x=(-4.0, -1.0), y=(9.0, 12.0)), area("right", "오른쪽", "Right", x=(1.0, 4.0), y=(9.0, 12.0), kind=ZoneKind.SHOP)),
        lines=(gate("middle", "가운데", "Middle", x=0.0, y=(8.0, 12.0)),),
    )  # fmt: skip
    return truth(bare, [frame.sights for frame in render(bare)], CLIP)


def test_every_table_has_its_schema() -> None:
    found = tables(walk((-2.05, 10.0), (2.0, 10.0)))
    assert {name: table.schema for name, table in found.items()} == {name: SCHEMAS[name] for name in found}
    assert set(found) == set(SCHEMAS) - {"cameras", "zones"}


def test_whoever_walks_to_the_right_goes_in_and_flows_from_left_to_right() -> None:
    found = tables(walk((-2.05, 10.0), (2.0, 10.0)))
    assert found["crossings"].to_pylist() == [
        {"camera_id": "simin-1", "line_id": "middle", "track_id": 1, "t_us": START_US + 2_100_000, "direction": "in"}
    ]
    visits = [
        (row["zone_id"], row["start_us"] - START_US, row["left_censored"], row["right_censored"])
        for row in found["visits"].to_pylist()
    ]
    assert visits == [("left", 0, True, False), ("right", 3_100_000, False, True)]
    assert [(row["from_zone"], row["to_zone"], row["tracks"]) for row in found["flows"].to_pylist()] == [
        ("left", "right", 1)
    ]


@pytest.mark.parametrize(
    ("steps", "directions"),
    [
        (((2.05, 10.0), (-2.0, 10.0)), ["out"]),
        (((-1.05, 10.0), (1.0, 10.0), (-1.0, 10.0)), ["in", "out"]),
        (((-1.05, 14.0), (1.0, 14.0)), []),  # beyond the end of the line
        (((-1.05, 10.0), (-0.02, 10.0), (-1.0, 10.0)), []),  # turns before it
    ],
)
def test_a_crossing_is_a_step_over_the_line_itself(steps: tuple[Spot, ...], directions: list[str]) -> None:
    crossings = tables(walk(*steps))["crossings"]
    assert crossings["direction"].to_pylist() == directions


def test_who_is_hidden_on_the_way_stays_one_track_without_a_score_there() -> None:
    pillar = Fixture(kind=FixtureKind.PILLAR, at=(0.0, 8.0), size_m=3.0)
    rows = tables(walk((-3.0, 11.0), (3.0, 11.0)), fixtures=(pillar,))["tracks"].to_pylist()
    hidden = [row["interpolated"] for row in rows]
    assert {row["track_id"] for row in rows} == {1}
    assert [row["frame"] for row in rows] == list(range(60))
    assert not hidden[0]
    assert any(hidden)
    assert not hidden[-1]
    assert all((row["score"] is None) == row["interpolated"] for row in rows)


def test_boxes_lie_in_the_picture_and_heads_in_their_boxes() -> None:
    found = tables(walk((-8.0, 10.0), (-3.0, 10.0)), walk((2.0, 12.0), (9.0, 12.0)))
    boxes = {(row["frame"], row["track_id"]): row for row in found["tracks"].to_pylist()}
    for row in boxes.values():
        assert 0 <= row["x1"] < row["x2"] <= 640
        assert 0 <= row["y1"] < row["y2"] <= 360
    for head in found["masks"].to_pylist():
        body = boxes[head["frame"], head["track_id"]]
        assert head["region"] == "head"
        assert head["y1"] >= body["y1"] - 1
        assert head["y2"] < (body["y1"] + body["y2"]) / 2


@pytest.mark.parametrize(
    ("means", "kind", "mode"),
    [
        (Means.WALK, "person", "walk"),
        (Means.PUSHED_BICYCLE, "person", "walk"),
        (Means.BICYCLE, "bicycle", "bicycle"),
        (Means.KICKBOARD, "kickboard", "kickboard"),
        (Means.MOTORCYCLE, "motorcycle", "motorcycle"),
    ],
)
def test_a_pushed_bicycle_is_a_person_who_walks(means: Means, kind: str, mode: str) -> None:
    found = tables(walk((-2.0, 10.0), (2.0, 10.0), means=means), seconds=1.0)
    assert set(found["tracks"]["class"].to_pylist()) == {kind}
    assert found["attributes"]["mode"].to_pylist() == [mode]
    assert found["attributes"]["sex"].to_pylist() == [str(random_look(Random(1)).sex)]


def test_a_car_has_a_plate_and_nobody_to_be_seen() -> None:
    found = tables(
        Actor(means=Means.CAR, route=route((-2.0, 14.0), (2.0, 10.0), begin_s=0, speed_m_s=2.0)), seconds=1.0
    )
    assert set(found["masks"]["region"].to_pylist()) == {"plate"}
    assert found["attributes"]["sex"].to_pylist() == ["unknown"]
