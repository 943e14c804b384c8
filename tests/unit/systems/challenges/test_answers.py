"""Files that teams send: what is read although it is unusual, and what is refused with its line."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.answers import Truth, read_prediction, read_truth
from naru.systems.challenges.core.scoring import score
from naru.systems.challenges.core.task import Task
from tests.unit.systems.challenges.test_metrics import MATERIAL, needs_material

NUMBER = Task(metric="mae", target="값")
LABEL = Task(metric="accuracy", target="값", classes=("가", "나"))
SHARES = Task(metric="log_loss_multi", target="p", classes=("a", "b"))
LISTS = Task(metric="map_at_3", target="상품")
BOXES = Task(metric="map", target="상자", classes=("차", "사람"))
LOGS = Task(metric="rmsle", target="값")


def truth(task: Task = NUMBER) -> Truth:
    value = {"accuracy": "가", "log_loss_multi": "a", "map_at_3": "사과 배"}.get(task.metric, "1")
    if task.is_by_picture:
        lines = ["그림1,public,차,0,0,10,10", "그림1,public,사람,5,5,10,10", "그림2,private,차,0,0,10,10"]
        return read_truth(("id,part,class,x,y,width,height\n" + "\n".join(lines)).encode(), task)
    parts = ("practice", "public", "private")
    lines = [f"r{n},{parts[n % 3]},{value}" for n in range(1, 4)]
    return read_truth((f"id,part,{task.target}\n" + "\n".join(lines)).encode(), task)


def refused(body: str | bytes, task: Task = NUMBER) -> tuple[str, object]:
    with pytest.raises(Refused) as raised:
        read_prediction(body if isinstance(body, bytes) else body.encode(), truth(task))
    return raised.value.code.removeprefix("submission_"), raised.value.facts.get("line")


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("", "empty", None),
        ("id,값\n", "empty", None),
        ("ID,값\nr1,1\nr2,1\nr3,1\n", "header", None),
        ("id;값\nr1;1\n", "header", None),
        ("id,값,값\nr1,1,1\n", "header", None),
        ("id,값\nr1,1\nr2,1,9\nr3,1\n", "ragged", 3),
        ("id,값\nr1,1\n\nr2,1\nr3,1\n", "id_unknown", 3),
        ("id,값\nr1,1\nr2,\nr3,1\n", "cell_empty", 3),
        ("id,값\nr1,1\nr2,x\nr3,1\n", "not_number", 3),
        ('id,값\nr1,1\nr2,"1,000"\nr3,1\n', "not_number", 3),
        ("id,값\nr1,１\nr2,1\nr3,1\n", "not_number", 2),
        ("id,값\nr1,1\nr2,1\nr3,NaN\n", "not_finite", 4),
        ("id,값\nr1,1\nr2,-Infinity\nr3,1\n", "not_finite", 3),
        ("id,값\nr1,1e999\nr2,1\nr3,1\n", "not_finite", 2),
        ("id,값\nr1,1\nr9,1\nr3,1\n", "id_unknown", 3),
        ("id,값\nr1,1\nr2,1\nr2,1\n", "id_twice", 4),
        ("id,값\nr1,1\nr2,1\n", "id_missing", None),
        ('id,값\n"r1\n",1\nr2,1\nr3,1\n', "id_unknown", 2),
        ('id,비고,값\nr1,"두\n줄",1\nr2,x,x\nr3,x,1\n', "not_number", 4),
        (b"\xff\xfe\x00i\x00d", "encoding", None),
        (b"id,\xea\n", "encoding", None),
    ],
)
def test_a_fault_names_its_line(body: str | bytes, code: str, line: int | None) -> None:
    assert refused(body) == (code, line)


@pytest.mark.parametrize(
    ("task", "body", "code", "line"),
    [
        (LABEL, "id,값\nr1,가\nr2,다\nr3,나\n", "label_unknown", 3),
        (SHARES, "id,p_a,p_b\nr1,0.5,0.5\nr2,0.5,0.6\nr3,1,0\n", "row_sum", 3),
        (SHARES, "id,p_a,p_b\nr1,1.2,-0.2\nr2,0.5,0.5\nr3,1,0\n", "out_of_range", 2),
        (LOGS, "id,값\nr1,0\nr2,-1\nr3,1\n", "out_of_range", 3),
        (BOXES, "id,class,x,y,width,height,score\n그림1,차,0,0,1,1,1.01\n", "out_of_range", 2),
        (BOXES, "id,class,x,y,width,height,score\n그림3,차,0,0,1,1,1\n", "id_unknown", 2),
    ],
)
def test_each_form_refuses_what_it_cannot_judge(task: Task, body: str, code: str, line: int) -> None:
    assert refused(body, task) == (code, line)


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        ("id,값\nr1,1\nr2,2\nr3,3\n", ()),
        ("\ufeffid,값\r\nr3,3\r\nr1,1\r\nr2,+2\r\n", ()),
        ("값,id\n 1 ,r1\n2, r2\n3,r3\n\n", ()),
        ("id,값,x\nr1,1e0,a\nr2,2.0,b\nr3,.3e1,c\n", ("extra_columns",)),
    ],
)
def test_what_is_unusual_is_read_and_said(body: str, notes: tuple[str, ...]) -> None:
    read = read_prediction(body.encode(), truth())
    assert (read.values.tolist(), read.notes) == ([1.0, 2.0, 3.0], notes)


def test_cp949_is_read_and_said() -> None:
    assert read_prediction("id,값\nr1,1\nr2,2\nr3,3\n".encode("cp949"), truth()).notes == ("cp949",)


def test_lists_are_coded_and_an_item_that_nobody_knows_is_never_right() -> None:
    read = read_prediction("id,상품\nr1,배 감\nr2,사과\nr3,\n".encode(), truth(LISTS))
    assert read.values.tolist() == [[0, -2], [1, -1], [-1, -1]]


def test_a_picture_without_boxes_may_be_left_out() -> None:
    judged = score(
        truth(BOXES),
        read_prediction("id,class,x,y,width,height,score\n그림1,차,0,0,10,10,1\n".encode(), truth(BOXES)),
        seed=1,
    )
    assert (judged.public, judged.private) == (pytest.approx(0.5), 0.0)


@needs_material
def test_all_submissions_of_the_material_are_scored_or_refused_as_they_should() -> None:
    faults = []
    for folder in sorted((MATERIAL / "sets").iterdir()):
        expected = json.loads((folder / "expect.json").read_text())
        task = Task(metric=expected["metric"], target="target", classes=("0", "1") if expected["task"] == "clf" else ())
        known = read_truth(_truth(folder), task)
        for name, said in expected["submissions"].items():
            try:
                judged = score(
                    known, read_prediction((folder / "submissions" / f"{name}.csv").read_bytes(), known), seed=1
                )
            except Refused:
                if said["ok"]:
                    faults.append((folder.name, name, "refused"))
                continue
            near = np.allclose(
                [judged.public, judged.private], [said.get("public", 0), said.get("private", 0)], atol=1e-9, rtol=0
            )
            if not said["ok"] or not near:
                faults.append((folder.name, name, judged.public))
    assert faults == []


def _truth(folder: Path) -> bytes:
    with (folder / "truth.csv").open() as file:
        rows = list(csv.DictReader(file))
    return ("id,part,target\n" + "".join(f"{row['id']},{row['split']},{row['target']}\n" for row in rows)).encode()
