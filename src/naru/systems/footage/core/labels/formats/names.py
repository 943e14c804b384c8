"""How frames and clips are named as files, and found again.

A frame is ``<clip>/frame_000012.jpg``: its clip's name and its number from 0. Names of other makers end in a number too, and the number is
theirs.
"""

import re
from pathlib import PurePosixPath

FRAME = re.compile(r"^(?P<clip>.+)/frame_(?P<number>\d{6,})$")
DIGITS = 6


def frame_name(clip: str, frame: int, ending: str = "") -> str:
    return f"{clip}/frame_{frame:0{DIGITS}}{ending}"


def frame_of(name: str) -> tuple[str, int] | None:
    """(clip, frame) of a name of ours, with or without an ending; None of any other."""
    path = PurePosixPath(name)
    found = FRAME.match(str(path.with_suffix("")))
    return (found["clip"], int(found["number"])) if found else None


def stem(name: str) -> str:
    """Without its ending, folders kept."""
    return str(PurePosixPath(name).with_suffix(""))
