"""Harvest's chapter of the sample city: a small database of a fictional office, kept in step; nothing is fetched from anywhere."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
from django.conf import settings

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.systems.harvest import actions, reads
from naru.systems.harvest.actions import SourceSettings

NAME = "견본 공영자전거 대여소"
STATIONS = 120
HOURS = 24


def bring(*, as_json: bool, again: bool) -> bool:
    """Write the office's database, register its table once and queue a run; whether all of it came in."""
    path = _database(Path(settings.NARU_HOME) / "sample-city" / "harvest")
    source_settings = SourceSettings(
        name=NAME,
        kind="database",
        address=f"sqlite:///{path}",
        options={"table": "stations", "key": ["station_no"], "publisher": "부산광역시"},
        every_hours=HOURS,
    )
    try:
        source_id = actions.add_source(source_settings, by=SYSTEM)
    except Refused as refused:
        if refused.code != "harvest_source_known":
            raise
        if not again:
            return True
        source_id = reads.source_named(NAME, SYSTEM).id
    actions.start_run(source_id, by=SYSTEM)
    if not as_json:
        click.echo(
            "견본 데이터베이스 하나를 사이트를 연 뒤에 수집합니다 · One sample database is harvested behind the open site."
        )
    return True


def _database(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "stations.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS stations")
        connection.execute(
            "CREATE TABLE stations (station_no TEXT PRIMARY KEY, name TEXT, lon REAL, lat REAL, docks INTEGER, rentals INTEGER)"
        )
        connection.executemany("INSERT INTO stations VALUES (?, ?, ?, ?, ?, ?)", map(_station, range(STATIONS)))
    return path


def _station(number: int) -> tuple[str, str, float, float, int, int]:
    """Along the shore from Gwangalli to Songjeong, in rows of ten."""
    row, place = divmod(number, 10)
    return (
        f"B-{number:03}",
        f"해안길 {row + 1}구역 {place + 1}번 대여소",
        round(129.118 + row * 0.0075 + place * 0.0006, 5),
        round(35.153 + row * 0.0026 + place * 0.0002, 5),
        8 + number % 9,
        40 + (number * 37) % 260,
    )
