"""Where the scorer's keys lie, and that no process of the site opens them.

*Theory of operation.* The folder is ``NARU_SCORER``, or lies beside the home folder, never in it: no backup, no download and no page
reaches it. Its files are of mode 600. The site asks a limited child for everything, and is itself kept out by an audit hook (PEP 578),
which no code of the process can take away again; what is not Python in the process (DuckDB, Arrow) reads hostile input in limited
children only, whose paths are listed. Where the city runs the workers under a user of their own, the folder is theirs alone.
"""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from naru.systems.challenges.models import Challenge

_is_closed = False


def folder() -> Path:
    return Path(settings.NARU_SCORER or f"{settings.NARU_HOME}-scorer")


def key_of(challenge: Challenge) -> Path:
    """Its path: for the child, nobody else opens it."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place / f"{challenge.id}.json"


def is_private() -> bool:
    """Whether nobody but its owner may enter the folder; true where there is none yet."""
    place = folder()
    return not place.exists() or not place.stat().st_mode & 0o077


def close_to_this_process() -> None:
    """From now on nothing in this Python process opens a file of the folder."""
    global _is_closed
    if not _is_closed:
        _is_closed = True
        sys.addaudithook(_refuse_keys)


def _refuse_keys(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        place = os.path.abspath(folder())
        if os.path.abspath(os.fsdecode(arguments[0])).startswith(place + os.sep):
            raise PermissionError(f"only the scorer opens {place}")
