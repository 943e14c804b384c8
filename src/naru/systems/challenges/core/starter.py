"""What a team begins with: a Python script and a notebook that read the data, learn something simple and write a submission."""

import json

from naru.systems.challenges.core.metrics.values import Form
from naru.systems.challenges.core.task import ID, Task

READ = '''"""{title}: 시작 코드 · starter code

python main.py DATA OUT   DATA: train.csv, test.csv   OUT: submission.csv
"""
import csv
import sys
from collections import Counter
from pathlib import Path

data, out = Path(sys.argv[1] if len(sys.argv) > 1 else "."), Path(sys.argv[2] if len(sys.argv) > 2 else ".")
TARGET = {target!r}


def rows(name):
    with open(data / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


train, test = rows("train.csv"), rows("test.csv")
features = [name for name in test[0] if name != {id!r}]
'''
NEIGHBOURS = """
# 가까운 이웃: 수인 열을 표준화하고 가장 가까운 학습 행들을 본다 · nearest neighbours over the numeric columns


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


numeric = [name for name in features if all(number(row[name]) is not None for row in train[:1000] + test[:1000])]
spread = {}
for name in numeric:
    values = [number(row[name]) or 0.0 for row in train]
    mean = sum(values) / len(values)
    spread[name] = (mean, (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5 or 1.0)


def place(row):
    return [((number(row[name]) or 0.0) - spread[name][0]) / spread[name][1] for name in numeric]


known = [(place(row), row[TARGET]) for row in train[:5000]]


def nearest(row, count=15):
    at = place(row)
    return [target for _, target in sorted((sum((a - b) ** 2 for a, b in zip(at, one)), target) for one, target in known)[:count]]

"""
ANSWERS = {
    Form.LABEL: "    return [Counter(nearest(row)).most_common(1)[0][0]]\n",
    Form.PROBABILITY: "    near = nearest(row)\n    return [sum(each == {positive!r} for each in near) / len(near)]\n",
    Form.PROBABILITIES: "    near = Counter(nearest(row))\n    return [(near[each] + 1) / (sum(near.values()) + len({classes!r})) for each in {classes!r}]\n",
    Form.NUMBER: "    near = [float(each) for each in nearest(row)]\n    return [sum(near) / len(near)]\n",
    Form.SAMPLES: "    near = sorted(float(each) for each in nearest(row, {draws}))\n    return near\n",
    Form.GRADED: "    near = [float(each) for each in nearest(row)]\n    return [sum(near) / len(near)]\n",
}
WRITE = """
with open(out / "submission.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\\n")
    writer.writerow({columns!r})
    writer.writerows([row[{id!r}], *answer(row)] for row in test)
"""


def script(task: Task, title: str) -> str:
    """``main.py``: runs with Python alone, as the winner's code will be run."""
    body = ANSWERS.get(task.form, '    return [""]\n')
    filled = body.format(
        positive=task.classes[-1] if task.classes else "", classes=list(task.classes), draws=task.draws
    )
    return (
        READ.format(title=title.replace('"', "'"), target=task.target, id=ID)
        + NEIGHBOURS
        + "\ndef answer(row):\n"
        + filled
        + "\n"
        + WRITE.format(columns=[ID, *task.answer_columns], id=ID)
    )


def notebook(task: Task, title: str) -> str:
    """The same as a Jupyter notebook (nbformat 4.5)."""
    source = script(task, title)
    source = source.replace(
        'data, out = Path(sys.argv[1] if len(sys.argv) > 1 else "."), Path(sys.argv[2] if len(sys.argv) > 2 else ".")',
        'data, out = Path("."), Path(".")',
    )
    _, _, code = source.partition('"""\nimport csv')
    cells = [
        _markdown(
            "title",
            f"# {title}\n\n`train.csv`로 배우고 `test.csv`를 맞혀 `submission.csv`를 냅니다. · Learn from train.csv, predict test.csv.",
        ),
        _markdown("metric", f"지표 · metric: **{task.judged_by.words.ko}** ({task.judged_by.words.en})"),
        *(_code(f"code{n}", part) for n, part in enumerate(("import csv" + code).strip().split("\n\n\n"))),
    ]
    book = {"cells": cells, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1)


def _markdown(id: str, text: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": text}


def _code(id: str, text: str) -> dict[str, object]:
    return {"cell_type": "code", "id": id, "metadata": {}, "execution_count": None, "outputs": [], "source": text}
