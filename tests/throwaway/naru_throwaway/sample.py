"""The sample city's boats."""

import json

import click

from naru_throwaway.models import Boat


def bring(*, as_json: bool, again: bool) -> bool:
    names = ("갈매기호", "동백호")
    for name in names:
        Boat.objects.get_or_create(name=name)
    click.echo(json.dumps({"boats": len(names)}) if as_json else f"배 {len(names)}척 · {len(names)} boats")
    return True
