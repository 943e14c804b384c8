"""Scores of tracking: the published ones, and each rule on a few boxes."""

import dataclasses
import os
import subprocess
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.metrics import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.metrics.evaluate import evaluate_sequences, evaluate_tracks
from naru.systems.footage.core.metrics.mot import read_mot, write_mot

FOOTAGE = Path(__file__).resolve().parents[6].parent / "shared" / "data" / "footage"
CAMPUS = FOOTAGE / "tud-campus"
RIVALS = os.environ.get("NARU_RIVALS_PYTHON", "")


def boxes(*rows: tuple[int, int, float]) -> pa.Table:
    """(frame, id, x): boxes ten wide and ten high."""
    names = ("frame", "track_id", "x1", "y1", "x2", "y2")
    columns = zip(*((frame, name, x, 0.0, x + 10, 10.0) for frame, name, x in rows), strict=True)
    return pa.table(dict(zip(names, columns, strict=True))) if rows else read_mot("").drop_columns(["score"])


@pytest.mark.skipif(not CAMPUS.exists(), reason="no ../shared/data/footage beside this checkout")
def test_tud_campus_scores_what_is_published() -> None:
    truth, answer = (read_mot((CAMPUS / name).read_text()) for name in ("gt.txt", "test.txt"))
    scores = evaluate_tracks(truth, answer)
    published = {
        "hota": 0.3913974378, "deta": 0.4180470301, "assa": 0.3691206812, "mota": 0.5264623955, "idf1": 0.5576592083
    }  # fmt: skip
    assert {name: getattr(scores, name) for name in published} == pytest.approx(published, abs=1e-10)
    assert (scores.idsw, scores.tp, scores.fp, scores.fn, scores.frag) == (7, 209, 13, 150, 7)
    twice = evaluate_sequences([(truth, answer), (truth, answer)])
    assert twice.hota == pytest.approx(scores.hota)
    assert twice.idsw == 14


@pytest.mark.parametrize(
    ("what", "truth", "tracks", "expected"),
    [
        ("the same boxes", [(0, 1, 0), (1, 1, 5)], [(0, 9, 0), (1, 9, 5)], (2, 0, 0, 0, 0, 1.0)),
        ("nobody found", [(0, 1, 0), (1, 1, 5)], [], (0, 0, 2, 0, 0, 0.0)),
        ("nobody there", [], [(0, 9, 0)], (0, 1, 0, 0, 0, 0.0)),
        ("an empty picture between", [(0, 1, 0), (2, 1, 0)], [(0, 9, 0), (1, 9, 50), (2, 9, 0)], (2, 1, 0, 0, 0, 0.8)),
        ("another id afterwards", [(0, 1, 0), (1, 1, 0)], [(0, 8, 0), (1, 9, 0)], (2, 0, 0, 1, 0, 0.5)),
        ("away for one picture", [(0, 1, 0), (1, 1, 0), (2, 1, 0)], [(0, 9, 0), (1, 9, 50), (2, 9, 0)], (2, 1, 1, 0, 1, 2 / 3)),
        ("an overlap of one half counts", [(0, 1, 0)], [(0, 9, 3.3)], (1, 0, 0, 0, 0, 1.0)),
        ("less does not", [(0, 1, 0)], [(0, 9, 3.4)], (0, 1, 1, 0, 0, 0.0)),
        (
            "who was matched before stays matched, though another box fits better",
            [(0, 1, 0), (1, 1, 0)],
            [(0, 8, 0), (1, 8, 2), (1, 9, 0)],
            (2, 1, 0, 0, 0, 0.8),
        ),
    ],
)  # fmt: skip
def test_clear_and_identity(
    what: str, truth: list[tuple[int, int, float]], tracks: list[tuple[int, int, float]], expected: tuple[float, ...]
) -> None:
    scores = evaluate_tracks(boxes(*truth), boxes(*tracks))
    assert (scores.tp, scores.fp, scores.fn, scores.idsw, scores.frag, scores.idf1) == pytest.approx(expected), what


def test_a_sequence_without_a_hit_counts_in_the_whole() -> None:
    found, missed = boxes((0, 1, 0)), boxes((0, 1, 0))
    whole = evaluate_sequences([(found, found), (missed, boxes())])
    assert (whole.tp, whole.fn, whole.deta) == (1, 1, 0.5)
    assert whole.hota == pytest.approx(0.5**0.5)


def test_mostly_tracked_begins_above_four_fifths() -> None:
    truth = boxes(*((frame, 1, 0.0) for frame in range(10)))
    for found, expected in ((9, (1, 0, 0)), (8, (0, 1, 0)), (2, (0, 1, 0)), (1, (0, 0, 1))):
        scores = evaluate_tracks(truth, boxes(*((frame, 7, 0.0) for frame in range(found))))
        assert (scores.mostly_tracked, scores.partly_tracked, scores.mostly_lost) == expected


def test_an_id_twice_in_one_picture_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        evaluate_tracks(boxes((4, 7, 0), (4, 7, 50)), boxes((4, 1, 0)))
    assert refused.value.code == "track_id_twice"
    assert refused.value.facts == {"frame": 4, "id": 7}
    assert "7" in refused.value.words.ko
    assert "4" in refused.value.words.en


def test_mot_text_comes_back_as_it_was() -> None:
    text = "1,3,10.000,20.000,30.000,40.000,0.500,-1,-1,-1\n2,3,11.000,20.000,30.000,40.000,1.000,-1,-1,-1\n"
    table = read_mot(text)
    assert table["frame"].to_pylist() == [0, 1]
    assert table["x2"].to_pylist() == [40.0, 41.0]
    assert write_mot(table) == text
    with pytest.raises(Refused) as refused:
        read_mot("1,3,10,20,30,40\n1,three,10,20,30,40\n")
    assert refused.value.code == "mot_line_unreadable"
    assert refused.value.facts == {"line": 2}


TRACKEVAL = """
import sys, json, numpy as np
from trackeval.metrics import HOTA, CLEAR, Identity
from trackeval.datasets._base_dataset import _BaseDataset
def read(path):
    rows = np.loadtxt(path, delimiter=",", ndmin=2)
    return rows[:, 0].astype(int), rows[:, 1].astype(int), rows[:, 2:6]
truth, track = read(sys.argv[1]), read(sys.argv[2])
data = {"gt_ids": [], "tracker_ids": [], "similarity_scores": []}
names = [{name: at for at, name in enumerate(np.unique(side[1]))} for side in (truth, track)]
for frame in range(1, max(truth[0].max(), track[0].max()) + 1):
    a, b = truth[0] == frame, track[0] == frame
    data["gt_ids"].append(np.array([names[0][n] for n in truth[1][a]], int))
    data["tracker_ids"].append(np.array([names[1][n] for n in track[1][b]], int))
    data["similarity_scores"].append(_BaseDataset._calculate_box_ious(truth[2][a], track[2][b], box_format="xywh"))
data |= {"num_timesteps": len(data["gt_ids"]), "num_gt_ids": len(names[0]), "num_tracker_ids": len(names[1]),
         "num_gt_dets": len(truth[0]), "num_tracker_dets": len(track[0])}
h = HOTA().eval_sequence(data); c = CLEAR({"PRINT_CONFIG": False}).eval_sequence(data)
i = Identity({"PRINT_CONFIG": False}).eval_sequence(data)
print("RESULT", json.dumps({"hota": h["HOTA"].mean(), "deta": h["DetA"].mean(), "assa": h["AssA"].mean(), "loca": h["LocA"].mean(),
  "detre": h["DetRe"].mean(), "detpr": h["DetPr"].mean(), "assre": h["AssRe"].mean(), "asspr": h["AssPr"].mean(),
  "mota": c["MOTA"], "motp": c["MOTP"], "tp": int(c["CLR_TP"]), "fp": int(c["CLR_FP"]), "fn": int(c["CLR_FN"]),
  "idsw": int(c["IDSW"]), "frag": int(c["Frag"]), "mostly_tracked": int(c["MT"]), "partly_tracked": int(c["PT"]),
  "mostly_lost": int(c["ML"]), "idf1": i["IDF1"], "idr": i["IDR"], "idp": i["IDP"]}))
"""


def crowd(seed: int) -> tuple[str, str]:
    """A crowd that walks, and a tracker that misses, invents, swaps and jitters, as MOT text."""
    random = np.random.default_rng(seed)
    people = random.integers(2, 9)
    start, speed = random.uniform(0, 60, (people, 2)), random.normal(0, 2, (people, 2))
    truth, answer = [], []
    names = np.arange(people) + 1
    for frame in range(1, 61):
        if frame % 17 == 0:
            continue
        names = random.permutation(names) if random.random() < 0.1 else names
        for person in range(people):
            if random.random() < 0.9:
                x, y = start[person] + speed[person] * frame
                truth.append(f"{frame},{person + 1},{x},{y},20,40,1")
            if random.random() < 0.8:
                x, y = start[person] + speed[person] * frame + random.normal(0, 3, 2)
                answer.append(f"{frame},{names[person]},{x},{y},{20 + random.normal()},{40 + random.normal()},1")
    return "\n".join(truth), "\n".join(answer)


@pytest.mark.skipif(not RIVALS, reason="NARU_RIVALS_PYTHON names no Python with trackeval")
@pytest.mark.parametrize("seed", range(12))
def test_equal_to_trackeval(seed: int, tmp_path: Path) -> None:
    truth, answer = crowd(seed)
    for name, text in (("t", truth), ("a", answer)):
        (tmp_path / name).write_text(text)
    said = subprocess.run([RIVALS, "-c", TRACKEVAL, tmp_path / "t", tmp_path / "a"], capture_output=True, check=True, text=True).stdout  # fmt: skip
    theirs = eval(said.partition("RESULT ")[2])
    ours = dataclasses.asdict(evaluate_tracks(read_mot(truth), read_mot(answer)))
    assert ours == pytest.approx(theirs, abs=1e-9)
