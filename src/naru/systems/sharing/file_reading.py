"""Our side of the limited child that reads a stranger's file for a trace: how much it may take, and its columns of numbers."""

from pathlib import Path

import numpy as np
from django.conf import settings

from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.sharing.core.fingerprint import Figures
from naru.systems.sharing.scratch import scratch_folder

READER = "naru.systems.sharing.core.leaked_file:write_figures"
TYPES = {"int64": np.int64, "float64": np.float64}


def figures_of(path: Path) -> dict[str, Figures]:
    """By column, without nulls and NaN.

    Raises ``Refused``: ``trace_unreadable``, also where the file breaks its reader; ``took_too_long``, ``took_too_much_memory``.
    """
    file = path.resolve()
    with scratch_folder() as out:
        try:
            written = run_limited(READER, {"path": str(file), "out": str(out)}, limits=_limits(file, out))
        except Refused as refused:
            if refused.code != "reader_crashed":
                raise
            written = []
        figures = {name: np.fromfile(output_file(str(at), out), TYPES[kind]) for at, (name, kind) in enumerate(written)}
    if not figures:
        raise Refused("trace_unreadable", file=path.name)
    return figures


def _limits(file: Path, out: Path) -> Limits:
    return Limits(
        memory_bytes=MIB * settings.NARU_READER_MEMORY_LARGE_MB,
        wall_s=settings.NARU_READER_WALL_S,
        cpu_s=settings.NARU_READER_CPU_S or None,
        read_paths=[file, out],
        write_paths=[out],
    )
