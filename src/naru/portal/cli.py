"""The command line ``naru``: each package brings its own commands, and every command takes ``--json``."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

import click

from naru.kit.refusals import Refused, as_problem

PACKAGES = ("portal", "ingest", "catalogue", "query", "people", "jobs", "trail")
WITHOUT_HOME = {"doctor", "restore"}  # the one reports what is missing, the other brings its own database


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naru")
def naru() -> None:
    """나루 · a city's data, from scattered files to an answer.

    모든 상태는 NARU_HOME에 있습니다 · all state lies under NARU_HOME. DATABASE_URL, NARU_LAKE, NARU_ENGINE 참고 ·
    see docs/guides/operate.md.
    """


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django

    django.setup()
    for package in PACKAGES:
        for command in import_module(f"naru.{package}.commands").COMMANDS:
            naru.add_command(command if command.name in WITHOUT_HOME else at_home(command))
    try:
        naru(standalone_mode=True)
    except Refused as refused:
        _tell(refused)
        sys.exit(refused.sentence.exit_code)


def at_home(command: click.Command) -> click.Command:
    """The same command, run only once its home is ready; asking for its help makes no home."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            at_home(each)
    if command.callback is not None and not isinstance(command, click.Group):
        command.callback = _prepared(command.callback)
    return command


def _prepared(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def prepared(*args: Any, **kwargs: Any) -> Any:
        from naru.portal.home import ensure_home

        ensure_home()
        return run(*args, **kwargs)

    return prepared


def _tell(refused: Refused) -> None:
    if "--json" in sys.argv:
        click.echo(json.dumps(as_problem(refused, "en"), ensure_ascii=False), err=True)
    else:
        click.echo(f"{refused.words.ko}\n{refused.words.en}", err=True)
