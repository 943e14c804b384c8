"""What a limited child leaves behind, taken by us: only regular files of its own folder, wherever its answer points."""

import os
import stat
from pathlib import Path

from naru.base.kit.refusals import Refused


def output_file(path: str | Path, folder: Path) -> Path:
    """The file at ``path``, which a child that may write beneath ``folder`` has named.

    A child that read hostile bytes may be theirs: its answer could name our keys, or a link to them. So every step from
    ``folder`` down must be a folder and the last a regular file with no second name. Asked only once the child is gone.
    Raises ``Refused`` ``child_output_refused``.
    """
    place = Path(os.path.normpath(folder / path))
    root = Path(os.path.normpath(folder))
    if not place.is_relative_to(root) or place == root:
        raise Refused("child_output_refused", name=place.name)
    for step in [*reversed([each for each in place.parents if each.is_relative_to(root)]), place]:
        mode = _mode(step)
        if not (stat.S_ISREG(mode) if step == place else stat.S_ISDIR(mode)):
            raise Refused("child_output_refused", name=place.name)
    if place.lstat().st_nlink != 1:
        raise Refused("child_output_refused", name=place.name)
    return place


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0
