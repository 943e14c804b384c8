"""A hostile payload kills its child, never us; and nothing of ours is within its reach."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from naru.kit.child import MIB, ChildPool, Limits, active_guards, run_limited
from naru.kit.refusals import Refused
from naru.kit.words import Words
from tests.hostile.child_targets import WAYS_OUT

SMALL = Limits(memory_bytes=256 * MIB, wall_s=5)


def ask(name, payload=None, limits=SMALL, **more):
    return run_limited(f"tests.hostile.child_targets:{name}", payload, limits=limits, **more)


def refusal(name, payload=None, limits=SMALL):
    with pytest.raises(Refused) as refused:
        ask(name, payload, limits)
    assert refused.value.words.ko
    return refused.value


def test_an_answer_comes_back_as_it_was_given():
    payload = {"이름": "부산", "n": [1, 2.5, None, True], "long": "가" * 3_000_000}
    assert ask("echo", payload) == payload


def test_a_refusal_of_the_child_is_our_refusal():
    refused = refusal("refuse", "표 3")
    assert (refused.code, refused.facts) == ("not_found", {"where": "표 3"})


def test_progress_is_heard_in_order():
    heard = []
    ask("count", 5, on_progress=lambda done, total, step: heard.append((done, total, step)))
    assert heard == [(n, 5, Words("세는 중", "counting")) for n in range(1, 6)]


def test_no_secret_is_in_its_environment(monkeypatch):
    monkeypatch.setenv("NARU_SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@h/d")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    seen = ask("environment")
    assert "hush" not in str(seen)
    assert not any(name.startswith(("NARU", "AWS", "DATABASE", "DJANGO")) for name in seen)


@pytest.mark.parametrize("name", ["sleep", "spin", "spin_deaf_to_signals"])
def test_it_is_killed_within_a_second_of_its_deadline(name):
    started = time.monotonic()
    assert refusal(name, 60, Limits(wall_s=0.7)).code == "took_too_long"
    assert time.monotonic() - started < 1.7


def test_it_is_killed_when_its_cpu_seconds_are_spent():
    assert refusal("spin", limits=Limits(wall_s=20, cpu_s=1)).code == "took_too_long"


@pytest.mark.parametrize("name", ["eat_memory", "claim_half_a_terabyte"])
def test_memory_beyond_the_limit_is_refused(name):
    assert refusal(name).code == "took_too_much_memory"


@pytest.mark.parametrize("name", ["abort", "segfault", "leave", "bug"])
def test_a_crash_is_a_sentence(name):
    assert refusal(name).code == "reader_crashed"


def test_an_answer_larger_than_agreed_is_refused():
    assert refusal("huge_answer", 8, Limits(reply_bytes=MIB)).code == "answer_too_large"


def test_nonsense_on_the_pipe_harms_nobody():
    assert ask("talk_nonsense") in ("still here", None)


def test_a_file_can_be_written_only_where_allowed_and_only_so_large(tmp_path):
    allowed = Limits(write_paths=[tmp_path], file_bytes=4 * MIB)
    assert ask("write", [str(tmp_path / "a"), 2], allowed) == 2 * MIB
    assert refusal("write", [str(tmp_path / "b"), 8], allowed).code == "wrote_too_much"
    assert refusal("write", [str(tmp_path / "c"), 1]).code == "reader_crashed"


def test_only_listed_paths_can_be_read(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "table.csv").write_text("a,b")
    (tmp_path / "secret.key").write_text("hush")
    (tmp_path / "open" / "way-out").symlink_to(tmp_path / "secret.key")
    allowed = Limits(read_paths=[tmp_path / "open"])
    assert ask("read", str(tmp_path / "open" / "table.csv"), allowed) == "a,b"
    for closed in ("secret.key", "open/../secret.key", "open/way-out"):
        assert refusal("read", str(tmp_path / closed), allowed).code == "reader_crashed"
    assert refusal("listing", str(tmp_path), allowed).code == "reader_crashed"


@pytest.mark.parametrize("way", WAYS_OUT)
def test_there_is_no_way_out(way):
    assert ask("attempt", way) in {"PermissionError", "OSError", "FileNotFoundError", "ValueError", "BlockingIOError"}


def test_every_guard_that_this_kernel_has_is_active():
    held = active_guards()
    assert held["dies_with_parent"]
    assert held["resource_limits"]
    assert held["call_filter"]
    assert held["capabilities_dropped"]


def test_the_child_dies_with_its_parent(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT.format(path=str(Path.cwd()))], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z (zombie)" in Path(f"/proc/{child}/status").read_text():
            return
        time.sleep(0.02)
    pytest.fail("the child outlived its parent")


_PARENT = """
import sys, threading, time; sys.path.insert(0, {path!r})
from naru.kit import child
one = child._Child("tests.hostile.child_targets:spin")
print(one._process.pid, flush=True)
one.converse(None, child.Limits(wall_s=60), None)
"""


def test_a_pool_answers_from_children_that_wait_and_uses_each_once():
    pool = ChildPool("tests.hostile.child_targets:echo", spares=2)
    try:
        assert [pool.run(n, limits=SMALL) for n in range(5)] == list(range(5))
        pool._waiting[0].result().kill()
        assert pool.run("after a spare died", limits=SMALL) == "after a spare died"
    finally:
        pool.close()


def children() -> set[int]:
    """Every child of this process, the dead that nobody waited for included."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == os.getpid():
            found.add(int(entry.name))
    return found


def test_no_process_and_no_descriptor_is_left_behind():
    before, known = len(os.listdir("/proc/self/fd")), children()
    for _ in range(5):
        ask("echo", 1)
        refusal("abort")
    assert len(os.listdir("/proc/self/fd")) == before
    assert children() <= known


def test_the_child_starts_without_django():
    code = "import sys, naru.kit.limited, orjson; assert not any(m.startswith('django') for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
