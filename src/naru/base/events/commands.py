"""``naru events``: what could not be delivered, and once more."""

import json
from dataclasses import asdict

import click

from naru.base.events import actions, reads


@click.command()
@click.option("--retry", is_flag=True, help="전달하지 못한 소식을 다시 전달 · deliver what failed once more")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")
def events(retry: bool, as_json: bool) -> None:
    """전달하지 못한 소식을 봅니다 · List events that could not be delivered."""
    stuck = reads.stuck()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in stuck], default=str, ensure_ascii=False))
    else:
        for each in stuck:
            click.echo(f"{each.published:%Y-%m-%d %H:%M} {each.event} {each.line.thing_id} → {each.line.subscription}")
            click.echo(f"  {each.failures}× {each.error}")
    if retry:
        click.echo(actions.retry_stuck(), err=as_json)
