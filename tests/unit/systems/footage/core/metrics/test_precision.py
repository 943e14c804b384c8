"""Average precision: each rule on a few boxes, and pycocotools beside it."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.precision import average_precision

RIVALS = os.environ.get("NARU_RIVALS_PYTHON", "")
Box = tuple[int, str, float, float, float, float, float]


def table(*rows: Box) -> pa.Table:
    names = ("frame", "class", "x1", "y1", "x2", "y2", "score")
    types = (pa.int32(), pa.string(), *(pa.float64(),) * 5)
    columns = zip(*rows, strict=True) if rows else [()] * 7
    return pa.table({n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)})


def box(frame: int, x: float, score: float = 1.0, kind: str = "person") -> Box:
    return frame, kind, x, 0.0, x + 10, 10.0, score


@pytest.mark.parametrize(
    ("what", "truth", "found", "ap50", "ap75"),
    [
        ("all found", [box(0, 0), box(1, 0)], [box(0, 0, 0.9), box(1, 0, 0.8)], 1.0, 1.0),
        ("nothing found", [box(0, 0)], [], 0.0, 0.0),
        ("half found: recalls of 0 to .50 are reached", [box(0, 0), box(1, 0)], [box(0, 0, 0.9)], 51 / 101, 51 / 101),
        ("a false one before the true one", [box(0, 0)], [box(0, 50, 0.9), box(0, 0, 0.8)], 0.5, 0.5),
        ("a false one after it costs nothing", [box(0, 0)], [box(0, 0, 0.9), box(0, 50, 0.8)], 1.0, 1.0),
        ("the second box on one person is false", [box(0, 0), box(0, 99)], [box(0, 0, 0.9), box(0, 1, 0.8)], 51 / 101, 51 / 101),
        ("shifted by a quarter: an overlap of .6", [box(0, 0)], [box(0, 2.5, 0.9)], 1.0, 0.0),
        ("found in another picture", [box(0, 0)], [box(1, 0, 0.9)], 0.0, 0.0),
        ("another class", [box(0, 0)], [box(0, 0, 0.9, "car")], 0.0, 0.0),
    ],
)  # fmt: skip
def test_average_precision(what: str, truth: list[Box], found: list[Box], ap50: float, ap75: float) -> None:
    precision = average_precision(table(*truth), table(*found))
    assert (precision.ap50, precision.ap75) == pytest.approx((ap50, ap75)), what


def test_no_truth_has_no_precision() -> None:
    assert np.isnan(average_precision(table(), table(box(0, 0))).ap)


def test_the_hundred_and_first_box_of_a_picture_is_not_looked_at() -> None:
    crowded = [box(0, 1000 + 20 * n, 0.9) for n in range(99)]
    truth = table(box(0, 0))
    assert average_precision(truth, table(*crowded, box(0, 0, 0.5))).recall == 1.0
    assert average_precision(truth, table(*crowded, box(0, 2000, 0.9), box(0, 0, 0.5))).recall == 0.0


def test_classes_weigh_the_same() -> None:
    truth = table(*(box(n, 0) for n in range(9)), box(0, 50, 1, "car"))
    precision = average_precision(truth, table(*(box(n, 0, 0.5) for n in range(9))))
    assert precision.ap == pytest.approx(0.5)
    assert precision.by_class == (("car", 0.0, 0.0), ("person", pytest.approx(1.0), pytest.approx(1.0)))


COCO = """
import json, sys
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
given = json.load(open(sys.argv[1]))
truth = COCO(); truth.dataset = given["truth"]; truth.createIndex()
run = COCOeval(truth, truth.loadRes(given["found"]), "bbox")
run.evaluate(); run.accumulate(); run.summarize()
print("RESULT", json.dumps([float(run.stats[n]) for n in (0, 1, 2, 8)]))
"""


@pytest.mark.skipif(not RIVALS, reason="NARU_RIVALS_PYTHON names no Python with pycocotools")
@pytest.mark.parametrize("seed", range(6))
def test_equal_to_pycocotools(seed: int, tmp_path: Path) -> None:
    random = np.random.default_rng(seed)
    truth: list[Box] = []
    found: list[Box] = []
    for frame in range(30):
        for _ in range(random.integers(0, 9)):
            kind = str(random.choice(["person", "car", "bus"]))
            x, y, w, h = *random.uniform(0, 300, 2), *random.uniform(10, 80, 2)
            truth.append((frame, kind, x, y, x + w, y + h, 1.0))
            for _ in range(random.integers(0, 3)):
                dx, dy = random.normal(0, 4, 2)
                score = round(float(random.uniform()), 1)  # many equals
                found.append((frame, kind, x + dx, y + dy, x + w + dx, y + h + dy, score))
    kinds = {"person": 1, "car": 2, "bus": 3}
    annotations = [
        {"id": n + 1, "image_id": f, "category_id": kinds[k], "bbox": [a, b, c - a, d - b], "area": (c - a) * (d - b), "iscrowd": 0}
        for n, (f, k, a, b, c, d, _) in enumerate(truth)
    ]  # fmt: skip
    results = [
        {"image_id": f, "category_id": kinds[k], "bbox": [a, b, c - a, d - b], "score": s}
        for f, k, a, b, c, d, s in found
    ]
    dataset = {
        "images": [{"id": n} for n in range(30)],
        "categories": [{"id": n, "name": k} for k, n in kinds.items()],
        "annotations": annotations,
    }
    (tmp_path / "given.json").write_text(json.dumps({"truth": dataset, "found": results}))
    said = subprocess.run(
        [RIVALS, "-c", COCO, tmp_path / "given.json"], capture_output=True, check=True, text=True
    ).stdout
    theirs = json.loads(said.partition("RESULT ")[2])
    ours = average_precision(table(*truth), table(*found))
    assert [ours.ap, ours.ap50, ours.ap75, ours.recall] == pytest.approx(theirs, abs=1e-9)
