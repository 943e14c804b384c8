"""Rates' commands: ``naru rate``."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import orjson
from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.commons.rates import actions, reads
from naru.commons.rates.core.values import Rate

COLUMNS = ("name", "value", "since", "source")

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("rate")
def rate() -> None:
    """요율과 법정 수치 · Figures of law and policy, by day."""


@rate.command("list")
@click.option("--on", type=DAY, help="어느 날의 값, 없으면 오늘 · figures of a day, today without it")
@as_json
def list_rates(on: datetime | None, as_json: bool) -> None:
    """모든 요율과 그날의 값을 보입니다 · List every rate with its figure of the day."""
    for each in reads.standings(on.date() if on else SYSTEM_CLOCK.today()):
        found = each.rate
        said = {
            "name": each.name.name,
            "ko": each.name.words.ko,
            "en": each.name.words.en,
            "value": str(found.value) if found else None,
            "since": found.since.isoformat() if found else None,
            "source": found.source if found else None,
            "needed_by": list(each.needed_by),
        }
        value = f"{found.value} ({found.since}, {found.source})" if found else "없음 · none"
        _tell(said, f"{each.name.name:<38} {value}  {each.name.words.ko} · {each.name.words.en}", as_json)


@rate.command("show")
@click.argument("name")
@as_json
def show(name: str, as_json: bool) -> None:
    """NAME의 모든 값을 늦은 날부터 보입니다 · List all figures of NAME, latest day first."""
    for each in reads.history(name):
        _tell(
            _said(each), f"{each.since}  {each.value}  {each.source}  {each.by_name} {each.entered:%Y-%m-%d}", as_json
        )


@rate.command("enter")
@click.argument("name")
@click.argument("value")
@click.option("--since", type=DAY, required=True, help="이날부터 · from this day on")
@click.option("--source", required=True, help="근거 · the article of the law, or the decision")
@click.option("--note", default="", help="덧붙임 · a note")
@as_json
def enter(name: str, value: str, since: datetime, source: str, note: str, as_json: bool) -> None:
    """NAME의 값을 넣고, 다시 볼 결정을 보입니다 · Enter VALUE for NAME, and list the decisions to look at again."""
    _tell_late(
        actions.enter_rate(name, value, since=since.date(), source=source, note=note, by=SYSTEM), as_json=as_json
    )


@rate.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def import_rates(file: Path, as_json: bool) -> None:
    """FILE(CSV)의 값을 모두 넣거나 하나도 넣지 않습니다 · Enter all figures of FILE, a CSV, or none.

    열은 name,value,since,source,note입니다. 이미 있는 값은 넘어갑니다 · the columns are name,value,since,source,note; figures
    that are known are passed over.
    """
    entered = known = 0
    with transaction.atomic():
        for row in _rows(file):
            try:
                actions.enter_rate(**row, by=SYSTEM)
                entered += 1
            except Refused as refused:
                if refused.code != "rate_known":
                    raise
                known += 1
    said = {"entered": entered, "known": known}
    _tell(said, f"✓ {entered}개를 넣었습니다. 있던 값 {known}개 · {entered} entered, {known} known", as_json)


@rate.command("late")
@as_json
def late(as_json: bool) -> None:
    """늦게 들어온 값 때문에 다시 볼 결정을 보입니다 · List decisions that a late figure touches."""
    _tell_late(reads.late_uses(), as_json=as_json)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                wanted: dict[str, Any] = {name: row[name] or "" for name in COLUMNS}
                yield wanted | {"since": date.fromisoformat(wanted["since"]), "note": row.get("note") or ""}
            except (KeyError, ValueError):
                raise Refused("rates_unreadable", file=file.name, line=number) from None


def _said(each: Rate) -> dict[str, Any]:
    return {
        "id": each.id,
        "value": str(each.value),
        "since": each.since.isoformat(),
        "source": each.source,
        "note": each.note,
        "entered": each.entered.isoformat(),
        "by": each.by_name,
    }


def _tell_late(found: list[reads.LateUse], *, as_json: bool) -> None:
    for each in found:
        said = {
            "kind": each.ref.kind,
            "id": each.ref.id,
            "on": each.on.isoformat(),
            "name": each.rate.name,
            "value": str(each.rate.value),
            "value_now": str(each.rate_now.value),
        }
        _tell(
            said,
            f"{each.ref.kind} {each.ref.id} ({each.on}): {each.rate.name} {each.rate.value} → {each.rate_now.value}",
            as_json,
        )
    if not found and not as_json:
        click.echo("다시 볼 결정이 없습니다 · No decision to look at again.")


def _tell(said: dict[str, Any], text: str, as_json: bool) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
