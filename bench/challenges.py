"""Challenges: how long a million rows take from upload to score, many teams at once, and what an attacker learns from a board.

    python -m bench.challenges [rows|rush|ladder]

``rows`` reads, aligns and scores a CSV of a million rows through the site's own steps (kept under its hash, a row in the queue, a limited
child, the Ladder), in the truth's order and shuffled; beside it pandas and, where it is installed, scikit-learn do the plain sum. ``rush``
puts 500 submissions of 100 teams into the queue at once and works it off with two workers. ``ladder`` sends 300 random answers to a plain board
and to ours and takes the majority of those that looked good.

Measured on two cores that eight other programs shared (load 16): 1,000,000 rows 5.1–6.1 s in order and 8.0–8.1 s shuffled, upload to score,
where pandas and scikit-learn alone took 12.1 s in the same minute. Ladder, three seeds: the plain board's majority has .65–.67 in public and
.49–.51 in private, ours .47–.51 and .49–.51; informative answers after the first: 0 in 300.
"""

import csv
import io
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import numpy as np

from bench._site import home

ROWS, TEAMS, EACH, TRIES, PUBLIC_ROWS = 1_000_000, 100, 5, 300, 1200


def rows() -> None:
    with home() as folder:
        from naru.base.kit.clock import SYSTEM_CLOCK
        from naru.base.kit.person import SYSTEM
        from naru.base.kit.words import Words
        from naru.base.people import actions as people
        from naru.base.people import reads as people_reads
        from naru.data.catalogue.core.columns import Column, ColumnType
        from naru.data.files import content
        from naru.systems.challenges import actions, entries, judging, reads, scorer_calls
        from tests.tables import publish_table

        dice = np.random.default_rng(1)
        count = int(ROWS / 0.9)
        hint = dice.random(count)
        label = (hint + dice.normal(0, 0.7, count) > 0.5).astype(int)
        columns = (
            Column(name="hint", alias="hint", type=ColumnType.DECIMAL),
            Column(name="target", alias="target", type=ColumnType.INTEGER),
        )
        table = publish_table("bench", columns, {"hint": hint.tolist(), "target": label.tolist()}, publish=False)
        now = SYSTEM_CLOCK.now()
        began = time.perf_counter()
        wanted = actions.Wanted(
            title=Words("벤치", "bench"),
            summary=Words("", ""),
            table=table.sql_name,
            target="target",
            metric="roc_auc",
            opens=now,
            closes=now + timedelta(days=9),
            test_share=0.9,
            attempts_a_day=50,
        )
        found = actions.set_up(wanted, by=SYSTEM)
        actions.launch(found.id, by=SYSTEM)
        print(f"set up and audited {count:,} rows in {time.perf_counter() - began:.1f} s")
        person = people_reads.person(people.create_user(email="team@bench.example", name="bench", by=SYSTEM).id)
        entries.make_team(found.id, "bench", by=person)
        ids = [line.split(",")[0] for line in content.path_of(found.files["test.csv"]).read_text().splitlines()[1:]]
        scorer_calls.warm()
        guess = dice.random(len(ids))
        lines = [f"{id},{each:.16f}\n" for id, each in zip(ids, guess, strict=True)]
        shuffled = [lines[at] for at in dice.permutation(len(lines))]
        for name, body in (("in order", lines), ("shuffled", shuffled), ("in order", lines), ("shuffled", shuffled)):
            file = folder / "upload.csv"
            file.write_text("id,target\n" + "".join(body))
            began = time.perf_counter()
            entries.submit(found.id, content.take_file(file, "upload.csv"), by=person)
            judging.score_next()
            print(f"{len(ids):,} rows, {file.stat().st_size / 1e6:.0f} MB, {name}: {time.perf_counter() - began:.2f} s")
        assert all(each.state == "scored" for each in reads.submissions(found, reads.team_of(found.id, person).id))  # type: ignore[union-attr]
        _plain(folder / "upload.csv", ids)


def _plain(file: Any, ids: list[str]) -> None:
    """The same by pandas: read, join, and scikit-learn's AUC where it is installed."""
    import pandas as pd

    began = time.perf_counter()
    truth = pd.DataFrame({"id": ids, "truth": np.arange(len(ids)) % 2})
    joined = truth.merge(pd.read_csv(file), on="id", validate="one_to_one")
    try:
        from sklearn.metrics import roc_auc_score
    except ImportError:
        print(f"pandas alone reads and joins in {time.perf_counter() - began:.2f} s (scikit-learn is not installed)")
        return
    roc_auc_score(joined["truth"], joined["target"])
    print(f"pandas and scikit-learn alone: {time.perf_counter() - began:.2f} s")


def rush() -> None:
    with home():
        from django.db import connections

        from naru.base.kit.clock import FrozenClock
        from naru.base.kit.person import SYSTEM
        from naru.base.people import actions as people
        from naru.base.people import reads as people_reads
        from naru.data.files import content
        from naru.systems.challenges import entries, judging
        from naru.systems.challenges.models import Submission
        from tests import challenges

        clock = FrozenClock(challenges.NOW)
        found = challenges.running(clock)
        for n in range(TEAMS):
            person = people_reads.person(people.create_user(email=f"t{n}@bench.example", name=f"t{n}", by=SYSTEM).id)
            entries.make_team(found.id, f"team {n}", by=person, clock=clock)
            for at in range(EACH):
                body = content.take_bytes(
                    challenges.answer(found, 900.0 - 100 * at, noise=50, seed=n * EACH + at), "a.csv"
                )
                entries.submit(found.id, body, by=person, clock=clock)
        done: list[tuple[float, str]] = []

        def work() -> None:
            while (judged := judging.score_next()) is not None:
                done.append((time.perf_counter(), judged))
            connections.close_all()

        began = time.perf_counter()
        workers = [threading.Thread(target=work) for _ in range(2)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
        judging.score_waiting()
        took = time.perf_counter() - began
        team_of = dict(Submission.objects.values_list("id", "team_id"))
        first = {team_of[judged] for _, judged in sorted(done)[:TEAMS]}
        states = set(Submission.objects.values_list("state", flat=True))
        print(
            f"{len(team_of)} submissions of {TEAMS} teams: {took:.1f} s, {len(team_of) / took:.0f} a second, states {sorted(states)}, "
            f"{len(done) - len({judged for _, judged in done})} twice, {len(first)} teams among the first {TEAMS}"
        )


def ladder() -> None:
    from naru.systems.challenges.core.answers import Prediction, read_truth
    from naru.systems.challenges.core.ladder import Rung, climb
    from naru.systems.challenges.core.scoring import score
    from naru.systems.challenges.core.task import Task

    task = Task(metric="accuracy", target="y", classes=("0", "1"))
    for seed in range(3):
        dice = np.random.default_rng(seed)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["id", "part", "y"])
        writer.writerows(
            [f"r{n}", "public" if n < PUBLIC_ROWS else "private", int(dice.integers(2))] for n in range(3 * PUBLIC_ROWS)
        )
        truth = read_truth(text.getvalue().encode(), task)
        plain, ours = np.zeros(len(truth.ids)), np.zeros(len(truth.ids))
        best, told = None, 0
        for _ in range(TRIES):
            guess = dice.integers(0, 2, len(truth.ids)).astype(float)
            judged = score(truth, Prediction(values=guess, unit_of=truth.unit_of, notes=()), seed=seed)
            plain += (guess - 0.5) * np.sign(judged.public - 0.5)
            new = Rung(score=judged.public, blocks=judged.blocks)
            if climb(best, new, task.judged_by, attempts=TRIES):
                told += best is not None
                best, ours = new, guess - 0.5
        for name, votes in (("plain board", plain), ("ours", ours)):
            made = score(
                truth, Prediction(values=(votes > 0).astype(float), unit_of=truth.unit_of, notes=()), seed=seed
            )
            print(
                f"{name}: public {made.public:.3f}, private {made.private:.3f}, apart {made.public - made.private:+.3f}"
            )
        print(f"informative answers of ours after the first: {told} in {TRIES}")


BENCHES = {"rows": rows, "rush": rush, "ladder": ladder}

if __name__ == "__main__":
    names = sys.argv[1:] or ["ladder", "rush", "rows"]
    if len(names) == 1:
        BENCHES[names[0]]()
    else:  # each has a home, and a process has one
        for name in names:
            subprocess.run([sys.executable, "-m", "bench.challenges", name], check=True)
