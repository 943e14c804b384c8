"""Label files and near-duplicates at full size.

    python -m bench.footage_labels [--boxes 1000000] [--clips 2000] [--frames 1000000]

Boxes of many clips to COCO, YOLO, MOT, CVAT and VOC and back, each in a process of its own whose memory is told; Datumaro over the same COCO file, where
``NARU_DATUMARO_PYTHON`` names a Python that has it; near-duplicates among hashes of frames, with the recall on planted ones.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from naru.systems.footage.adapters.label_files import FolderSink, open_source
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.values import LABELS, LabelClass, Labelling, Media, MediaLabels
from naru.systems.footage.core.sets.near_duplicates import near_pairs

DATUMARO = os.environ.get("NARU_DATUMARO_PYTHON", "")
FORMATS = ("coco", "yolo", "mot", "cvat", "voc")
CROWD = 5  # boxes a frame
SEED = 7
NEAR_BITS = 4
PLANTED = 10_000
MIB = 1 << 20
CONVERT = """
import sys, time
from datumaro.components.dataset import Dataset
began = time.process_time()
found = Dataset.import_from(sys.argv[1], "coco_instances")
found.export(sys.argv[2], sys.argv[3])
print(time.process_time() - began)
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--boxes", type=int, default=1_000_000)
    parser.add_argument("--clips", type=int, default=2_000)
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--part", nargs=3, metavar=("WAY", "FORMAT", "FOLDER"))
    asked = parser.parse_args()
    if asked.part:
        part(*asked.part, boxes=asked.boxes, clips=asked.clips)
        return
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        for name in FORMATS:
            for way in ("write", "read"):
                apart(way, name, f"{folder}/{name}", asked.boxes, asked.clips)
        datumaro(Path(folder))
    near(asked.frames)


def apart(way: str, format: str, folder: str, boxes: int, clips: int) -> None:
    """In a process of its own: what it prints is its time and its most memory."""
    command = [sys.executable, "-m", "bench.footage_labels", "--boxes", str(boxes), "--clips", str(clips)]
    subprocess.run([*command, "--part", way, format, folder], check=True)


def part(way: str, format: str, folder: str, *, boxes: int, clips: int) -> None:
    began, rows = time.process_time(), 0
    if way == "write":
        labelling = Labelling(classes=(LabelClass(name="person"), LabelClass(name="car")), media=drawn(boxes, clips))
        format_named(format).write(labelling, FolderSink(Path(folder)))
        rows = boxes
    else:
        with open_source(Path(folder), format) as source:
            rows = sum(len(each.labels) for each in format_named(format).read(source).media)
    seconds = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB
    print(f"{way:5} {format:6} {rows:>9,} boxes  {seconds:6.1f} s cpu  {most:6.0f} MiB", flush=True)


def drawn(boxes: int, clips: int) -> Iterator[MediaLabels]:
    """Walkers, ``CROWD`` a frame, one clip after another."""
    chance = np.random.default_rng(SEED)
    of_each = boxes // clips
    frames = np.arange(of_each) // CROWD
    tracks = np.arange(of_each) % CROWD
    for clip in range(clips):
        left = np.round(tracks * 120 + frames * 1.5 + chance.uniform(0, 40), 2)
        top = np.round(80 + tracks * 30 + chance.uniform(0, 20), 2)
        columns = {
            "frame": pa.array(frames, pa.int32()),
            "track_id": pa.array(tracks),
            "label": pa.array(np.where(tracks < CROWD - 1, "person", "car")),
            "x1": left,
            "y1": top,
            "x2": np.round(left + 22.5, 2),
            "y2": np.round(top + 61.25, 2),
            "rotation": np.zeros(of_each),
            "outside": np.zeros(of_each, bool),
            "occluded": tracks == 2,
            "keyframe": frames % 10 == 0,
            "z_order": np.zeros(of_each, np.int32),
            "score": pa.nulls(of_each, pa.float64()),
            "attributes": pa.array([""] * of_each),
        }
        media = Media(name=f"clip-{clip:05}", width=1280, height=720, frames=int(frames[-1]) + 1, fps=10.0)
        yield MediaLabels(media=media, labels=pa.table(columns).cast(LABELS))


def datumaro(folder: Path) -> None:
    if not DATUMARO:
        print("skipped: NARU_DATUMARO_PYTHON names no Python with datumaro")
        return
    for name in ("coco", "yolo", "cvat", "voc"):
        command = [DATUMARO, "-c", CONVERT, str(folder / "coco"), str(folder / f"datumaro-{name}"), name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = done.stdout.strip().rpartition("\n")[2]
        print(f"datumaro coco → {name}: {said or done.stderr[-200:]} s cpu")


def near(frames: int) -> None:
    chance = np.random.default_rng(SEED)
    hashes = chance.integers(0, 2**63, frames, dtype=np.uint64)
    planted = chance.integers(0, frames, PLANTED)
    flips = np.zeros(PLANTED, np.uint64)
    for _ in range(NEAR_BITS):
        flips ^= np.uint64(1) << chance.integers(0, 64, PLANTED, dtype=np.uint64)
    both = np.concatenate([hashes, hashes[planted] ^ flips])
    began = time.process_time()
    distinct, place = np.unique(both, return_inverse=True)
    ones, others = near_pairs(distinct, bits=NEAR_BITS)
    seconds = time.process_time() - began
    found = set(zip(ones.tolist(), others.tolist(), strict=True))
    wanted = [tuple(sorted((int(place[at]), int(place[frames + row])))) for row, at in enumerate(planted)]
    hits = sum(pair in found or pair[0] == pair[1] for pair in wanted)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB
    print(
        f"near-duplicates among {len(both):,} frames: {seconds:.1f} s cpu, {most:.0f} MiB, recall {hits / PLANTED:.4f} of {PLANTED:,} planted"
    )


if __name__ == "__main__":
    main()
