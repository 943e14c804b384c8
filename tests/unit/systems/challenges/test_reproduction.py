"""The starter code runs and makes a submission; a winner's code runs confined, where bubblewrap is here."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.challenges import reproduction
from naru.systems.challenges.core import starter
from naru.systems.challenges.core.answers import read_prediction, read_truth
from naru.systems.challenges.core.preparation import Plan, Prepared, prepare
from naru.systems.challenges.core.splits import Split
from naru.systems.challenges.core.task import Task

needs_bubblewrap = pytest.mark.skipif(not reproduction.is_possible(), reason="bubblewrap is not installed here")


def made(metric: str) -> Prepared:
    dice = np.random.default_rng(2)
    heat = dice.normal(0, 1, 300)
    value = heat + dice.normal(0, 0.3, 300)
    columns = {
        "더위": heat,
        "곳": ["가"] * 300,
        "답": value > 0 if metric in {"accuracy", "roc_auc", "log_loss_multi"} else value,
    }
    return prepare(pa.table(columns), Plan(metric=metric, target="답", split=Split(test_share=0.5), draws=5), seed=1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "out").mkdir()
    return tmp_path


@pytest.mark.parametrize("metric", ["rmse", "accuracy", "roc_auc", "log_loss_multi", "crps"])
def test_the_starter_code_makes_a_submission_better_than_the_sample(place: Path, metric: str) -> None:
    files = made(metric)
    (place / "data/train.csv").write_bytes(files.train)
    (place / "data/test.csv").write_bytes(files.test)
    (place / "main.py").write_text(starter.script(files.task, "시험"))
    subprocess.run([sys.executable, "-I", "main.py", "data", "out"], cwd=place, check=True, timeout=60)
    known = read_truth(files.truth, files.task)
    own, sample = (
        files.task.judged_by.value(known.values, read_prediction(body, known).values)
        for body in ((place / "out/submission.csv").read_bytes(), files.sample)
    )
    assert files.task.judged_by.better(own, sample)


def test_the_notebook_is_one_and_its_cells_are_python() -> None:
    book = json.loads(starter.notebook(made("rmse").task, "시험"))
    assert book["nbformat"] == 4
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            compile(cell["source"], cell["id"], "exec")


TASK = Task(metric="mae", target="값")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("id,값\na,1\nb,2\n", "id,값\na,1\nb,2\n", True),
        ("id,값\nb,2\na,1\n", "id,값\na,1.0000000001\nb,2\n", True),
        ("id,값\na,1\nb,2\n", "id,값\na,1.00000001\nb,2\n", False),
        ("id,값\na,1\n", "id,값\na,1\nb,2\n", False),
        ("id,값\na,x\n", "id,값\na,y\n", False),
    ],
)
def test_two_files_say_the_same(one: str, other: str, is_same: bool) -> None:
    assert (reproduction.first_difference(one.encode(), other.encode(), TASK) is None) is is_same


def test_the_confined_command_shares_no_network_and_binds_nothing_but_what_it_needs(tmp_path: Path) -> None:
    words = reproduction.command(tmp_path)
    assert words[:2] == ["bwrap", "--unshare-all"]
    assert "--share-net" not in words
    assert [words[at + 1] for at, word in enumerate(words) if word == "--bind"] == [str(tmp_path / "out")]


def test_without_bubblewrap_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reproduction, "is_possible", lambda: False)
    with pytest.raises(Refused) as refused:
        reproduction.reproduce(tmp_path, train=tmp_path, test=tmp_path, submitted=tmp_path, task=TASK)
    assert refused.value.code == "bubblewrap_missing"


@needs_bubblewrap
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys,pathlib;pathlib.Path(sys.argv[2],'submission.csv').write_text('id,값\\na,1\\n')", None),
        ("import sys,pathlib;pathlib.Path(sys.argv[2],'submission.csv').write_text('id,값\\na,2\\n')", "a: 2 ≠ 1"),
        ("import socket;socket.create_connection(('1.1.1.1', 80), 2)", "unreachable"),
        ("open('/etc/passwd')", "No such file"),
        ("pass", "submission.csv"),
    ],
)
def test_code_runs_confined_and_must_make_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str | None
) -> None:
    monkeypatch.setattr(reproduction, "content", SimpleNamespace(scratch=lambda: tmp_path))
    packed, submitted = tmp_path / "code.zip", tmp_path / "submitted.csv"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("main.py", code)
    submitted.write_text("id,값\na,1\n")
    ask = lambda: reproduction.reproduce(packed, train=submitted, test=submitted, submitted=submitted, task=TASK)  # noqa: E731
    if reason is None:
        ask()
    else:
        with pytest.raises(Refused) as refused:
            ask()
        assert reason in str(refused.value.facts["reason"])
