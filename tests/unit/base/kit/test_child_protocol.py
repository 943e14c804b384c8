"""What a limited child says, and what its silence means."""

import signal
from typing import Any

import orjson
import pytest

from naru.base.kit.child import protocol
from naru.base.kit.child.protocol import MIB, Limits
from naru.base.kit.refusals import Refused

LIMITS = Limits(memory_bytes=7 * MIB, file_bytes=5 * MIB, reply_bytes=3 * MIB)


def line(said: Any) -> bytes:
    return orjson.dumps(said) + b"\n"


def hear(*chunks: bytes, limits: Limits = LIMITS) -> tuple[dict[str, Any] | None, list[tuple[float, float, str]]]:
    heard, told = protocol._Heard(), list[tuple[float, float, str]]()
    for chunk in chunks:
        protocol._hear(heard, chunk, limits, lambda done, total, step: told.append((done, total, step.en)))
    return heard.answer, told


PROGRESS = line({"progress": [1, 2.5, "읽기", "Reading"]})


@pytest.mark.parametrize(
    ("chunks", "answer", "told"),
    [
        ([line({"result": 1})], {"result": 1}, []),
        ([line({"result": None})], {"result": None}, []),
        ([b'{"resu', b'lt":1', b"}\n"], {"result": 1}, []),
        ([PROGRESS + PROGRESS + line({"result": 1})], {"result": 1}, [(1, 2.5, "Reading")] * 2),
        ([line({"result": 1}) + PROGRESS], {"result": 1}, []),
        ([line({"refused": ["no", {}]})], {"refused": ["no", {}]}, []),
        ([line({"killed": "wrote_too_much"})], {"killed": "wrote_too_much"}, []),
        ([b"nonsense\n", line({"result": 1})], {"result": 1}, []),
        ([line({"progress": ["1", 2, "가", "a"]}), line({"progress": [1, 2, "가"]}), line([1])], None, []),
        ([b'{"result":1}'], None, []),
    ],
)
def test_a_line_is_progress_an_answer_or_nothing(
    chunks: list[bytes], answer: dict[str, Any] | None, told: list[tuple[float, float, str]]
) -> None:
    assert hear(*chunks) == (answer, told)


def test_progress_that_nobody_hears_is_let_go() -> None:
    heard = protocol._Heard()
    protocol._hear(heard, PROGRESS, LIMITS, None)
    assert (heard.answer, bytes(heard.lines)) == (None, b"")


def test_an_answer_may_be_as_large_as_agreed_and_no_larger() -> None:
    limits = Limits(reply_bytes=MIB)
    assert hear(b"x" * MIB, limits=limits) == (None, [])
    with pytest.raises(Refused) as refused:
        hear(b"x" * MIB, b"x", limits=limits)
    assert (refused.value.code, refused.value.facts) == ("answer_too_large", {"megabytes": 1})


def outcome(answer: dict[str, Any] | None, status: int = 0, complaints: bytes = b"") -> Any:
    heard = protocol._Heard(answer=answer, complaints=bytearray(complaints))
    try:
        return protocol._outcome(heard, status, LIMITS)
    except Refused as refused:
        return refused.code, refused.facts


CPU_S = {"seconds": 121}
MEMORY, FILE = ("took_too_much_memory", {"megabytes": 7}), ("wrote_too_much", {"megabytes": 5})


@pytest.mark.parametrize(
    ("answer", "status", "complaints", "said"),
    [
        ({"result": [1]}, 0, b"", [1]),
        ({"refused": ["file_is_empty", {"file": "a"}]}, 0, b"", ("file_is_empty", {"file": "a"})),
        ({"killed": "took_too_much_memory"}, 0, b"", MEMORY),
        ({"killed": "wrote_too_much"}, 0, b"", FILE),
        (None, -signal.SIGKILL, b"", MEMORY),
        (None, 1, b"terminate: std::bad_alloc", MEMORY),
        (None, 1, b"memory allocation of 9 bytes failed", MEMORY),
        (None, 1, b"MemoryError", MEMORY),
        (None, 1, b"Out of memory", MEMORY),
        (None, 1, b"out of memory", MEMORY),
        (None, -signal.SIGXCPU, b"", ("took_too_long", CPU_S)),
        (None, -signal.SIGSEGV, b"", ("reader_crashed", {"reason": "signal 11"})),
        (None, 1, b"Traceback\nValueError: no \xff", ("reader_crashed", {"reason": "ValueError: no \ufffd"})),
        (None, 1, b"x" * 301, ("reader_crashed", {"reason": "x" * 300})),
        ({"killed": "otherwise"}, 0, b"odd", ("reader_crashed", {"reason": "odd"})),
        ({"refused": "odd"}, 0, b"odd", ("reader_crashed", {"reason": "odd"})),
    ],
)
def test_what_its_end_means(answer: dict[str, Any] | None, status: int, complaints: bytes, said: Any) -> None:
    assert outcome(answer, status, complaints) == said


@pytest.mark.parametrize(
    ("limits", "cpu_s"),
    [
        (Limits(), 121),
        (Limits(wall_s=0.1), 1),
        (Limits(wall_s=0.25), 2),
        (Limits(wall_s=10), 41),
        (Limits(cpu_s=3), 3),
        (Limits(wall_s=10, cpu_s=7), 7),
    ],
)
def test_without_a_word_the_work_may_take_four_times_its_wall_clock_of_processor(limits: Limits, cpu_s: int) -> None:
    assert limits.as_json()["cpu_s"] == cpu_s


def test_limits_are_said_to_the_child_in_full(tmp_path: Any) -> None:
    limits = Limits(memory_bytes=1, file_bytes=2, open_files=3, cpu_s=4, read_paths=[tmp_path], write_paths=["/b"])
    assert limits.as_json() == {
        "memory_bytes": 1,
        "cpu_s": 4,
        "file_bytes": 2,
        "open_files": 3,
        "read_paths": [str(tmp_path)],
        "write_paths": ["/b"],
        "devices": [],
        "walls": [],
    }
    assert Limits() == Limits(
        memory_bytes=1 << 30, wall_s=30.0, file_bytes=4 << 30, open_files=256, reply_bytes=64 << 20
    )


@pytest.mark.parametrize(
    ("code", "status", "exit_code"),
    [
        ("stopped", 409, 130),
        *((code, 422, 5) for code in ("took_too_long", "took_too_much_memory", "wrote_too_much")),
        *((code, 422, 5) for code in ("answer_too_large", "reader_crashed")),
    ],
)
def test_how_each_end_is_answered(code: str, status: int, exit_code: int) -> None:
    sentence = Refused(code).sentence
    assert (sentence.status, sentence.exit_code) == (status, exit_code)
