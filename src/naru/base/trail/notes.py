"""What the trail's end was, noted outside the database: whoever holds the database alone can neither cut it nor write it anew.

*Theory of operation.* Two files in ``NARU_HOME/trail``, and again in ``NARU_TRAIL_COPY`` where that is set (a folder of another
machine, or one that only takes more). ``checkpoints.jsonl`` has every checkpoint, written before its transaction commits: one
that the database has and the notes lack was taken out of the notes. ``heads.jsonl`` begins with where all streams stood at the
last checkpoint and goes on with each commit's, written after it: a killed process leaves the note behind, never ahead. What was
noted last of a stream must stand there in the database.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from naru.base.kit.canonical import canonical_json
from naru.base.trail.core.chain import Checkpoint, Head

CHECKPOINTS, HEADS, LOCK = "checkpoints.jsonl", "heads.jsonl", ".lock"
PROMISE = "heads_noted"  # of a checkpoint's note: heads are noted from it on, which 0.1 did not


def folders() -> list[Path]:
    """Where notes lie, the home's own first."""
    copies = [Path(settings.NARU_TRAIL_COPY)] if settings.NARU_TRAIL_COPY else []
    return [Path(settings.NARU_HOME) / "trail", *copies]


def note_checkpoint(made: Checkpoint) -> None:
    """Durably, inside the transaction that makes it."""
    for folder in folders():
        with _locked(folder):
            _append(folder / CHECKPOINTS, canonical_json({**made.to_json(), PROMISE: True}), sync=True)


def note_heads(heads: Mapping[str, Head]) -> None:
    """Where a commit left its streams."""
    for folder in folders():
        with _locked(folder):
            _append(folder / HEADS, _line(heads), sync=False)


def begin_heads(made: Checkpoint) -> None:
    """Begin anew from a checkpoint; what other processes noted since stays."""
    for folder in folders():
        with _locked(folder):
            later = {stream: head for stream, head in _last(folder).items() if _is_later(head, made.heads.get(stream))}
            aside = folder / f".{HEADS}.{os.getpid()}"
            aside.unlink(missing_ok=True)
            first = {"checkpoint": made.number, **orjson.loads(_line({**made.heads, **later}))}
            _append(aside, orjson.dumps(first), sync=True)
            os.replace(aside, folder / HEADS)


def forget_after(number: int) -> None:
    """Keep of the home's own notes the checkpoints up to this one, and no heads."""
    folder = folders()[0]
    with _locked(folder):
        kept = [orjson.dumps(said) + b"\n" for said in _lines(folder / CHECKPOINTS) if said["number"] <= number]
        aside = folder / f".{CHECKPOINTS}.{os.getpid()}"
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.writelines(kept)
            os.fsync(file.fileno())
        os.replace(aside, folder / CHECKPOINTS)
        (folder / HEADS).unlink(missing_ok=True)


def noted_checkpoints() -> dict[int, str]:
    """Number → hash, as noted last; the copy's word is above the home's."""
    return {said["number"]: said["hash"] for folder in folders() for said in _lines(folder / CHECKPOINTS)}


def noted_heads() -> dict[str, Head]:
    """Where each stream stood by the notes, the furthest of all folders."""
    found: dict[str, Head] = {}
    for folder in folders():
        for stream, head in _last(folder).items():
            if _is_later(head, found.get(stream)):
                found[stream] = head
    return found


def are_heads_gone() -> bool:
    """Whether a folder's checkpoints say that heads are noted there, and none are."""
    return any(
        not (folder / HEADS).exists() and any(said.get(PROMISE) for said in _lines(folder / CHECKPOINTS))
        for folder in folders()
    )


def _last(folder: Path) -> dict[str, Head]:
    found: dict[str, Head] = {}
    for said in _lines(folder / HEADS):
        found |= {stream: Head(number=head[0], hash=head[1]) for stream, head in said["heads"].items()}
    return found


def _is_later(head: Head, than: Head | None) -> bool:
    return than is None or head.number > than.number


def _line(heads: Mapping[str, Head]) -> bytes:
    return orjson.dumps({"heads": {stream: [head.number, head.hash] for stream, head in heads.items()}})


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
