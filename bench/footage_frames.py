"""A clip's pictures: decoded, searched, masked. Pictures a second of one core's processor time, and how well.

Beside: PyAV's bare decoding; `deface`, the usual open tool for masking, as published for the same clip (3.0–5.6 pictures a second, it covers
7 of 586 heads) or run where an interpreter that has it is named.

    python -m bench.footage_frames [--clip ../shared/data/footage/plaza.avi] [--models …/models] [--truth gt.txt] [--deface /path/to/python]

``--truth``: people as a MOT file in pixels of ``--truth-width`` (768). Without one the boxes of another maker's detector stand in for
it, and the figures are said to be agreement.
"""

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import av
import numpy as np
import pyarrow as pa

from naru.systems.footage.adapters.detecting import look_for
from naru.systems.footage.adapters.masking import mask_clip
from naru.systems.footage.adapters.probing import look_at
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames.clips import frame_rows
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig
from naru.systems.footage.core.metrics.mot import read_mot
from naru.systems.footage.core.metrics.precision import average_precision
from naru.systems.footage.core.track.tracker import TrackerSettings, track

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "footage"
PUBLISHED = "deface 1.5.0 as published: 5.6 /s at 480 × 360, covers 1.2 % of the heads"
HEAD_AT = 0.08  # of a person's height, below its top: the middle of the head
EDGES = ("x1", "y1", "x2", "y2")
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clip", type=Path, default=SHARED / "plaza.avi")
    parser.add_argument("--models", type=Path, default=SHARED / "models")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--truth-width", type=float, default=768)
    parser.add_argument("--deface", type=Path)
    asked = parser.parse_args()
    if not asked.clip.is_file():
        print(f"no {asked.clip}: nothing to measure")
        return
    clip = ClipFile(path=asked.clip, name=asked.clip.name, camera_id="bench", start_us=0)
    seen, decode_s = timed(lambda: look_at(clip, ProbeConfig()))
    frames, count, width = frame_rows(seen), len(seen.sizes), seen.sizes[0][0]
    _, bare_s = timed(lambda: bare_decode(asked.clip))
    print(f"{clip.name}: {count} pictures of {seen.sizes[0][0]} × {seen.sizes[0][1]}")
    row("decode, times repaired", count, decode_s, f"PyAV alone {count / bare_s:,.0f} /s (× {bare_s / decode_s:.2f})")
    _, motion_s = timed(lambda: look_for(clip, frames, DetectConfig()))
    row("decode + motion, every picture", count, motion_s, "goal 200")
    model = ModelFiles(weights=asked.models / "yolox_nano.onnx")
    if not model.weights.is_file():
        print(f"no {model.weights}: detection and masking are not measured")
        return
    found, detect_s = timed(lambda: look_for(clip, frames, DetectConfig(model=model)))
    truth, what = people(asked.truth, width / asked.truth_width)
    row(
        "decode + YOLOX-nano, every picture",
        count,
        detect_s,
        f"goal 30; AP50 {ap50(truth, found):.3f} {what}, goal .89",
    )
    mask_and_measure(clip, frames, found, truth, what)
    if asked.deface:
        row("deface", count, run_deface(asked.deface, asked.clip), "in this run")


def mask_and_measure(clip: ClipFile, frames: pa.Table, found: pa.Table, truth: pa.Table, what: str) -> None:
    tracks = track(found, frames=frames, settings=TrackerSettings(high=0.4))
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        masks, mask_s = timed(lambda: mask_clip(clip, frames, tracks, MaskConfig(), Path(folder) / "masked.mp4"))
    row("masked: twice decoded, once encoded", len(frames), mask_s, PUBLISHED)
    missed, heads = missed_heads(truth, masks)
    print(f"heads not covered: {missed} of {heads} ({missed / heads:.2%}) {what}; goal 1 %")


def people(truth: Path | None, scale: float) -> tuple[pa.Table, str]:
    """As a table of class ``person`` in the clip's pixels, and what it is."""
    path = truth or SHARED / "plaza-detections-mot.txt"
    read = read_mot(path.read_text())
    for name in EDGES:
        read = read.set_column(read.schema.get_field_index(name), name, pa.array(read[name].to_numpy() * scale))
    named = read.append_column("class", pa.array(["person"] * len(read)))
    return named, "against the truth" if truth else "beside another maker's detections (no --truth)"


def ap50(truth: pa.Table, found: pa.Table) -> float:
    return average_precision(truth.drop_columns(["score"]), found.drop_columns(["clip_id"])).ap50


def missed_heads(truth: pa.Table, masks: pa.Table) -> tuple[int, int]:
    """(people the middle of whose head no region covers, people)."""
    numbers = masks["frame"].to_numpy()
    regions = np.stack([masks[name].to_numpy() for name in EDGES], axis=1)
    bodies = np.stack([truth[name].to_numpy() for name in EDGES], axis=1)
    missed = 0
    for frame, (x1, y1, x2, y2) in zip(truth["frame"].to_pylist(), bodies, strict=True):
        x, y = (x1 + x2) / 2, y1 + (y2 - y1) * HEAD_AT
        left, top, right, bottom = regions[numbers == frame].T
        missed += not ((left <= x) & (x <= right) & (top <= y) & (y <= bottom)).any()
    return missed, len(truth)


def bare_decode(path: Path) -> int:
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        stream.thread_count = 1
        return sum(1 for _ in opened.decode(stream))


def run_deface(python: Path, clip: Path) -> float:
    """Seconds of the clock; its own interpreter, for its dependencies are not ours."""
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        begun = time.perf_counter()
        command = [str(python), "-m", "deface.deface", str(clip), "--output", f"{folder}/masked.mp4"]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begun


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """And the processor's seconds, of all threads."""
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def row(what: str, pictures: int, seconds: float, beside: str) -> None:
    print(f"{what:<38} {pictures / seconds:>8,.1f} pictures/s a core   {beside}", flush=True)


if __name__ == "__main__":
    main()
