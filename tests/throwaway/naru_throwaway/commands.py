"""``naru throwaway``."""

import json

import click

from naru_throwaway import reads


@click.command()
@click.option("--json", "as_json", is_flag=True, help="한 줄의 JSON으로 · one line of JSON")
def throwaway(as_json: bool) -> None:
    """떠 있는 배 · The boats afloat."""
    boats = reads.boats()
    click.echo(json.dumps({"boats": boats}, ensure_ascii=False) if as_json else "\n".join(boats))
