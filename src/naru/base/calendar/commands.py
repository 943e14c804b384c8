"""The calendar's command: ``naru holiday``."""

from datetime import date, datetime

import click
import orjson

from naru.base.calendar import actions, reads
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")


@click.group("holiday")
def holiday() -> None:
    """공휴일과 기한 · Holidays, and the deadlines they move."""


@holiday.command("list")
@click.argument("year", type=int)
@as_json
def list_holidays(year: int, as_json: bool) -> None:
    """YEAR년의 공휴일을 보입니다 · List the holidays of YEAR."""
    for each in reads.holidays(year):
        line = {
            "day": each.day.isoformat(),
            "ko": each.name.ko,
            "en": each.name.en,
            "declared": each.declared.isoformat(),
        }
        click.echo(
            orjson.dumps(line).decode() if as_json else f"{each.day:%Y-%m-%d %a}  {each.name.ko} · {each.name.en}"
        )


@holiday.command("declare")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("name_ko")
@click.argument("name_en")
@click.option("--source", required=True, help="근거, 예: 관보 · where it is said, such as the gazette")
@as_json
def declare(day: datetime, name_ko: str, name_en: str, source: str, as_json: bool) -> None:
    """DAY를 공휴일로 올리고, 다시 세어야 할 기한을 보입니다 · Declare DAY a holiday and list the deadlines it moves."""
    _show(actions.declare_holiday(day.date(), Words(name_ko, name_en), source=source, by=SYSTEM), as_json)


@holiday.command("moved")
@as_json
def moved(as_json: bool) -> None:
    """나중에 정해진 공휴일 때문에 다시 세어야 할 기한을 보입니다 · List deadlines that later holidays move."""
    _show(reads.moved_deadlines(), as_json)


def _show(deadlines: list[reads.MovedDeadline], as_json: bool) -> None:
    for each in deadlines:
        line = {"kind": each.ref.kind, "id": each.ref.id, "due": _day(each.due), "due_now": _day(each.due_now)}
        click.echo(
            orjson.dumps(line).decode()
            if as_json
            else f"{each.ref.kind} {each.ref.id}: {_day(each.due)} → {_day(each.due_now)}"
        )
    if not deadlines and not as_json:
        click.echo("다시 셀 기한이 없습니다 · No deadline is moved.")


def _day(day: date) -> str:
    return day.isoformat()
