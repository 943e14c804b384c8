"""A bundle computed again: sound as it was made, and unsound after one flipped bit wherever it is."""

import hashlib
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core import sealing, verification
from naru.systems.challenges.core.answers import read_prediction, read_truth
from naru.systems.challenges.core.ladder import Rung, climb
from naru.systems.challenges.core.scoring import score
from naru.systems.challenges.core.task import Task

TASK = Task(metric="mae", target="값")
SALT, SEED, ATTEMPTS = b"s" * 32, 5, 20


def truth() -> bytes:
    dice = np.random.default_rng(1)
    lines = [f"r{n},{('public', 'private')[n % 2]},{dice.normal():.3f}" for n in range(80)]
    return ("id,part,값\n" + "\n".join(lines) + "\n").encode()


def answer(wrong: float) -> bytes:
    known = read_truth(truth(), TASK)
    dice = np.random.default_rng(int(wrong * 100))
    guess = known.values + wrong * dice.normal(1, 0.2, len(known.values))
    return ("id,값\n" + "".join(f"r{n},{each:.3f}\n" for n, each in enumerate(guess))).encode()


def members(tries: list[tuple[str, float]]) -> dict[str, bytes]:
    """What ``bundle`` packs, computed here from the cores alone; the last try of each team is chosen."""
    known = read_truth(truth(), TASK)
    rungs: dict[str, Rung] = {}
    events: list[dict[str, Any]] = []
    files = {}
    for place, (team, wrong) in enumerate(tries):
        body = answer(wrong)
        judged = score(known, read_prediction(body, known), seed=SEED)
        new = Rung(score=judged.public, blocks=judged.blocks)
        improves = climb(rungs.get(team), new, TASK.judged_by, attempts=ATTEMPTS)
        if improves:
            rungs[team] = new
        sha256 = hashlib.sha256(body).hexdigest()
        files[sha256] = body
        events.append(
            {
                "kind": "scored",
                "id": f"s{place}",
                "team": team,
                "received": f"2026-03-02T01:{place:02}:00+00:00",
                "sha256": sha256,
                "improves": improves,
                "shown": rungs[team].shown,
                "public": judged.public,
                "private": judged.private,
                "chosen": True,
            }
        )
    best = {team: min(each["private"] for each in events if each["team"] == team) for team, _ in tries}
    said = {
        "task": TASK.to_json(),
        "promise": asdict(sealing.promise(truth(), SALT)),
        "salt": SALT.hex(),
        "block_seed": str(SEED),
        "attempts": ATTEMPTS,
        "places": [
            {"rank": rank, "team": team, "private": best[team]}
            for rank, team in enumerate(sorted(best, key=lambda each: best[each]), start=1)
        ],
    }
    made = verification.unpack(verification.bundle(said, events, truth=truth(), files=files))
    return {name: body for name, body in made.items() if name != verification.SUMS}


TRIES = [("가", 1.0), ("나", 0.8), ("가", 0.3), ("가", 0.31)]


def test_a_bundle_as_it_was_made_is_sound() -> None:
    packed = verification.pack(members(TRIES))
    verdict = verification.verify(packed, promised=sealing.promise(truth(), SALT).root)
    assert (verdict.faults, verdict.submissions, verdict.scores, verdict.places) == ((), 4, 8, 2)


def test_a_flipped_bit_anywhere_is_found() -> None:
    packed = verification.pack(members(TRIES[:2]))
    dice = np.random.default_rng(7)
    unseen = []
    every = {*dice.integers(0, len(packed), 400).tolist(), *range(60), *range(len(packed) - 60, len(packed))}
    for at in sorted(every):
        changed = bytearray(packed)
        changed[at] ^= 1 << int(dice.integers(8))
        with suppress(Refused):  # what is no bundle any more is refused
            if not verification.verify(bytes(changed)).faults:
                unseen.append(at)
    assert unseen == []


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (verification.TRUTH, b",private,", b",public,", "promise"),
        (verification.CHALLENGE, b'"rank":1', b'"rank":2', "place"),
        (verification.SUBMISSIONS, b'"improves":false', b'"improves":true', "shown"),
        (verification.SUBMISSIONS, b'"private":0.', b'"private":1.', "private"),
        (verification.SUBMISSIONS, b'"public":0.', b'"public":1.', "public"),
        (verification.SUBMISSIONS, b'"team":"\xeb\x82\x98"', b'"team":"\xeb\x8b\xa4"', "place"),
    ],
)
def test_whoever_packs_another_story_is_found(name: str, old: bytes, new: bytes, what: str) -> None:
    known = members(TRIES)
    assert old in known[name]
    forged = verification.pack({**known, name: known[name].replace(old, new, 1)})
    assert what in {each.what for each in verification.verify(forged).faults}


def test_another_promise_than_the_one_at_the_start_is_found() -> None:
    packed = verification.pack(members(TRIES))
    assert [each.where for each in verification.verify(packed, promised="ab" * 32).faults] == ["given"]


def test_a_file_left_out_is_found() -> None:
    known = members(TRIES)
    gone = next(name for name in known if name.startswith("files/"))
    faults = verification.verify(verification.pack({name: body for name, body in known.items() if name != gone})).faults
    assert "file" in {each.what for each in faults}


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"x" * 100])
def test_what_is_no_bundle_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        verification.verify(body)
    assert refused.value.code == "bundle_refused"
