"""The SQL sandbox: nobody gets out, nothing bursts it, others keep being answered."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.child.parent import Limits, run_limited
from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.data.query import actions
from naru.data.query.core.sandbox import Mount, MountedColumn, Question
from naru.data.query.core.values import SqlLimits
from tests.promptly import promptly
from tests.spec.sql_escapes import BOMBS, ESCAPES

SECRET = "나루-비밀-53b1c0"
TABLE = {"gu": ["중구", "동구"], "fee": [1, 2]}
SECONDS = 1.0


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """A mounted table, a secret beside it, a folder to write into and a door to knock at."""
    root = tmp_path_factory.mktemp("ground")
    (root / "out").mkdir()
    (root / "secret.csv").write_text(SECRET)
    pq.write_table(pa.table(TABLE), root / "own.parquet")
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        yield root, door


def mount(root: Path) -> Mount:
    columns = (
        MountedColumn(name="구", alias="gu", type="text"),
        MountedColumn(name="요금", alias="fee", type="integer"),
    )
    return Mount(name="주차장", files=(str(root / "own.parquet"),), columns=columns)


def question(root: Path, text: str) -> Question:
    return Question(text=text, mounts=(mount(root),), rows=100, bytes=1 << 20, memory="256MB")


def filled(text: str, root: Path, port: int) -> str:
    found = {"secret": root / "secret.csv", "own": root / "own.parquet", "out": root / "out", "port": port}
    for name, value in found.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def test_there_are_enough_escapes_and_bombs():
    assert len(set(ESCAPES)) >= 150
    assert len(set(BOMBS)) >= 30


@pytest.mark.slow
def test_no_escape_reads_writes_leaks_or_calls(ground, monkeypatch):
    root, door = ground
    monkeypatch.setenv("NARU_SECRET_KEY", SECRET)
    texts = [filled(text, root, door.getsockname()[1]) for text in ESCAPES]
    limits = Limits(wall_s=240, cpu_s=240, open_files=4096, read_paths=[root / "own.parquet"], file_bytes=0)
    answers = run_limited(
        "tests.hostile.sql_targets:answer_all", [question(root, text).to_json() for text in texts], limits=limits
    )
    let_through = {}
    for text, told in zip(texts, answers, strict=True):
        shown = orjson.dumps(told).decode()
        assert SECRET not in shown, text
        leaked = shown.replace(text, "").replace(
            str(root / "own.parquet"), "", text.count(str(root / "own.parquet")) * 9
        )
        if "answer" in told:
            let_through[text] = told["answer"]["rows"]
            assert str(root) not in shown, text
            assert "/proc/" not in shown, text
        else:
            assert "/usr/" not in leaked, text
    assert list((root / "out").iterdir()) == []
    with pytest.raises(BlockingIOError):
        door.accept()
    harmless = {"; select 1; select 2;", "select 'a\0b'", "select * from 주차장; --"}
    assert set(let_through) <= harmless, let_through


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("describe 주차장", ["구", "VARCHAR"]),
        ("describe ascii.주차장", ["gu", "VARCHAR"]),
        ("describe select 요금 * 2 as 두배 from 주차장", ["두배", "BIGINT"]),
        ("from (describe 주차장) where column_name = '요금'", ["요금", "BIGINT"]),
        ("summarize 주차장", ["구", "VARCHAR"]),
        ("select column_name, column_type from (summarize select 요금 from 주차장)", ["요금", "BIGINT"]),
        ("pivot 주차장 on 구 in ('중구', '동구') using sum(요금)", [1, 2]),
        ("from (pivot 주차장 on 구 in ('중구', '동구') using sum(요금)) select 동구, 중구", [2, 1]),
    ],
)
def test_a_mounted_table_is_described_summarised_and_pivoted(ground, text, first):
    root, _ = ground
    limits = Limits(wall_s=30, read_paths=[root / "own.parquet"], file_bytes=0)
    answer = run_limited(actions.TARGET, question(root, text).to_json(), limits=limits)
    assert answer["rows"][0][:2] == first


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("show tables", "sql_show"),
        ("show 주차장", "sql_show"),
        ("pivot 주차장 on 구 using sum(요금)", "sql_pivot_without_list"),
        ("with p as (pivot 주차장 on 구 using sum(요금)) from p", "sql_pivot_without_list"),
        ("describe 남의표", "sql_unknown_table"),
        ("explain select 1", "sql_only_select"),
    ],
)
def test_what_is_refused_says_what_to_write(ground, text, code):
    root, _ = ground
    limits = Limits(wall_s=30, read_paths=[root / "own.parquet"], file_bytes=0)
    with pytest.raises(Refused) as caught:
        run_limited(actions.TARGET, question(root, text).to_json(), limits=limits)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["select * from read_text('{secret}')", "select * from '{secret}'", "from glob('{out}/*')"]
)
def test_the_process_holds_even_where_the_grammar_would_not(ground, text):
    """With the guard's rules taken away the engine's own lock and the kernel still refuse."""
    root, _ = ground
    with pytest.raises(Refused) as caught:
        run_limited(
            "tests.hostile.sql_targets:answer_unguarded",
            question(root, filled(text, root, 0)).to_json(),
            limits=Limits(wall_s=30, read_paths=[root / "own.parquet"]),
        )
    assert caught.value.code == "sql_not_allowed"


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BOMBS)))
def test_no_bomb_outlives_its_limit(ground, number):
    root, _ = ground
    limits = Limits(wall_s=SECONDS, memory_bytes=512 << 20, read_paths=[root / "own.parquet"], file_bytes=0)

    def burn():
        with suppress(Refused):
            assert (
                len(run_limited(actions.TARGET, question(root, BOMBS[number]).to_json(), limits=limits)["rows"]) <= 100
            )

    promptly(burn, within_s=SECONDS + 1)


def test_others_are_answered_while_a_bomb_burns(ground):
    root, _ = ground
    burning, enough = threading.Event(), threading.Event()

    def ask(text, stop):
        return actions._ask(question(root, text), SqlLimits(seconds=60), ANONYMOUS, warm=True, stop=stop)

    def burn():
        burning.set()
        with pytest.raises(Refused) as caught:
            ask(BOMBS[0], enough)
        assert caught.value.code == "stopped"

    with ThreadPoolExecutor() as pool:
        bomb = pool.submit(burn)
        burning.wait()
        assert ask("select 요금 from 주차장", threading.Event())["rows"] == [[1], [2]]
        assert not bomb.done()
        enough.set()
        bomb.result()


def test_visitors_cannot_take_the_turns_of_people_signed_in():
    with ExitStack() as held:
        for _ in range(actions.VISITORS_AT_ONCE):
            held.enter_context(actions._visitors_turns.turn(""))
        with pytest.raises(Refused, match="Many queries"), actions._visitors_turns.turn(""):
            pass
        with actions._turns.turn("민지"):
            pass
