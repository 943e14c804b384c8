"""What the trail's end was, noted outside the database: whoever holds the database alone can neither cut it nor write it anew.

*Theory of operation.* Two files in ``NARU_HOME/trail``, and again in ``NARU_TRAIL_COPY`` where that is set (a folder of another
machine, or one that only takes more). ``checkpoints.jsonl`` has every checkpoint, written before its transaction commits: one
that the database has and the notes lack was taken out of the notes. ``heads.jsonl`` has where each commit left its streams,
written after it: a killed process leaves the note behind, never ahead. Every head that was noted must stand in the database. A
checkpoint, which states the same signed, lets the notes begin anew; those that the database contradicts stay, so that what was
cut or altered is still told after more was written and signed.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from naru.base.kit.canonical import canonical_json
from naru.base.trail.core.chain import Checkpoint, Head

CHECKPOINTS, HEADS, LOCK = "checkpoints.jsonl", "heads.jsonl", ".lock"
TAIL_BYTES = 1 << 20  # longer than any checkpoint's line
PROMISE = "heads_noted"  # of a checkpoint's note: heads are noted from it on, which 0.1 did not


def folders() -> list[Path]:
    """Where notes lie, the home's own first."""
    copies = [Path(settings.NARU_TRAIL_COPY)] if settings.NARU_TRAIL_COPY else []
    return [Path(settings.NARU_HOME) / "trail", *copies]


def note_checkpoint(made: Checkpoint) -> None:
    """Durably, inside the transaction that makes it. The first one begins the notes of heads."""
    for folder in folders():
        with _locked(folder):
            if not _has_promised(folder):
                _append(folder / HEADS, _line({}), sync=True)
            _append(folder / CHECKPOINTS, canonical_json({**made.to_json(), PROMISE: True}), sync=True)


def note_heads(heads: Mapping[str, Head]) -> None:
    """Where a commit left its streams."""
    for folder in folders():
        with _locked(folder):
            _append(folder / HEADS, _line({stream: [head] for stream, head in heads.items()}), sync=False)


def begin_heads(stands: Callable[[str, Head], bool]) -> None:
    """Begin anew after a checkpoint, with the notes that the database contradicts: of which it is not so that ``stands``."""
    for folder in folders():
        with _locked(folder):
            kept = {
                stream: [head for head in noted if not stands(stream, head)] for stream, noted in _heads(folder).items()
            }
            aside = folder / f".{HEADS}.{os.getpid()}"
            aside.unlink(missing_ok=True)
            is_gone = _is_gone(folder)
            _append(
                aside, _line({stream: heads for stream, heads in kept.items() if heads}, is_gone=is_gone), sync=True
            )
            os.replace(aside, folder / HEADS)


def forget_beyond(checkpoint: int, heads: Mapping[str, Head]) -> None:
    """Take out of the home's own notes what is later than these: checkpoints by number, heads by their streams'."""

    def up_to(said: dict[str, Any]) -> dict[str, Any]:
        within = {
            stream: [head for head in noted if stream in heads and head[0] <= heads[stream].number]
            for stream, noted in said["heads"].items()
        }
        return {**said, "heads": {stream: noted for stream, noted in within.items() if noted}}

    folder = folders()[0]
    with _locked(folder):
        _rewrite(folder / CHECKPOINTS, lambda said: said if said["number"] <= checkpoint else None)
        _rewrite(folder / HEADS, up_to)


def _rewrite(path: Path, keep: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    """Each line as ``keep`` leaves it, None: without it. A file in which nothing changes is left as it is."""
    before = list(_lines(path))
    after = [left for said in before if (left := keep(said)) is not None]
    if after == before:
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(orjson.dumps(said) + b"\n" for said in after)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def noted_checkpoints() -> dict[int, str]:
    """Number → hash, as noted last; the copy's word is above the home's."""
    return {said["number"]: said["hash"] for folder in folders() for said in _lines(folder / CHECKPOINTS)}


def noted_heads() -> dict[str, frozenset[Head]]:
    """What was noted of each stream since the notes began, in any folder."""
    found: dict[str, set[Head]] = {}
    for folder in folders():
        for stream, heads in _heads(folder).items():
            found.setdefault(stream, set()).update(heads)
    return {stream: frozenset(heads) for stream, heads in found.items()}


def are_heads_gone() -> bool:
    """Whether heads were noted in a folder and the notes were taken away there."""
    return any(map(_is_gone, folders()))


def _is_gone(folder: Path) -> bool:
    return (_has_promised(folder) and not (folder / HEADS).exists()) or any(
        said.get("gone") for said in _lines(folder / HEADS)
    )


def _has_promised(folder: Path) -> bool:
    """As its last checkpoint says: every one since the first does."""
    path = folder / CHECKPOINTS
    if not path.exists():
        return False
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return f'"{PROMISE}":true'.encode() in (file.read().splitlines() or [b""])[-1]


def _heads(folder: Path) -> dict[str, set[Head]]:
    found: dict[str, set[Head]] = {}
    for said in _lines(folder / HEADS):
        for stream, heads in said["heads"].items():
            found.setdefault(stream, set()).update(Head(number=number, hash=hash_) for number, hash_ in heads)
    return found


def _line(heads: Mapping[str, Sequence[Head]], *, is_gone: bool = False) -> bytes:
    said = {stream: [[head.number, head.hash] for head in each] for stream, each in heads.items()}
    return orjson.dumps({"heads": said, **({"gone": True} if is_gone else {})})


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """What a machine without power left half is passed over."""
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            said = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(said, dict):
            yield said


def _append(path: Path, line: bytes, *, sync: bool) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(line + b"\n")
        file.flush()
        if sync:
            os.fsync(file.fileno())


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
