"""What click says of a command written wrongly, as a refusal of ours: one sentence in Korean and one in English."""

from collections.abc import Iterable
from difflib import get_close_matches

import click

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.portal import refusals as _declared  # noqa: F401 - makes the codes below known


def refusal_of(error: click.UsageError) -> Refused:
    """The error as one of the ``word_…`` refusals, with the words of the command that it is about."""
    command = _command(error)
    match error:
        case click.NoSuchOption():
            return _unknown(command, error.option_name, error.possibilities or ())
        case click.exceptions.NoSuchCommand():
            return _unknown(command, error.command_name, _alike(error))
        case click.MissingParameter():
            return Refused("word_missing", command=command, what=_name(error))
        case click.BadParameter():
            wanted = _wanted(error)
            return Refused(
                "word_unusable", command=command, what=_name(error), ko_wanted=wanted.ko, en_wanted=wanted.en
            )
        case _:
            return Refused("word_misplaced", command=command, reason=error.format_message())


def _unknown(command: str, what: str, possibilities: Iterable[str]) -> Refused:
    if near := ", ".join(sorted(possibilities)):
        return Refused("word_mistaken", command=command, what=what, near=near)
    return Refused("word_unknown", command=command, what=what)


def _alike(error: click.exceptions.NoSuchCommand) -> list[str]:
    group = error.ctx.command if error.ctx else None
    known = group.list_commands(_context(error)) if isinstance(group, click.Group) else []
    return get_close_matches(error.command_name, known, n=1)


def _command(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "naru"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.get_current_context()


def _wanted(error: click.BadParameter) -> Words:
    match error.param.type if error.param else None:
        case click.IntRange(min=int() as least, max=int() as most):
            return Words(f"{least}부터 {most}까지의 정수", f"a whole number from {least} to {most}")
        case click.IntRange(min=int() as least):
            return Words(f"{least} 이상의 정수", f"a whole number, {least} or more")
        case click.IntRange(max=int() as most):
            return Words(f"{most} 이하의 정수", f"a whole number, {most} or less")
        case click.Choice(choices=choices):
            listed = ", ".join(map(str, choices))
            return Words(f"{listed} 가운데 하나", f"one of {listed}")
        case click.Path(exists=True):
            return Words("있는 파일의 경로", "the path of a file that exists")
        case click.Path():
            return Words("쓸 수 있는 파일의 경로", "the path of a file that can be written")
        case click.types.IntParamType():
            return Words("정수", "a whole number")
        case click.types.FloatParamType():
            return Words("수", "a number")
        case _:
            return Words(error.message.rstrip("."), error.message.rstrip("."))
