"""A whole board computed again from what is public after the close: one file, no site, no key.

*The bundle* is an uncompressed ZIP with fixed dates, its members in the order of their names, so that its bytes follow from its
content and packing it anew must give the same file:

    challenge.json    task, promise, attempts, block seed, salt, and every line of the board
    truth.csv         id, part, truth
    submissions.json  of each: team, when, file's hash, what was shown, both scores, whether it was chosen
    files/<hash>.csv  the files themselves
    SHA256SUMS        of all of these

``verify`` looks at every byte: the container, the sums, the promise made before the first submission (given from outside, else the
bundle's own), each score anew, the Ladder anew in the order of submissions, the final board anew.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import orjson

from naru.base.kit.canonical import canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.challenges.core import ladder, sealing
from naru.systems.challenges.core.answers import Truth, read_prediction, read_truth
from naru.systems.challenges.core.boards import Entry, best_of, ranked
from naru.systems.challenges.core.ladder import Rung
from naru.systems.challenges.core.scoring import Scores, score
from naru.systems.challenges.core.task import Task

DATE = (1980, 1, 1, 0, 0, 0)
SUMS, CHALLENGE, TRUTH, SUBMISSIONS = "SHA256SUMS", "challenge.json", "truth.csv", "submissions.json"
SCORED, MERGED = "scored", "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``where`` is a member of the bundle, or a submission; ``what`` is one of a few codes."""

    what: str
    where: str
    said: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``faults`` is empty where all is as it was said; ``scores`` were computed anew."""

    faults: tuple[Fault, ...]
    submissions: int
    scores: int
    places: int


def pack(members: Mapping[str, bytes]) -> bytes:
    """The one file of these members, sums included."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(members.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in sorted({**members, SUMS: sums.encode()}.items()):
            file.writestr(zipfile.ZipInfo(name, DATE), content)
    return out.getvalue()


def unpack(bundle: bytes) -> dict[str, bytes]:
    """Raises ``Refused``: ``bundle_refused``."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as file:
            return {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise Refused("bundle_refused", reason=str(error)[:200]) from None


def verify(bundle: bytes, *, promised: str = "") -> Verdict:
    """``promised`` is the sha256 that the challenge's page, trail and paper showed before the first submission.

    Raises ``Refused``: ``bundle_refused`` for what is no bundle at all.
    """
    members = unpack(bundle)
    faults = list(_container(bundle, members))
    if faults:  # whatever stands in it is not what was packed
        return Verdict(faults=tuple(faults), submissions=0, scores=0, places=0)
    challenge, events = orjson.loads(members[CHALLENGE]), orjson.loads(members[SUBMISSIONS])
    faults += _promise(members[TRUTH], challenge, promised)
    task = Task.from_json(challenge["task"])
    truth = read_truth(members[TRUTH], task)
    scores = {
        each["id"]: _score(each, members, truth, int(challenge["block_seed"]))
        for each in events
        if each["kind"] == SCORED
    }
    faults += _scores(events, scores)
    faults += _shown(events, scores, task, challenge["attempts"])
    faults += _places(challenge, events, scores, task)
    return Verdict(
        faults=tuple(faults), submissions=len(scores), scores=2 * len(scores), places=len(challenge["places"])
    )


def _container(bundle: bytes, members: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in (SUMS, CHALLENGE, TRUTH, SUBMISSIONS):
        if name not in members:
            yield Fault(what="missing", where=name)
            return
    content = {name: body for name, body in members.items() if name != SUMS}
    lines = members[SUMS].decode(errors="replace").splitlines()
    listed = {name: sum for sum, _, name in (line.partition("  ") for line in lines)}
    for name, body in content.items():
        if listed.get(name) != (actual := hashlib.sha256(body).hexdigest()):
            yield Fault(what="sum", where=name, said=listed.get(name, ""), found=actual)
    if pack(content) != bundle:
        yield Fault(what="container", where=SUMS)


def _promise(truth: bytes, challenge: Mapping[str, Any], promised: str) -> Iterator[Fault]:
    made = sealing.promise(truth, bytes.fromhex(challenge["salt"]))
    said = challenge["promise"]
    for name, found in (("sha256", made.sha256), ("root", made.root), ("lines", made.lines)):
        if said[name] != found:
            yield Fault(what="promise", where=name, said=str(said[name]), found=str(found))
    if promised and promised not in {made.sha256, made.root}:
        yield Fault(what="promise", where="given", said=promised, found=made.sha256)


def _score(event: Mapping[str, Any], members: Mapping[str, bytes], truth: Truth, seed: int) -> Scores | None:
    """None where the file is not there or is not the one that was sent."""
    body = members.get(f"files/{event['sha256']}.csv")
    if body is None or hashlib.sha256(body).hexdigest() != event["sha256"]:
        return None
    try:
        return score(truth, read_prediction(body, truth), seed=seed)
    except Refused:
        return None


def _scores(events: list[Mapping[str, Any]], scores: Mapping[str, Scores | None]) -> Iterator[Fault]:
    for each in events:
        if each["kind"] != SCORED:
            continue
        made = scores[each["id"]]
        if made is None:
            yield Fault(what="file", where=each["id"])
            continue
        for name, found in (("public", made.public), ("private", made.private)):
            if not _same(each[name], found):
                yield Fault(what=name, where=each["id"], said=str(each[name]), found=str(found))


def _shown(
    events: list[Mapping[str, Any]], scores: Mapping[str, Scores | None], task: Task, attempts: int
) -> Iterator[Fault]:
    """The Ladder again: each submission against its team's best shown one before."""
    rungs: dict[str, Rung] = {}
    for each in events:
        if each["kind"] == MERGED:
            _merge(rungs, each, task)
            continue
        made = scores[each["id"]]
        if made is None:
            continue
        new, team = Rung(score=made.public, blocks=made.blocks), each["team"]
        improves = ladder.climb(rungs.get(team), new, task.judged_by, attempts=attempts)
        if improves:
            rungs[team] = new
        shown = rungs[team].shown if team in rungs else None
        if improves != each["improves"] or not _same(each["shown"], shown):
            yield Fault(what="shown", where=each["id"], said=str(each["shown"]), found=str(shown))


def _merge(rungs: dict[str, Rung], event: Mapping[str, Any], task: Task) -> None:
    """The better rung goes on."""
    other, own = rungs.pop(event["other"], None), rungs.get(event["team"])
    if other is not None and (own is None or task.judged_by.better(other.shown, own.shown)):
        rungs[event["team"]] = other


def _places(
    challenge: Mapping[str, Any], events: list[Mapping[str, Any]], scores: Mapping[str, Scores | None], task: Task
) -> Iterator[Fault]:
    into = {each["other"]: each["team"] for each in events if each["kind"] == MERGED}
    chosen: dict[str, list[Entry]] = {}
    for each in events:
        if each["kind"] == SCORED and each["chosen"] and (made := scores[each["id"]]) is not None:
            team = _root(into, each["team"])
            chosen.setdefault(team, []).append(
                Entry(team=team, score=made.private, at=datetime.fromisoformat(each["received"]))
            )
    best = [entry for entries in chosen.values() if (entry := best_of(entries, task.judged_by)) is not None]
    found = [(place.rank, place.entry.team, place.entry.score) for place in ranked(best, task.judged_by)]
    said = [(each["rank"], each["team"], each["private"]) for each in challenge["places"]]
    for place in range(max(len(found), len(said))):
        one, other = said[place] if place < len(said) else None, found[place] if place < len(found) else None
        if one is None or other is None or one[:2] != other[:2] or not _same(one[2], other[2]):
            yield Fault(what="place", where=str(place + 1), said=str(one), found=str(other))


def _root(into: Mapping[str, str], team: str) -> str:
    while team in into:
        team = into[team]
    return team


def _same(said: float | None, found: float | None) -> bool:
    """To 1e-12: sums of another machine's BLAS may differ in the last bits."""
    if said is None or found is None or np.isnan(found):
        return said is None and (found is None or bool(np.isnan(found)))
    return bool(abs(said - found) <= 1e-12 * max(1.0, abs(found)))


def bundle(
    challenge: Mapping[str, Any], events: Sequence[Mapping[str, Any]], *, truth: bytes, files: Mapping[str, bytes]
) -> bytes:
    """``files`` by their hashes."""
    return pack(
        {
            CHALLENGE: canonical_json(challenge),
            SUBMISSIONS: canonical_json(events),
            TRUTH: truth,
            **{f"files/{sha256}.csv": body for sha256, body in files.items()},
        }
    )
