"""An exercise is published on the catalogue's rows, answered and graded; what is hidden stays hidden from whoever attacks it."""

from pathlib import Path

import pytest

from naru.base.events.actions import deliver_waiting
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.systems.academy import exercises, reads, storage
from naru.systems.academy.core.grading import Outcome
from naru.systems.academy.models import Attempt, Exercise, ExerciseCase
from tests import academy

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("academy")]


@pytest.fixture(autouse=True)
def rates(db: None) -> None:
    academy.enter_rates()


@pytest.fixture
def sums() -> reads.ExerciseView:
    return academy.publish_sql()


@pytest.fixture
def file_sum() -> reads.ExerciseView:
    return academy.publish_python()


def outcomes(attempt: reads.AttemptView) -> list[str]:
    assert attempt.grade is not None
    return [each.outcome.value for each in attempt.grade.results]


# --- answering ---


def test_a_right_answer_is_tried_then_solves_the_exercise(sums: reads.ExerciseView, outsider: Person) -> None:
    tried = exercises.try_out("sums", academy.RIGHT_SQL, by=outsider)
    assert tried.comparison.is_equal
    assert sorted(tried.ran.table.rows) == sorted((("중구", 1000), ("동래구", 500), ("해운대구", 1500)))
    assert not reads.own_attempts("sums", outsider)
    attempt = exercises.hand_in("sums", academy.RIGHT_SQL, by=outsider)
    assert (attempt.score, attempt.is_solved, outcomes(attempt)) == (100, True, ["passed"] * 3)
    assert reads.profile_of(outsider.id)["20010204"].level == 1


def test_a_wrong_answer_says_what_differs_of_the_open_rows_alone(sums: reads.ExerciseView, outsider: Person) -> None:
    attempt = exercises.hand_in("sums", "select 구, 1 as 합 from 주차 group by 구", by=outsider)
    assert outcomes(attempt) == ["wrong", "wrong", "passed"]  # without rows there is nothing to be wrong about
    assert attempt.grade is not None
    assert [each.why is None for each in attempt.grade.results] == [False, True, True]
    assert attempt.score == 33


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "answer_empty"),
        ("   ", "answer_empty"),
        ("x" * 20_001, "program_too_long"),
        ("select * from 없는표", "sql_unknown_table"),
        ("drop table 주차", "sql_only_select"),
        ("select * from read_csv('/etc/passwd')", "sql_not_allowed"),
        ("select * from '/etc/passwd'", "sql_unknown_table"),
        ("select getenv('HOME')", "sql_not_allowed"),
        ("select * from duckdb_settings()", "sql_not_allowed"),
        ("select count(*) from range(100000000000) a, range(1000000) b", "sql_too_slow"),
    ],
)
def test_sql_meets_the_platforms_own_walls(sums: reads.ExerciseView, outsider: Person, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        exercises.try_out("sums", text, by=outsider)
    assert refused.value.code == code


def test_a_program_prints_and_answers(file_sum: reads.ExerciseView, outsider: Person) -> None:
    tried = exercises.try_out("file-sum", f"print('안녕')\n{academy.RIGHT_PYTHON}", by=outsider)
    assert (tried.comparison.is_equal, tried.ran.printed, tried.ran.table.rows) == (True, "안녕\n", ((42,),))
    attempt = exercises.hand_in("file-sum", academy.RIGHT_PYTHON, by=outsider)
    assert (attempt.is_solved, outcomes(attempt)) == (True, ["passed", "passed"])


@pytest.mark.parametrize(
    "text",
    [
        "answer = pl.DataFrame({'answer': [42]})",
        "answer = pl.LazyFrame({'answer': [42]})",
        "answer = duckdb.sql('select 42 as answer')",
        "answer = [{'answer': 42}]",
        "import sklearn.linear_model\nanswer = np.int64(42)",
        "answer = pd.DataFrame({'answer': [42.0]})",
    ],
)
def test_the_usual_libraries_are_there_and_their_tables_are_answers(
    file_sum: reads.ExerciseView, outsider: Person, text: str
) -> None:
    assert exercises.try_out("file-sum", text, by=outsider).comparison.is_equal


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("x = 1\nx / 0", "program_failed", "2"),
        ("x = (", "program_failed", "1"),
        ("x = 1", "program_without_answer", None),
        ("answer = object()", "answer_not_a_table", None),
        ("import sys\nsys.exit(0)", "program_failed", "2"),
    ],
)
def test_what_went_wrong_in_a_program_is_said_with_its_line(
    file_sum: reads.ExerciseView, outsider: Person, text: str, code: str, line: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        exercises.try_out("file-sum", text, by=outsider)
    assert (refused.value.code, refused.value.facts.get("line")) == (code, line)


# --- attacks ---

SPY = """
import os, sys
found = []
frame = sys._getframe()
while frame:
    found.append(str(frame.f_locals)[:4000]); frame = frame.f_back
for place in {places!r}:
    try:
        found.append(place + ' ' + ','.join(os.listdir(place)) if os.path.isdir(place) else open(place, 'rb').read(4000).hex())
    except Exception as error:
        found.append(type(error).__name__)
for module in list(sys.modules.values()):
    found.append(str(getattr(module, 'expected', ''))[:200] if 'academy' in str(getattr(module, '__name__', '')) else '')
raise Exception('|'.join(found)[:100000])
"""
ESCAPES = {
    "a process": "import os\nos.fork()\nanswer = 42",
    "a fork bomb": "import os\nwhile True: os.fork()",
    "a program": "import subprocess\nsubprocess.run(['true'])\nanswer = 42",
    "the network": "import socket\nsocket.create_connection(('127.0.0.1', 8000), 1)\nanswer = 42",
    "a file": "open('/tmp/academy-was-here', 'w').write('x')\nanswer = 42",
    "another's file": "open('/etc/shadow').read()\nanswer = 42",
    "the database": "import sqlite3\nsqlite3.connect({home!r} + '/naru.db').execute('select 1').fetchall()\nanswer = 42",
    "a signal": "import os\nos.kill(os.getppid(), 9)\nanswer = 42",
}
BOMBS = {
    "endless": "while True: pass",
    "endless output": "while True: print('x' * 10000)",
    "memory": "answer = [0] * 10**10",
    "threads": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "a huge answer": "answer = pd.DataFrame({'answer': ['x' * 10000] * 20000})",
    "deep recursion": "def f(): f()\nf()",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_a_program_does_not_get_out(file_sum: reads.ExerciseView, outsider: Person, settings, name: str) -> None:
    text = ESCAPES[name].replace("{home!r}", repr(str(settings.NARU_HOME)))
    with pytest.raises(Refused) as refused:
        exercises.try_out("file-sum", text, by=outsider)
    assert refused.value.code in {"program_failed", "program_broke", "program_took_too_much"}
    assert not Path("/tmp/academy-was-here").exists()


@pytest.mark.parametrize("name", BOMBS)
def test_a_program_that_takes_everything_is_stopped(outsider: Person, name: str) -> None:
    manifest = academy.PYTHON_PACK["exercise.yaml"].replace("seconds: 2", "seconds: 1.5")
    academy.publish_python("bombs", **{"exercise.yaml": manifest})
    with pytest.raises(Refused) as refused:
        exercises.try_out("bombs", BOMBS[name], by=outsider)
    assert refused.value.code in {"program_failed", "program_broke", "program_took_too_much"}
    assert exercises.try_out("bombs", academy.RIGHT_PYTHON, by=outsider).comparison.is_equal


def test_nothing_of_hidden_rows_or_right_answers_is_where_a_program_runs(
    file_sum: reads.ExerciseView, outsider: Person, settings
) -> None:
    """Frames, files, imports: what the spy finds while it runs over the open rows."""
    hidden = ExerciseCase.objects.get(exercise=file_sum.id, is_hidden=True)
    secret = str(hidden.expected["rows"][0][0])
    folders = [storage.folder(), storage.case_folder(file_sum.id, 1), Path(settings.NARU_HOME)]
    samples = Path(__file__).resolve().parents[2] / "samples/academy/exercises"
    places = [
        *map(str, folders),
        str(storage.case_folder(file_sum.id, 1) / "0.csv"),
        str(samples),
        "/proc/1/environ",
        f"/proc/{__import__('os').getpid()}/mem",
    ]
    with pytest.raises(Refused) as refused:
        exercises.try_out("file-sum", SPY.replace("{places!r}", repr(places)), by=outsider)
    told = str(refused.value.facts)
    assert secret not in told
    program = SPY.replace("{places!r}", repr(places)).replace(
        "raise Exception('|'.join(found)[:100000])", "answer = pd.DataFrame({'answer': found})"
    )
    seen = exercises.try_out("file-sum", program, by=outsider).ran.table.rows
    text = "\n".join(str(row[0]) for row in seen)
    assert text.count("PermissionError") + text.count("FileNotFoundError") + text.count("ProcessLookupError") == len(
        places
    )
    assert secret not in text
    assert "solution" not in text


def test_the_text_of_an_error_and_what_is_printed_over_hidden_rows_is_dropped(
    file_sum: reads.ExerciseView, outsider: Person
) -> None:
    hidden = ExerciseCase.objects.get(exercise=file_sum.id, is_hidden=True)
    secret = str(hidden.expected["rows"][0][0])
    for leak in ("print(open(files['값']).read())\nanswer = 1", "raise Exception(open(files['값']).read())"):
        attempt = exercises.hand_in("file-sum", leak, by=outsider)
        row = Attempt.objects.get(id=attempt.id)
        assert secret not in str(row.results)
        assert row.results[1]["why"] is None
    assert outcomes(attempt) == ["failed", "failed"]


@pytest.mark.parametrize(
    "reply",
    [
        b'{"result": {"columns": ["answer"], "rows": [[42]], "printed": "", "truncated": false}}\n',
        b'{"refused": ["no_such_code", {}]}\n',
        b'{"refused": ["forbidden", {}]}\n',
        b'{"result": {"columns": 5}}\n',
        b'{"result": {"columns": ["a"], "rows": [[1, 2]], "printed": "", "truncated": false}}\n',
        b"not json\n",
        b'{"progress": "x"}\n',
    ],
)
def test_a_forged_reply_is_a_claim_like_any_other(file_sum: reads.ExerciseView, outsider: Person, reply: bytes) -> None:
    """Writing to every descriptor: a forged answer is compared, and hidden rows have another one."""
    program = f"import os\nfor n in range(3, 64):\n  try: os.write(n, {reply!r})\n  except OSError: pass\nos._exit(0)\n"
    attempt = exercises.hand_in("file-sum", program, by=outsider)
    assert not attempt.is_solved
    assert outcomes(attempt)[1] in {"wrong", "failed"}


def test_a_program_leaves_nothing_for_the_next_one(file_sum: reads.ExerciseView, outsider: Person) -> None:
    exercises.try_out("file-sum", "import builtins\nbuiltins.kept = 42\nanswer = 42", by=outsider)
    with pytest.raises(Refused):
        exercises.try_out("file-sum", "import builtins\nanswer = builtins.kept", by=outsider)
    assert exercises.try_out("file-sum", "answer = pd.DataFrame({'answer': [42]})", by=outsider).comparison.is_equal


# --- publishing and what follows ---


def test_rows_of_hidden_cases_differ_each_time_a_pack_is_published(sums: reads.ExerciseView) -> None:
    """The pack's text is public; the seed is not."""
    first, second = (academy.publish_python(slug) for slug in ("first", "second"))
    answers = [ExerciseCase.objects.get(exercise=each.id, is_hidden=True).expected for each in (first, second)]
    assert answers[0] != answers[1]


def test_the_same_pack_again_is_the_exercise_there_is_and_a_changed_one_needs_a_new_version(
    file_sum: reads.ExerciseView,
) -> None:
    assert academy.publish_python().id == file_sum.id
    with pytest.raises(Refused, match="version"):
        academy.publish_python(**{"question.ko.md": "다른 문제"})
    newer = academy.PYTHON_PACK["exercise.yaml"].replace("version: 1", "version: 2")
    assert academy.publish_python(**{"exercise.yaml": newer}).version == 2
    assert reads.exercise("file-sum").version == 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("solution.py", "answer = 1 / 0\n", "exercise_solution_wrong"),
        ("exercise.yaml", "version: 1\n", "exercise_pack_refused"),
        ("exercise.yaml", academy.PYTHON_PACK["exercise.yaml"].replace("python", "cobol"), "exercise_pack_refused"),
        (
            "exercise.yaml",
            academy.PYTHON_PACK["exercise.yaml"].replace("file:values.csv", "file:no.csv"),
            "exercise_pack_refused",
        ),
        ("exercise.yaml", academy.PYTHON_PACK["exercise.yaml"].partition("cases")[0], "exercise_pack_refused"),
        (
            "exercise.yaml",
            academy.PYTHON_PACK["exercise.yaml"].replace("seconds: 2", "seconds: 600"),
            "exercise_pack_refused",
        ),
        (
            "exercise.yaml",
            academy.PYTHON_PACK["exercise.yaml"].replace('{값: "이', '{없음: "이'),
            "exercise_pack_refused",
        ),
    ],
)
def test_a_pack_that_cannot_be_graded_is_not_published(name: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        academy.publish_python("broken", **{name: text})
    assert refused.value.code == code
    assert not Exercise.objects.filter(slug="broken").exists()
    assert not storage.folder().exists() or not list(storage.folder().iterdir())


def test_a_case_that_is_no_select_is_refused() -> None:
    manifest = academy.SQL_PACK["exercise.yaml"].replace('select * from "주차" limit 0', "select * from 없음")
    with pytest.raises(Refused) as refused:
        academy.publish_sql("broken", **{"exercise.yaml": manifest})
    assert refused.value.code == "exercise_case_refused"


def test_an_exercise_ends_with_its_dataset(sums: reads.ExerciseView, outsider: Person) -> None:
    (source,) = sums.sources.values()
    catalogue.withdraw_dataset(source["dataset"], reason="원본이 잘못됨", by=SYSTEM)
    deliver_waiting()
    with pytest.raises(Refused, match="not"):
        exercises.try_out("sums", academy.RIGHT_SQL, by=outsider)
    assert not storage.case_folder(sums.id, 0).exists()


def test_so_many_answers_an_hour_and_no_more(file_sum: reads.ExerciseView, outsider: Person) -> None:
    clock = FrozenClock(academy.NOW)
    for _ in range(30):
        Attempt.objects.create(exercise_id=file_sum.id, person_id=outsider.id, text="x", at=clock.now(), state="graded")
    with pytest.raises(Refused) as refused:
        exercises.hand_in("file-sum", "answer = 1", by=outsider, clock=clock)
    assert (refused.value.code, refused.value.facts["minutes"]) == ("practice_slow_down", 61)


def test_an_answer_whose_grader_was_killed_is_graded_by_the_clock(
    file_sum: reads.ExerciseView, outsider: Person
) -> None:
    clock = FrozenClock(academy.NOW)
    row = Attempt.objects.create(
        exercise_id=file_sum.id, person_id=outsider.id, text=academy.RIGHT_PYTHON, at=clock.now(), begun=clock.now()
    )
    assert exercises.grade_waiting(clock=clock) == 0
    clock.instant += 2 * exercises.GRADING_MOST
    assert exercises.grade_waiting(clock=clock) == 1
    row.refresh_from_db()
    assert (row.state, row.score, row.is_solved) == ("graded", 100, True)
    assert exercises.grade(row.id, clock=clock).score == 100


def test_an_answer_that_breaks_its_graders_is_given_up(file_sum: reads.ExerciseView, outsider: Person) -> None:
    clock = FrozenClock(academy.NOW)
    row = Attempt.objects.create(
        exercise_id=file_sum.id, person_id=outsider.id, text="x", at=clock.now(), tries=exercises.TRIES_MOST
    )
    assert exercises.grade_waiting(clock=clock) == 1
    row.refresh_from_db()
    assert {each["outcome"] for each in row.results} == {Outcome.FAILED.value}


def test_nobody_is_shown_anothers_answer(file_sum: reads.ExerciseView, outsider: Person, junho: Person) -> None:
    exercises.hand_in("file-sum", academy.RIGHT_PYTHON, by=outsider)
    assert not reads.own_attempts("file-sum", junho)
