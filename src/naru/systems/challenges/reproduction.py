"""A winner's code run again: without a network, with nothing of the machine but its programs, within limits of time and memory.

The code is a ZIP with ``main.py``. It is run as ``python main.py DATA OUT``, where DATA holds ``train.csv`` and ``test.csv`` and
OUT takes ``submission.csv``. bubblewrap gives it namespaces of its own, a root made of read-only system folders, and no other process.
"""

import csv
import io
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.systems.challenges.core.task import ID, Task

WALL_S, MEMORY_BYTES, CODE_BYTES, MEMBERS_MOST = 1800, 8 << 30, 64 << 20, 500
TOLERANCE = 1e-9
SCRATCH = "/tmp"  # noqa: S108 - inside of the namespace, and its own
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib64", "/bin", "/etc/alternatives", "/etc/ld.so.cache")


def is_possible() -> bool:
    return shutil.which("bwrap") is not None


def reproduce(code: Path, *, train: Path, test: Path, submitted: Path, task: Task) -> None:
    """Raises ``Refused``: ``bubblewrap_missing``, ``reproduction_failed``."""
    if not is_possible():
        raise Refused("bubblewrap_missing")
    with TemporaryDirectory(dir=content.scratch()) as folder:
        place = Path(folder)
        for name in ("code", "data", "out"):
            (place / name).mkdir()
        _unpack(code, place / "code")
        shutil.copy(train, place / "data" / "train.csv")
        shutil.copy(test, place / "data" / "test.csv")
        _run(place)
        made = place / "out" / "submission.csv"
        if not made.is_file() or made.is_symlink():
            raise Refused("reproduction_failed", reason="submission.csv")
        if (difference := first_difference(made.read_bytes(), submitted.read_bytes(), task)) is not None:
            raise Refused("reproduction_failed", reason=difference)


def command(place: Path) -> list[str]:
    """What runs ``main.py`` inside of ``place``."""
    shown = [each for folder in SYSTEM_FOLDERS if Path(folder).exists() for each in ("--ro-bind", folder, folder)]
    python = [each for folder in _python_folders() for each in ("--ro-bind", folder, folder)]
    return [
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv",
        "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", SCRATCH, "--setenv", "PYTHONHASHSEED", "0",
        "--setenv", "OMP_NUM_THREADS", "1",
        *shown, *python, "--proc", "/proc", "--dev", "/dev", "--tmpfs", SCRATCH,
        "--ro-bind", str(place / "code"), "/code", "--ro-bind", str(place / "data"), "/data",
        "--bind", str(place / "out"), "/out", "--chdir", "/code",
        sys.executable, "-I", "main.py", "/data", "/out",
    ]  # fmt: skip


def _python_folders() -> Sequence[str]:
    """The interpreter and its libraries, where they do not lie in a system folder anyway."""
    places = {str(Path(each).resolve()) for each in (sys.prefix, sys.base_prefix)} | {sys.prefix}
    return sorted(each for each in places if not each.startswith(SYSTEM_FOLDERS))


def _run(place: Path) -> None:
    try:
        done = subprocess.run(command(place), capture_output=True, timeout=WALL_S, preexec_fn=_limit, check=False)  # noqa: S603 - our own command; the limits must be the child's
    except subprocess.TimeoutExpired:
        raise Refused("reproduction_failed", reason=f"> {WALL_S} s") from None
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise Refused("reproduction_failed", reason=last[0][:200])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _unpack(code: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(code) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS_MOST or sum(each.file_size for each in members) > CODE_BYTES:
                raise Refused("reproduction_failed", reason=f"> {CODE_BYTES >> 20} MB")
            archive.extractall(into)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise Refused("reproduction_failed", reason="ZIP") from None
    if not (into / "main.py").is_file():
        raise Refused("reproduction_failed", reason="main.py")


def first_difference(made: bytes, submitted: bytes, task: Task) -> str | None:
    """None where both say the same of every id: numbers to 1e-9 of their size, everything else to the letter."""
    if made == submitted:
        return None
    one, other = _by_id(made, task), _by_id(submitted, task)
    if one.keys() != other.keys():
        return f"{len(one)} ids ≠ {len(other)}"
    for id, cells in one.items():
        if not all(map(_agree, cells, other[id])):
            return f"{id}: {', '.join(cells)} ≠ {', '.join(other[id])}"
    return None


def _by_id(body: bytes, task: Task) -> dict[str, list[str]]:
    rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig", errors="replace")))
    return {
        (row.get(ID) or "").strip(): [(row.get(name) or "").strip() for name in task.answer_columns] for row in rows
    }


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        a, b = float(one), float(other)
    except ValueError:
        return False
    return abs(a - b) <= TOLERANCE * max(1.0, abs(b))
