"""The sample city's challenges: one that runs, with 30 teams and a board that moves, and one that is over, whose truth is open.

Teams are made of habits: some begin with the sample answer and learn day by day, some try the same thing again and again, one sends a
file that is wrong, two send from one device. What they submit is the made-up truth of nobody: it is a guess from the test's columns.
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.values import Derived, Description, Table
from naru.data.files import content
from naru.data.tables import actions as tables
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn
from naru.systems.challenges import actions, closing, entries, judging, prizes, reads

Numbers = npt.NDArray[Any]
MAIL = "challenge.example"
RUNNING = Words("여섯 상권의 다음 달 방문자", "Next month's visitors of six trade areas")
ENDED = Words("비 오는 날의 버스 승객", "Bus passengers on rainy days")
AREAS = ("서면", "남포동", "광안리", "해운대", "동래", "덕천")
TEAMS = 30
FIRST_WORDS = ("파도", "갈매기", "동백", "영도", "오륙도", "자갈치", "황령산", "낙동강", "송정", "다대포")
LAST_WORDS = ("연구실", "데이터", "모임")
COLUMNS = (
    KnownColumn(name="날짜", alias="day", type=ColumnType.DATE),
    KnownColumn(name="상권", alias="area", type=ColumnType.TEXT),
    KnownColumn(name="기온", alias="temperature", type=ColumnType.DECIMAL, unit="℃"),
    KnownColumn(name="강수량", alias="rain", type=ColumnType.DECIMAL, unit="mm"),
    KnownColumn(name="휴일", alias="holiday", type=ColumnType.INTEGER),
    KnownColumn(name="방문자", alias="visitors", type=ColumnType.INTEGER, unit="명"),
)
LEARNT = Words(
    "비가 온 날의 승객은 강수량보다 휴일인지에 더 크게 달라졌습니다. 1위 모형은 선형 모형에 휴일과 강수의 곱을 더한 것으로, 배차 계획에 쓰고 있습니다.",
    "On rainy days passengers depended more on holidays than on millimetres. The winning model is linear with one product term, and the city plans buses by it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a team submits: how far off it begins, how near it comes, how often it tries."""

    start: float
    end: float
    tries: int


@transaction.atomic
def bring_challenges(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    there = {each.title for each in reads.challenges(SYSTEM)}
    now = SYSTEM_CLOCK.now().replace(minute=0, second=0, microsecond=0)
    if RUNNING not in there:
        clock = FrozenClock(now - timedelta(days=24))
        table = _table(
            "상권별 일별 방문자(챌린지 원본)",
            "Daily visitors of trade areas (challenge source)",
            400,
            seed=11,
            since=now,
        )
        prizes.fund(16_000_000, by=SYSTEM, clock=clock)
        _running(table, clock, now)
    if ENDED not in there:
        table = _table(
            "정류장별 일별 승객(챌린지 원본)", "Daily passengers (challenge source)", 160, seed=12, since=now
        )
        clock = FrozenClock(now - timedelta(days=90))
        prizes.fund(6_000_000, by=SYSTEM, clock=clock)
        _ended(table, clock)
    found = reads.challenges(SYSTEM)
    said = {each.title.en: reads.count_teams(each.id) for each in found}
    text = f"챌린지 {len(found)}개 · {len(found)} challenges"
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else text)
    return True


def _table(title: str, title_en: str, days: int, *, seed: int, since: datetime) -> Table:
    """A draft of the city's: nobody but officers reads what the truth is cut from."""
    rows = _rows(days, seed=seed, since=since)
    by = f"samples.challenges {seed}"
    description = Description(
        title=title,
        title_en=title_en,
        description="챌린지의 정답이 들어 있어 공개하지 않습니다.\n\n견본 데이터: 모든 값은 지어낸 것입니다.",
        description_en="Holds the truth of a challenge, so it is not public.\n\nSample data: every value is made up.",
    )
    dataset = catalogue.register_dataset(description, by=SYSTEM, source="sample-city", source_id=by)
    table = catalogue.ensure_table(dataset.id, title, by=SYSTEM)
    schema = pa.schema([(each.alias, ARROW_TYPES[each.type]) for each in COLUMNS])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(pa.table(rows, schema=schema), path, compression="zstd")
        derived = Derived(inputs=(), by=by, digest=sha256_of({"by": by}))
        tables.publish(table.id, path, derived, columns=COLUMNS, commit_key=by, by=SYSTEM)
    return table


def _rows(days: int, *, seed: int, since: datetime) -> dict[str, list[object]]:
    dice = np.random.default_rng(seed)
    count = days * len(AREAS)
    day = np.repeat(np.arange(days), len(AREAS))
    area = np.tile(np.arange(len(AREAS)), days)
    temperature = (14 + 11 * np.sin(day / 58) + dice.normal(0, 3, count)).round(2)
    rain = np.where(dice.random(count) < 0.3, dice.gamma(1.2, 9, count), 0).round(2)
    holiday = (day % 7 >= 5).astype(int)
    visitors = _expected(area, temperature, rain, holiday) + dice.normal(0, 900, count)
    first = since.date() - timedelta(days=days)
    return {
        "day": [first + timedelta(days=int(each)) for each in day],
        "area": [AREAS[each] for each in area],
        "temperature": temperature.tolist(),
        "rain": rain.tolist(),
        "holiday": holiday.tolist(),
        "visitors": np.maximum(visitors, 100).round().astype(int).tolist(),
    }


def _expected(area: Numbers, temperature: Numbers, rain: Numbers, holiday: Numbers) -> Numbers:
    calm = 9000 + 1900 * area + 120 * temperature
    expected: Numbers = calm * (1 + 0.35 * holiday) * np.exp(-rain * (0.010 + 0.006 * holiday))
    return expected


def _running(table: Table, clock: FrozenClock, now: datetime) -> None:
    found = actions.set_up(
        actions.Wanted(
            title=RUNNING,
            summary=Words(
                "날씨와 휴일로 여섯 상권의 하루 방문자를 맞혀 주세요. 상인회가 다음 달 준비에 씁니다.",
                "Predict the daily visitors of six trade areas from weather and holidays; merchants plan next month by it.",
            ),
            table=table.sql_name,
            target="방문자",
            metric="rmse",
            opens=clock.now(),
            closes=now + timedelta(days=9, hours=6),
            left_out=("날짜",),
            test_share=0.5,
            attempts_a_day=5,
            prizes_krw=(8_000_000, 5_000_000, 3_000_000),
        ),
        by=SYSTEM,
        clock=clock,
    )
    actions.launch(found.id, by=SYSTEM, clock=clock)
    dice = random.Random(2026)
    habits = {
        n: Habit(start=dice.uniform(0.9, 1.0), end=dice.uniform(0.02, 0.6), tries=dice.randint(2, 4))
        for n in range(TEAMS)
    }
    _compete(found, habits, clock, days=24, dice=dice)
    clock.instant = now - timedelta(days=3)
    talkers = [people_reads.person_by_email(f"team{n}@{MAIL}") for n in (2, 5)]
    for person, text in zip(
        talkers,
        (
            "강수량이 0인 날이 많은데 로그를 써야 할까요?",
            "휴일과 비를 곱한 열을 넣으니 크게 나아졌습니다. 연습 행을 보면 비 오는 휴일이 가장 많이 틀립니다.",
        ),
        strict=True,
    ):
        entries.post(found.id, text, by=person, clock=clock)


def _ended(table: Table, clock: FrozenClock) -> None:
    found = actions.set_up(
        actions.Wanted(
            title=ENDED,
            summary=Words(
                "비 오는 날 여섯 곳의 승객을 맞혔습니다.", "Teams predicted passengers of six places on rainy days."
            ),
            table=table.sql_name,
            target="방문자",
            metric="mae",
            opens=clock.now(),
            closes=clock.now() + timedelta(days=30),
            left_out=("날짜",),
            test_share=0.5,
            attempts_a_day=3,
            prizes_krw=(3_000_000, 2_000_000, 1_000_000),
        ),
        by=SYSTEM,
        clock=clock,
    )
    actions.launch(found.id, by=SYSTEM, clock=clock)
    dice = random.Random(7)
    habits = {n: Habit(start=1.0, end=dice.uniform(0.02, 0.5), tries=2) for n in range(8)}
    _compete(found, habits, clock, days=29, dice=dice)
    clock.instant = found.closes
    actions.close_due(by=SYSTEM, clock=clock)
    closing.open_truth(found.id, by=SYSTEM, clock=clock)
    prizes.say_what_was_learnt(found.id, LEARNT.ko, LEARNT.en, by=SYSTEM)


def _compete(
    found: reads.Challenge, habits: dict[int, Habit], clock: FrozenClock, *, days: int, dice: random.Random
) -> None:
    """Every team's tries, in the order of time; each is scored as it comes."""
    start = clock.now()
    test = _test(found)
    guesses = []
    for n, habit in habits.items():
        person = _person(n)
        entries.make_team(found.id, f"{FIRST_WORDS[n % 10]} {LAST_WORDS[n // 10]}", by=person, clock=clock)
        for at in range(habit.tries):
            share = at / max(habit.tries - 1, 1)
            wrong = habit.start + (habit.end - habit.start) * share**0.7
            when = start + timedelta(days=(at + dice.random()) / habit.tries * (days - 0.2), hours=0.1)
            guesses.append((when, n, person, wrong))
    for place, (when, n, person, wrong) in enumerate(sorted(guesses, key=lambda each: (each[0], each[1]))):
        clock.instant = when
        body = b"id;\xeb\xb0\xa9\xeb\xac\xb8\xec\x9e\x90\n" if place == 5 else _answer(test, wrong, seed=place)
        origin = sha256(f"device {3 if n == 4 else n}".encode()).hexdigest()[:32]
        entries.submit(
            found.id, content.take_bytes(body, f"submission-{place + 1}.csv"), origin=origin, by=person, clock=clock
        )
        clock.advance(timedelta(seconds=dice.uniform(0.4, 2.6)))
        judging.score_next(clock=clock)


def _person(n: int) -> Person:
    """Members of the teams are the same people in both challenges."""
    try:
        return people_reads.person_by_email(f"team{n}@{MAIL}")
    except Refused:
        return people_reads.person(people.create_user(email=f"team{n}@{MAIL}", name=f"참가자 {n + 1}", by=SYSTEM).id)


def _test(found: reads.Challenge) -> list[list[str]]:
    text = content.path_of(found.files["test.csv"]).read_text()
    return [line.split(",") for line in text.splitlines()[1:]]


def _answer(test: list[list[str]], wrong: float, *, seed: int) -> bytes:
    """The expected number, ``wrong`` of the way towards one that is the same everywhere, and a little of the team's own."""
    area = np.array([AREAS.index(row[1]) for row in test])
    temperature, rain, holiday = (np.array([float(row[at]) for row in test]) for at in (2, 3, 4))
    right = _expected(area, temperature, rain, holiday)
    own = np.random.default_rng(seed).normal(0, 400 * wrong + 60, len(test))
    guess = (1 - wrong) * right + wrong * np.median(right) + own
    return ("id,방문자\n" + "".join(f"{row[0]},{each:.1f}\n" for row, each in zip(test, guess, strict=True))).encode()
