"""``naru holds``: what waits for a word."""

import click
import orjson

from naru.base.gates import reads
from naru.base.kit.person import SYSTEM


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
def holds(as_json: bool) -> None:
    """확인을 기다리며 멈춘 것을 보입니다 · List what is held for a decision."""
    for hold in reads.holds(SYSTEM):
        if as_json:
            click.echo(orjson.dumps(hold).decode())
        else:
            thing = f"{hold.thing.kind} {hold.thing.id}"
            click.echo(f"{hold.id} {hold.state:<8} {hold.act} {thing}  {hold.reason.ko} · {hold.reason.en}")
