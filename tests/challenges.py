"""A small challenge for the tests: visitors of six places by day, its steps as functions."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.values import Table
from naru.data.files import content
from naru.systems.challenges import actions, entries, judging, reads
from naru.systems.challenges.models import Challenge
from tests.tables import publish_table

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ROWS = 400
COLUMNS = (
    Column(name="기온", alias="temperature", type=ColumnType.DECIMAL),
    Column(name="강수", alias="rain", type=ColumnType.DECIMAL),
    Column(name="상권", alias="area", type=ColumnType.TEXT),
    Column(name="방문자", alias="visitors", type=ColumnType.INTEGER),
)
AREAS = ("서면", "남포", "광안리", "해운대", "동래", "덕천")


def visitors(rows: int = ROWS, *, seed: int = 7) -> dict[str, Any]:
    dice = np.random.default_rng(seed)
    temperature, rain = dice.normal(15, 8, rows).round(3), dice.gamma(1, 3, rows).round(3)
    area = dice.integers(0, len(AREAS), rows)
    count = 1000 + 40 * temperature - 25 * rain + 150 * area + dice.normal(0, 200, rows)
    return {
        "temperature": temperature.tolist(),
        "rain": rain.tolist(),
        "area": [AREAS[each] for each in area],
        "visitors": count.round().astype(int).tolist(),
    }


def source(rows: dict[str, Any] | None = None, *, columns: Sequence[Column] = COLUMNS, publish: bool = False) -> Table:
    return publish_table("상권 방문자", columns, rows or visitors(), publish=publish)


def wanted(table: Table, clock: FrozenClock, **more: Any) -> actions.Wanted:
    said = {
        "title": Words("다음 달 방문자", "Next month's visitors"),
        "summary": Words("여섯 상권의 방문자를 맞힙니다.", "Predict the visitors of six areas."),
        "table": table.sql_name,
        "target": "방문자",
        "metric": "rmse",
        "opens": clock.now(),
        "closes": clock.now() + timedelta(days=30),
        "test_share": 0.5,
        "attempts_a_day": 5,
        "team_most": 3,
    }
    return actions.Wanted(**{**said, **more})


def running(clock: FrozenClock, **more: Any) -> reads.Challenge:
    found = actions.set_up(wanted(source(), clock, **more), by=SYSTEM, clock=clock)
    return actions.launch(found.id, by=SYSTEM, clock=clock)


def sample(found: reads.Challenge) -> list[list[str]]:
    text = content.path_of(found.files["sample.csv"]).read_text()
    return [line.split(",") for line in text.splitlines()]


def answer(found: reads.Challenge, value: float = 0.0, *, noise: float = 0.0, seed: int = 1) -> bytes:
    """A submission: 1000 + 40 °C … as the rows were made, ``value`` too high, with noise."""
    dice = np.random.default_rng(seed)
    lines = content.path_of(found.files["test.csv"]).read_text().splitlines()
    made = ["id,방문자"]
    for line in lines[1:]:
        id, temperature, rain, area = line.split(",")
        guess = 1000 + 40 * float(temperature) - 25 * float(rain) + 150 * AREAS.index(area)
        made.append(f"{id},{guess + value + noise * dice.normal():.3f}")
    return ("\n".join(made) + "\n").encode()


def submit(
    found: reads.Challenge, body: bytes, *, by: Person, clock: FrozenClock, score: bool = True
) -> reads.Submission:
    given = entries.submit(found.id, content.take_bytes(body, "답.csv"), by=by, clock=clock)
    if score:
        judging.score_waiting(clock=clock)
    return reads.submission(given.id, by)


def row(found: reads.Challenge) -> Challenge:
    return Challenge.objects.get(id=found.id)
