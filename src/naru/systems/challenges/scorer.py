"""The scorer: the one program that reads a challenge's key. It runs in a limited child and imports no Django.

*Theory of operation.* Each challenge has a file in the scorer's folder with the private half of its key pair, the truth's salt and
the seed of its blocks. ``prepare`` makes it and never answers what is in it; ``score`` opens the truth and the team's best rung for one
submission, and answers what may be shown beside sealed bytes that the site stores unread; ``disclose`` gives everything, and is asked
once the challenge is closed. A submission's private score, and a public score that the Ladder does not show, thus never lie in
the site's memory or database while the challenge runs.
"""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.systems.challenges import refusals as _refusals  # noqa: F401 - declares the sentences of what is refused here
from naru.systems.challenges.core import ladder, sealing
from naru.systems.challenges.core.answers import read_prediction, read_truth
from naru.systems.challenges.core.ladder import Rung
from naru.systems.challenges.core.preparation import Plan
from naru.systems.challenges.core.preparation import prepare as prepare_files
from naru.systems.challenges.core.scoring import score as score_prediction
from naru.systems.challenges.core.splits import Split, SplitKind
from naru.systems.challenges.core.task import Task

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    private: bytes
    salt: bytes
    seed: int

    @classmethod
    def read(cls, path: str) -> "Keys":
        try:
            raw = orjson.loads(Path(path).read_bytes())
        except FileNotFoundError:
            raise Refused("scorer_key_missing") from None
        return cls(private=bytes.fromhex(raw["private"]), salt=bytes.fromhex(raw["salt"]), seed=int(raw["seed"]))

    def write(self, path: str) -> None:
        raw = {"private": self.private.hex(), "salt": self.salt.hex(), "seed": str(self.seed)}
        new = f"{path}.new"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(orjson.dumps(raw))
            os.fsync(file.fileno())
        os.replace(new, path)


def prepare(payload: Payload) -> dict[str, Any]:
    """Cut the table of ``parquet`` files, write what teams get into ``out``, and the truth there sealed."""
    names = payload["columns"]  # what the lake calls a column, and what people do
    table = pa.concat_tables([pq.read_table(path, columns=list(names)) for path in payload["parquet"]])
    plan = Plan(
        metric=payload["metric"],
        target=payload["target"],
        split=Split(
            kind=SplitKind(payload["split"]["kind"]),
            test_share=payload["split"]["test_share"],
            practice_share=payload["split"]["practice_share"],
            public_share=payload["split"]["public_share"],
        ),
        by=payload["by"],
        left_out=tuple(payload["left_out"]),
    )
    seed = secrets.randbits(62)
    made = prepare_files(table.rename_columns(list(names.values())), plan, seed=seed)
    private, public = sealing.new_pair()
    keys = Keys(private=private, salt=secrets.token_bytes(32), seed=seed)
    keys.write(payload["key"])
    out = Path(payload["out"])
    sealed = sealing.seal(public, made.truth, purpose=_truth_of(payload["challenge"]))
    for name, content in (
        ("train.csv", made.train),
        ("test.csv", made.test),
        ("sample.csv", made.sample),
        ("truth", sealed),
    ):
        (out / name).write_bytes(content)
    return {
        "task": made.task.to_json(),
        "parts": dict(made.parts),
        "train_rows": made.train_rows,
        "dropped": made.dropped,
        "promise": asdict(sealing.promise(made.truth, keys.salt)),
        "public_key": public.hex(),
        "findings": [
            {
                "code": each.code,
                "severity": each.severity,
                "column": each.column,
                "ko": each.words.ko,
                "en": each.words.en,
                "evidence": each.evidence,
            }
            for each in made.findings
        ],
    }


def score(payload: Payload) -> dict[str, Any]:
    """Judge one submission. Raises ``Refused``: whatever is wrong with its file."""
    keys, task = Keys.read(payload["key"]), Task.from_json(payload["task"])
    challenge, metric = payload["challenge"], task.judged_by
    truth = read_truth(_open(keys, Path(payload["truth"]).read_bytes(), _truth_of(challenge)), task)
    prediction = read_prediction(Path(payload["submission"]).read_bytes(), truth)
    scores = score_prediction(truth, prediction, seed=keys.seed)
    new = Rung(score=scores.public, blocks=scores.blocks)
    rungs = {team: _rung(keys, sealed, _rung_of(challenge)) for team, sealed in payload["rungs"].items()}
    team = payload["team"]
    improves = ladder.climb(rungs.get(team), new, metric, attempts=payload["attempts"])
    if improves:
        rungs[team] = new
    public = sealing.public_of(keys.private)
    sealed_score = sealing.seal(
        public,
        orjson.dumps({"public": _number(scores.public), "private": _number(scores.private)}),
        purpose=_score_of(payload["submission_id"]),
    )
    bands = ladder.rank_bands(list(rungs.values()), metric, seed=keys.seed)
    return {
        "improves": improves,
        "shown": _number(rungs[team].shown) if team in rungs else None,
        "rung": _text(sealing.seal(public, orjson.dumps(new.to_json()), purpose=_rung_of(challenge)))
        if improves
        else None,
        "sealed_score": _text(sealed_score),
        "bands": {name: list(band) for name, band in zip(rungs, bands, strict=True)} if improves else {},
        "costliest": [asdict(each) for each in scores.costliest],
        "notes": list(prediction.notes),
    }


def disclose(payload: Payload) -> dict[str, Any]:
    """The truth in clear as ``out/truth.csv``, its salt, the seed of the blocks and every score."""
    keys = Keys.read(payload["key"])
    content = _open(keys, Path(payload["truth"]).read_bytes(), _truth_of(payload["challenge"]))
    (Path(payload["out"]) / "truth.csv").write_bytes(content)
    scores = {
        each: orjson.loads(_open(keys, base64.b64decode(sealed), _score_of(each)))
        for each, sealed in payload["scores"].items()
    }
    return {"salt": keys.salt.hex(), "seed": str(keys.seed), "scores": scores}


def _rung(keys: Keys, sealed: str, purpose: str) -> Rung:
    return Rung.from_json(orjson.loads(_open(keys, base64.b64decode(sealed), purpose)))


def _open(keys: Keys, sealed: bytes, purpose: str) -> bytes:
    try:
        return sealing.unseal(keys.private, sealed, purpose=purpose)
    except sealing.Unsealable:
        raise Refused("scorer_seal_broken") from None


def _truth_of(challenge: str) -> str:
    return f"truth of {challenge}"


def _rung_of(challenge: str) -> str:
    return f"rung in {challenge}"


def _score_of(submission: str) -> str:
    return f"score of {submission}"


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value
