"""``naru usage``: what was read of a dataset."""

from datetime import datetime, timedelta

import click
import orjson

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.data.usage import reads, recording

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("dataset")
@click.option("--since", type=DAY, help="이날부터, 없으면 30일 전 · from this day; 30 days ago without it")
@click.option("--until", type=DAY, help="이날까지, 없으면 오늘 · to this day; today without it")
@click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
def usage(dataset: str, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """DATASET(데이터셋의 id)을 어떤 길로 얼마나 읽었는지 봅니다 · What was read of DATASET (its id), by which door."""
    recording.roll_up()
    today = SYSTEM_CLOCK.today()
    first = since.date() if since else today - timedelta(days=30)
    for each in reads.shares(dataset, since=first, until=until.date() if until else today):
        if as_json:
            click.echo(orjson.dumps(each).decode())
        else:
            sums = f"{each.sum.reads:>9,} × {each.sum.rows:>13,}행 rows {each.sum.bytes:>15,} B"
            click.echo(f"{each.door:<10} {sums}  {each.holder} {each.purpose}".rstrip())
