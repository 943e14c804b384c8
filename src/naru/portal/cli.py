"""The command line ``naru``: each package brings its own commands, and every command takes ``--json``."""

import errno
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from pkgutil import resolve_name
from typing import Any, NoReturn

import click

from naru.base.kit.installed import systems
from naru.base.kit.refusals import Refused, as_problem
from naru.portal import usage_errors

DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
WITHOUT_HOME = {"doctor", "restore", "up"}  # they report what is missing, bring a database, choose their home


class Commands(click.Group):
    """Only the package of the command that is asked for is imported: a command starts in a third of the time."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(declared())

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        return command_named(name) if name in declared() else None

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        with refused_in_both_languages():
            return super().parse_args(context, words)

    def invoke(self, context: click.Context) -> Any:
        with refused_in_both_languages():
            return super().invoke(context)


@contextmanager
def refused_in_both_languages() -> Iterator[None]:
    """Raises click's usage errors as ``Refused``, and lets a group that is called without a command print its help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise usage_errors.refusal_of(error) from None


@cache
def declared() -> dict[str, str]:
    """Where each command lies, as the installed packages say it."""
    commands = [item for system in systems() for item in system.commands.items()]
    assert len(dict(commands)) == len(commands), "two packages declare one command"
    return dict(commands)


@cache
def command_named(name: str) -> click.Command:
    """The command, imported and made ready to run. Raises KeyError for a name that no package declares."""
    command: click.Command = resolve_name(declared()[name])
    told_whole(command)
    without = WITHOUT_HOME.union(*(system.commands_without_home for system in systems()))
    return at_home(command, name, without)


def told_whole(command: click.Command) -> None:
    """In the list of commands, too, the first line of its help stands whole: click would cut it off."""
    command.short_help = (command.help or "").partition("\n")[0]
    if isinstance(command, click.Group):
        for each in command.commands.values():
            told_whole(each)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naru")
def naru() -> None:
    """나루 · a city's data, from scattered files to an answer.

    모든 상태는 NARU_HOME에 있습니다 · all state lies under NARU_HOME. DATABASE_URL, NARU_LAKE, NARU_ENGINE 참고 ·
    see docs/guides/operate.md.
    """


def main() -> None:
    """Run the command line and end the process.

    A refusal is written to standard error in both languages, with ``--json`` as a problem document (RFC 9457),
    and the exit code is its sentence's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django
    from django.db import DatabaseError, OperationalError

    try:
        django.setup()
        naru(standalone_mode=True)
    except Refused as refused:
        _end(refused)
    except DatabaseError as error:
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        _end(Refused("database_unusable", reason=str(error).splitlines()[0].rstrip(".")))
    except OSError as error:
        if error.errno not in DISK_TROUBLE:
            raise
        _end(Refused("disk_unusable", path=error.filename or os.environ.get("NARU_HOME", "?"), reason=error.strerror))


def _end(refused: Refused) -> NoReturn:
    _tell(refused)
    sys.exit(refused.sentence.exit_code)


def at_home(command: click.Command, name: str, without: Collection[str]) -> click.Command:
    """The same command, run only once its home is ready, unless it needs none; asking for its help makes no home."""
    if name in without:
        return command
    if isinstance(command, click.Group):
        for part, each in command.commands.items():
            at_home(each, f"{name} {part}", without)
    elif command.callback is not None:
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
