"""What the academy's bench does inside an installation."""

import statistics
import time
from collections.abc import Callable
from functools import partial

import pyarrow as pa

from naru.base.kit.person import SYSTEM, Person
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.systems.academy import exercises
from naru.systems.academy.core.exercise import read_pack
from tests import academy
from tests.personas import make_person
from tests.rush import at_once
from tests.tables import publish_table

ROWS, ROUNDS = 20_000, 4
COLUMNS = (
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.INTEGER),
)


def measure(students: int, answers: int) -> dict[str, float]:
    academy.enter_rates()
    _publish()
    people = [make_person(f"학생{n}", f"s{n}@bench.example") for n in range(students)]
    sql = [partial(exercises.try_out, "sums", academy.RIGHT_SQL, by=each) for each in people]
    python = [partial(exercises.try_out, "file-sum", academy.RIGHT_PYTHON, by=each) for each in people]
    sql[0](), python[0]()  # what is forked from is started once
    return {
        "practice_p95_s": max(_p95(sql), _p95(python)),
        "practice_sql_p95_s": _p95(sql),
        "practice_python_p95_s": _p95(python),
        "answers_an_hour": _graded(people[0], answers),
    }


def _publish() -> None:
    rows = pa.table({"gu": [f"{n % 16}구" for n in range(ROWS)], "yogeum": list(range(ROWS))})
    table = publish_table("큰 표", COLUMNS, rows)
    files = {
        name: text.replace("%s", table.sql_name).replace("seconds: 2", "seconds: 20")
        for name, text in academy.SQL_PACK.items()
    }
    exercises.publish(read_pack(files, "sums"), files, by=SYSTEM)
    files = {name: text.replace("seconds: 2", "seconds: 20") for name, text in academy.PYTHON_PACK.items()}
    exercises.publish(read_pack(files, "file-sum"), files, by=SYSTEM)


def _p95(acts: list[Callable[[], object]]) -> float:
    """Everyone presses at once; how long each waited for the answer."""
    took: list[float] = []

    def timed(act: Callable[[], object]) -> None:
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)

    for _ in range(ROUNDS):
        at_once(*[partial(timed, act) for act in acts])
    return statistics.quantiles(took, n=20)[-1]


def _graded(person: Person, answers: int) -> float:
    """An hour's worth at two at a time, no two answers alike, half in each language, every case run."""
    from naru.systems.academy.models import Attempt

    def hand_in(number: int) -> None:
        slug, text = (
            ("sums", f"{academy.RIGHT_SQL} -- {number}")
            if number % 2
            else ("file-sum", f"{academy.RIGHT_PYTHON}# {number}")
        )
        Attempt.objects.filter(person_id=person.id).delete()  # the pace of one person is not what is measured
        exercises.hand_in(slug, text, by=person)

    began = time.perf_counter()
    for start in range(0, answers, 2):
        at_once(*[partial(hand_in, number) for number in (start, start + 1)])
    return answers / (time.perf_counter() - began) * 3600
