"""Our side of the limited child that checks a file: how much it may take, where it may look, and its answer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from django.conf import settings

from naru.base.kit.canonical import JSON
from naru.base.kit.child.parent import ForkServer, Limits
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.systems.sectors import library
from naru.systems.sectors.core.profiles import Profile
from naru.systems.sectors.core.values import Report, from_json

MIB = 1 << 20
SLOWEST_BYTES_S = 2 * MIB
LARGE_FILE_BYTES = 16 * MIB

_checkers = ForkServer("naru.systems.sectors.core.check")


def check_file(
    path: Path, name: str, definition: Mapping[str, Any], profile: Profile, before: Mapping[str, float] | None = None
) -> Report:
    """Raises ``Refused``: what the reader refuses, ``took_too_long``, ``took_too_much_memory``, ``reader_crashed``."""
    with _scratch() as scratch:
        payload = _payload(definition, profile, before, scratch) | {"path": str(path), "name": name}
        answer: dict[str, JSON] = _checkers.run("check_file", payload, limits=_limits([path], scratch))
        return from_json(answer)


def check_version(
    paths: Sequence[Path],
    names: Mapping[str, str],
    definition: Mapping[str, Any],
    profile: Profile,
    *,
    sha256: str,
    before: Mapping[str, float] | None = None,
) -> Report:
    """Of a table's version in the lake; ``names``: alias → the column's name."""
    with _scratch() as scratch:
        payload = _payload(definition, profile, before, scratch)
        payload |= {"paths": [str(path) for path in paths], "names": dict(names), "sha256": sha256}
        answer: dict[str, JSON] = _checkers.run("check_version", payload, limits=_limits(paths, scratch))
        return from_json(answer)


def mend_file(path: Path, name: str, definition: Mapping[str, Any], profile: Profile, *, cause: int, out: Path) -> int:
    """Write the file with one cause mended as CSV to ``out``; how many cells changed. Raises as ``check_file``, and
    ``cause_cannot_be_mended``."""
    with _scratch() as scratch:
        payload = _payload(definition, profile, None, scratch)
        payload |= {"path": str(path), "name": name, "cause": cause, "out": str(scratch / "mended.csv")}
        cells: int = _checkers.run("mend_file", payload, limits=_limits([path], scratch))
        (scratch / "mended.csv").replace(out)
        return cells


@contextmanager
def _scratch() -> Iterator[Path]:
    home = Path(settings.NARU_HOME) / "tmp"
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=home, prefix="sectors-"))
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _payload(
    definition: Mapping[str, Any], profile: Profile, before: Mapping[str, float] | None, scratch: Path
) -> dict[str, Any]:
    standards = library.standards()
    return {
        "profile": dict(definition),
        "lists": library.lists_for(profile),
        "definitions": str(standards) if standards.is_dir() else "",
        "before": None if before is None else dict(before),
        "as_of": SYSTEM_CLOCK.today().isoformat(),
        "scratch": str(scratch),
    }


def _limits(paths: Sequence[Path], scratch: Path) -> Limits:
    """A second more for every 2 MiB beyond the first 16."""
    size = sum(path.stat().st_size for path in paths)
    reads = [*paths, scratch]
    if (standards := library.standards()).is_dir():
        reads.append(standards)
    return Limits(
        memory_bytes=MIB * settings.NARU_READER_MEMORY_LARGE_MB,
        wall_s=settings.NARU_READER_WALL_S + max(0, size - LARGE_FILE_BYTES) / SLOWEST_BYTES_S,
        cpu_s=settings.NARU_READER_CPU_S or None,
        read_paths=reads,
        write_paths=[scratch],
    )
