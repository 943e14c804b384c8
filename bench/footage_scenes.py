"""Footage end to end, as a city runs it: generated scenes with exact truth, and two published clips. One command:

    python -m bench.footage_scenes [--seconds 40] [--sites simin jagalchi] [--models …] [--truth plaza-gt.txt]

Rate: decode + motion + track + count, pictures a second of processor time, beside a loop of OpenCV's motion, `trackers`' SORT and supervision's
zone and line over the same clip (``NARU_RIVALS_PYTHON`` names a Python that has them). Scenes: people, passages, visits, events by act,
heads that no mask covers, all beside the scene's own truth. Plaza: people after joining, switches, HOTA where ``--truth`` is given.
Corridor: passages and sex. What is absent is skipped, with a line that says so.
"""

import argparse
import json
import resource
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.footage_figures import SHARED, line, rival
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.core.attributes.values import VoteConfig
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.events.intervals import EventScore, event_score
from naru.systems.footage.core.metrics.evaluate import evaluate_tracks
from naru.systems.footage.core.metrics.mot import read_mot
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current
from naru.systems.footage.pipeline.evaluation import compare
from naru.systems.footage.pipeline.plan import RunConfig
from naru.systems.footage.pipeline.runner import Request, run
from naru.systems.footage.pipeline.spread import over_processes
from naru.systems.footage.pipeline.store import Store
from samples.scenes.sites import scenes
from samples.scenes.write import write_site

CAMERAS = Path(__file__).resolve().parents[1] / "samples" / "cameras"
ALL = frozenset({"mask", "count", "events"})
OVERLAP = 0.3
START = datetime(2026, 5, 9)  # noqa: DTZ001 - of each clip's camera; published clips do not say when they began
EDGES = ("x1", "y1", "x2", "y2")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--sites", nargs="*", help="of the eleven; all without")
    parser.add_argument("--models", type=Path, default=SHARED / "models")
    parser.add_argument("--truth", type=Path, help="people of the plaza as a MOT file, in pixels of --truth-width")
    parser.add_argument("--truth-width", type=float, default=768)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as passing:
        folder = Path(passing)
        rate(folder / "rate")
        plaza(folder / "plaza", asked.models, asked.truth, asked.truth_width)
        corridor(folder / "corridor", asked.models)
        generated(folder / "scenes", asked.seconds, asked.sites)


def made(
    folder: Path, cameras: tuple[Camera, ...], store: Path, stages: frozenset[str], config: RunConfig
) -> tuple[list[Current], float]:
    """What a run over the folder found, and the processor's seconds of it and its children."""
    before = processor_s()
    request = Request(folder=folder, cameras=cameras, store=Store(store), stages=stages, config=config, start=START)
    run(request, spread=over_processes(1), tell=lambda step: None)
    return list(current.read(Store(store))), processor_s() - before


def processor_s() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def rate(store: Path) -> None:
    clip = SHARED / "plaza.avi"
    if not clip.exists():
        line("decode + motion + track + count", "skipped", f"no {clip}")
        return
    cameras = read_cameras(CAMERAS / "plaza.yaml")
    (found,), seconds = made(clip, cameras, store / "all", frozenset({"count"}), RunConfig())
    frames = found.clips[0].row["frames"]
    theirs = rival("loop", str(clip), json.dumps(cameras[0].zones[0].points), json.dumps(cameras[0].lines[0].points))
    beside = (
        f"supervision + SORT + MOG2 {theirs['pictures_per_s']:.0f}/s (× {frames / seconds / theirs['pictures_per_s']:.1f})"
        if theirs
        else "supervision skipped"
    )
    line(
        "decode (twice) + motion + track + count, every picture",
        f"{frames / seconds:,.0f} pictures/s a core",
        f"{beside}; goal 200",
    )
    third = RunConfig(detect=DetectConfig(every=3))
    _, seconds = made(clip, cameras, store / "third", frozenset({"count"}), third)
    line("  each third picture looked at", f"{frames / seconds:,.0f} pictures/s a core", "")


def plaza(store: Path, models: Path, truth: Path | None, truth_width: float) -> None:
    weights, clip = models / "yolox_nano.onnx", SHARED / "plaza.avi"
    if not weights.is_file() or not clip.exists():
        line("plaza", "skipped", f"no {weights}")
        return
    config = RunConfig(detect=DetectConfig(model=ModelFiles(weights=weights), classes=("person",)))
    (found,), _ = made(clip, read_cameras(CAMERAS / "plaza.yaml"), store, ALL, config)
    people = len(set(found.table("tracks")["track_id"].to_pylist()))
    if truth is None:
        line("plaza, YOLOX-nano, joined", f"{people} people", "no --truth: not compared; goal ± 1 of truth")
        return
    wanted = read_mot(truth.read_text())
    scale = found.clips[0].row["width"] / truth_width
    for name in EDGES:
        wanted = wanted.set_column(wanted.schema.get_field_index(name), name, pa.array(wanted[name].to_numpy() * scale))
    scores = evaluate_tracks(wanted, found.table("tracks"))
    true = len(set(wanted["track_id"].to_pylist()))
    line(
        "plaza, YOLOX-nano, joined",
        f"{people} people of {true}, {scores.idsw} switches, HOTA {scores.hota:.3f}",
        "goal ± 1, ≤ 15, ≥ .525",
    )


def corridor(store: Path, models: Path) -> None:
    weights, clip = models / "yolox_nano.onnx", SHARED / "corridor.mp4"
    if not weights.is_file() or not clip.exists():
        line("corridor", "skipped", f"no {weights}")
        return
    person = ModelFiles(weights=models / "person_attributes_0230.onnx")
    config = RunConfig(
        detect=DetectConfig(model=ModelFiles(weights=weights), classes=("person",)), votes=VoteConfig(person=person)
    )
    (found,), _ = made(clip, read_cameras(CAMERAS / "corridor.yaml"), store, ALL, config)
    crossed = Counter(found.table("crossings")["direction"].to_pylist())
    rows = found.table("attributes").to_pylist()
    sexes = "".join(row["sex"][0].upper() for row in sorted(rows, key=lambda row: row["track_id"]))
    line("corridor: passages", f"{dict(crossed)}, {len(rows)} people", "goal 6, each once")
    line("corridor: sex by vote", sexes, "goal FMFMFM")


def generated(folder: Path, seconds: float, sites: Sequence[str] | None) -> None:
    wanted = [each.site.id for each in scenes() if not sites or each.site.id in sites]
    for site in wanted:
        write_site(site, folder, seconds=seconds)
    found, _ = made(folder / "clips", read_cameras(folder / "cameras"), folder / "store", ALL, RunConfig())
    passages, acts = [0, 0], dict[str, EventScore]()
    missed = heads = 0
    for each, of in zip(compare(Store(folder / "store"), folder / "truth"), found, strict=True):
        true, seen = (sum(pair[side] for pair in each.crossings.values()) for side in (0, 1))
        wrong = sum(abs(one - other) for one, other in each.crossings.values())
        passages[0], passages[1] = passages[0] + true, passages[1] + wrong
        here, all_heads = uncovered(of, folder / "truth" / each.camera_id)
        missed, heads = missed + here, heads + all_heads
        add_acts(acts, of, folder / "truth" / each.camera_id)
        line(
            f"{each.camera_id}, by motion alone",
            f"{each.tracks[1]} people of {each.tracks[0]}, passages {seen} of {true}",
            f"HOTA {each.hota:.3f}  heads not covered {here} of {all_heads}",
        )
    line("generated scenes: passages", f"{passages[1]} wrong of {passages[0]}", "goal each once")
    line(
        "generated scenes: heads not covered",
        f"{missed} of {heads} ({missed / max(heads, 1):.2%})",
        "goal 1 %; deface 1.2 % covered of the plaza's",
    )
    for rule, score in sorted(acts.items()):
        line(f"generated acts: {rule}", f"F1 {score.f1:.2f}", f"{score.hits} found, {score.missed} missed, {score.false} false")  # fmt: skip


def add_acts(acts: dict[str, EventScore], of: Current, truth: Path) -> None:
    spans: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = defaultdict(lambda: ([], []))
    for side, table in enumerate((pq.read_table(truth / "events.parquet"), of.table("events"))):
        for row in table.to_pylist():
            spans[row["rule"]][side].append((row["start_us"], row["end_us"]))
    for rule, (wanted, found) in spans.items():
        here, before = (
            event_score(wanted, found, overlap=OVERLAP),
            acts.get(rule, EventScore(hits=0, missed=0, false=0)),
        )
        acts[rule] = EventScore(
            hits=before.hits + here.hits, missed=before.missed + here.missed, false=before.false + here.false
        )


def uncovered(of: Current, truth: Path) -> tuple[int, int]:
    """(heads of the truth whose middle no region of the mask covers, heads)."""
    wanted = pq.read_table(truth / "masks.parquet")
    rows = [row for row in wanted.to_pylist() if row["region"] == "head"]
    boxes: dict[int, list[tuple[float, ...]]] = defaultdict(list)
    for clip in of.clips:
        for row in of.clip_table(clip, "masks").to_pylist():
            boxes[row["frame"]].append(tuple(row[name] for name in EDGES))
    return sum(not _covered(row, np.array(boxes[row["frame"]]).reshape(-1, 4)) for row in rows), len(rows)


def _covered(head: dict[str, float], regions: np.ndarray) -> bool:
    x, y = (head["x1"] + head["x2"]) / 2, (head["y1"] + head["y2"]) / 2
    left, top, right, bottom = regions.T
    return bool(((left <= x) & (x <= right) & (top <= y) & (y <= bottom)).any())


if __name__ == "__main__":
    main()
