"""Our side of the scorer: what its child gets, how much it may take and where it may look."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.child.parent import MIB, ForkServer, Limits
from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.systems.challenges import scorer_folder
from naru.systems.challenges.models import Challenge, Submission

PREPARE = Limits(memory_bytes=4096 * MIB, wall_s=300.0)
SCORE_MEMORY, SCORE_WALL_S = 2048 * MIB, 60.0
SUBMISSION_MOST_BYTES = 256 * MIB

_scorers = ForkServer("naru.systems.challenges.scorer")


def warm() -> None:
    """Start the server of children, so that the first submission does not wait for its imports."""
    _scorers.warm()


def prepare(challenge: Challenge, columns: Mapping[str, str], parquet: list[Path], out: Path) -> dict[str, Any]:
    """``columns`` by their names in the lake; what ``scorer.prepare`` answers, its files in ``out``."""
    key = scorer_folder.key_of(challenge)
    payload = {
        "challenge": challenge.id,
        "parquet": [str(path) for path in parquet],
        "columns": dict(columns),
        "key": str(key),
        "out": str(out),
        **challenge.plan,
    }
    limits = Limits(
        memory_bytes=PREPARE.memory_bytes, wall_s=PREPARE.wall_s, read_paths=parquet, write_paths=[out, key.parent]
    )
    answer: dict[str, Any] = _scorers.run("prepare", payload, limits=limits)
    return answer


def score(challenge: Challenge, submission: Submission, rungs: Mapping[str, str], *, attempts: int) -> dict[str, Any]:
    """What ``scorer.score`` answers. Raises ``Refused``: its own, or what befell the child."""
    key, truth, file = (
        scorer_folder.key_of(challenge),
        content.path_of(challenge.sealed_sha256),
        content.path_of(submission.sha256),
    )
    payload = {
        "challenge": challenge.id,
        "task": challenge.task,
        "key": str(key),
        "truth": str(truth),
        "submission": str(file),
        "submission_id": submission.id,
        "team": submission.team_id,
        "rungs": dict(rungs),
        "attempts": attempts,
    }
    limits = Limits(memory_bytes=SCORE_MEMORY, wall_s=SCORE_WALL_S, file_bytes=0, read_paths=[key, truth, file])
    answer: dict[str, Any] = _scorers.run("score", payload, limits=limits)
    return answer


@contextmanager
def disclosed(challenge: Challenge, scores: Mapping[str, str]) -> Iterator[tuple[dict[str, Any], Path]]:
    """What ``scorer.disclose`` answers, and the truth as a file that is gone afterwards."""
    key, truth = scorer_folder.key_of(challenge), content.path_of(challenge.sealed_sha256)
    with TemporaryDirectory(dir=content.scratch()) as folder:
        payload: JSON = {
            "challenge": challenge.id,
            "key": str(key),
            "truth": str(truth),
            "out": folder,
            "scores": dict(scores),
        }
        limits = Limits(memory_bytes=SCORE_MEMORY, wall_s=PREPARE.wall_s, read_paths=[key, truth], write_paths=[folder])
        yield _scorers.run("disclose", payload, limits=limits), Path(folder) / "truth.csv"


def is_their_fault(refused: Refused) -> bool:
    """Whether the file is wrong, which costs an attempt; everything else is ours."""
    return refused.code.startswith("submission_")
