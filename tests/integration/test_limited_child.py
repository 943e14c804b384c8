"""A hostile payload kills its child, never us; and nothing of ours is within its reach."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from naru.base.kit.child import parent, protocol
from naru.base.kit.child.parent import MIB, ChildPool, ForkServer, Limits, active_guards, run_limited
from naru.base.kit.child.spawn import Spawned
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from tests.hostile.child_targets import WAYS_OUT
from tests.machine import wait_until
from tests.promptly import promptly

SMALL = Limits(memory_bytes=256 * MIB, wall_s=5)


TARGETS = "tests.hostile.child_targets"


@pytest.fixture(params=["anew", "forked"])
def ask(request):
    """Ask a child that was started anew, and one that was forked: what holds for one holds for the other."""
    if request.param == "anew":
        yield lambda name, payload=None, limits=SMALL, **more: run_limited(
            f"{TARGETS}:{name}", payload, limits=limits, **more
        )
        return
    server = ForkServer(TARGETS)
    yield lambda name, payload=None, limits=SMALL, **more: server.run(name, payload, limits=limits, **more)
    server.close()


@pytest.fixture
def refusal(ask):
    def refused(name, payload=None, limits=SMALL):
        with pytest.raises(Refused) as caught:
            ask(name, payload, limits)
        assert caught.value.words.ko
        return caught.value

    return refused


def test_an_answer_comes_back_as_it_was_given(ask):
    payload = {"이름": "부산", "n": [1, 2.5, None, True], "long": "가" * 3_000_000}
    assert ask("echo", payload) == payload


def test_a_refusal_of_the_child_is_our_refusal(refusal):
    refused = refusal("refuse", "표 3")
    assert (refused.code, refused.facts) == ("not_found", {"where": "표 3"})


def test_progress_is_heard_in_order(ask):
    heard = []
    ask("count", 5, on_progress=lambda done, total, step: heard.append((done, total, step)))
    assert heard == [(n, 5, Words("세는 중", "counting")) for n in range(1, 6)]


def test_no_secret_is_in_its_environment(ask, monkeypatch):
    monkeypatch.setenv("NARU_SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@h/d")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    seen = ask("environment")
    assert "hush" not in str(seen)
    assert not any(name.startswith(("NARU", "AWS", "DATABASE", "DJANGO")) for name in seen)


@pytest.mark.parametrize("name", ["sleep", "spin", "spin_deaf_to_signals"])
def test_it_is_killed_within_a_second_of_its_deadline(refusal, name):
    def work():
        assert refusal(name, 60, Limits(wall_s=0.7)).code == "took_too_long"

    promptly(work, within_s=1.7)


def test_it_is_killed_when_its_cpu_seconds_are_spent(refusal):
    def work():
        assert refusal("spin", limits=Limits(wall_s=20, cpu_s=1)).code == "took_too_long"

    promptly(work, within_s=15)


@pytest.mark.parametrize("name", ["eat_memory", "claim_half_a_terabyte"])
def test_memory_beyond_the_limit_is_refused(refusal, name):
    assert refusal(name).code == "took_too_much_memory"


@pytest.mark.parametrize("name", ["abort", "segfault", "leave", "bug"])
def test_a_crash_is_a_sentence(refusal, name):
    assert refusal(name).code == "reader_crashed"


def test_an_answer_larger_than_agreed_is_refused(refusal):
    assert refusal("huge_answer", 8, Limits(reply_bytes=MIB)).code == "answer_too_large"


def test_nonsense_on_the_pipe_harms_nobody(ask):
    assert ask("talk_nonsense") in ("still here", None)


def test_a_file_can_be_written_only_where_allowed_and_only_so_large(ask, refusal, tmp_path):
    allowed = Limits(write_paths=[tmp_path], file_bytes=4 * MIB)
    assert ask("write", [str(tmp_path / "a"), 2], allowed) == 2 * MIB
    assert refusal("write", [str(tmp_path / "b"), 8], allowed).code == "wrote_too_much"
    assert refusal("write", [str(tmp_path / "c"), 1]).code == "reader_crashed"


def test_only_listed_paths_can_be_read(ask, refusal, tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "table.csv").write_text("a,b")
    (tmp_path / "secret.key").write_text("hush")
    (tmp_path / "open" / "way-out").symlink_to(tmp_path / "secret.key")
    allowed = Limits(read_paths=[tmp_path / "open"])
    assert ask("read", str(tmp_path / "open" / "table.csv"), allowed) == "a,b"
    for closed in ("secret.key", "open/../secret.key", "open/way-out"):
        assert refusal("read", str(tmp_path / closed), allowed).code == "reader_crashed"
    assert refusal("listing", str(tmp_path), allowed).code == "reader_crashed"


def test_a_gpu_that_is_not_there_is_a_sentence(ask, refusal, monkeypatch):
    monkeypatch.setattr(protocol, "gpu_devices", list)
    assert refusal("echo", 1, Limits(gpu=True)).code == "gpu_absent"
    assert ask("echo", 1, Limits()) == 1, "what needs none runs without"


def test_a_gpus_devices_are_opened_and_nothing_else(ask, refusal, monkeypatch, tmp_path):
    """A device that every machine has stands for a GPU's."""
    (tmp_path / "secret.key").write_text("hush")
    assert refusal("use_device", "/dev/zero").code == "reader_crashed"
    monkeypatch.setattr(protocol, "gpu_devices", lambda: ["/dev/zero"])
    with_gpu = Limits(memory_bytes=256 * MIB, wall_s=5, gpu=True)
    assert ask("use_device", "/dev/zero", with_gpu) == 16
    assert refusal("use_device", "/dev/full", with_gpu).code == "reader_crashed"
    assert refusal("read", str(tmp_path / "secret.key"), with_gpu).code == "reader_crashed"
    assert refusal("eat_memory", None, with_gpu).code == "took_too_much_memory"


@pytest.mark.parametrize("way", WAYS_OUT)
def test_there_is_no_way_out(ask, way):
    assert ask("attempt", way) in {"PermissionError", "OSError", "FileNotFoundError", "ValueError", "BlockingIOError"}


@pytest.mark.parametrize("way", ["anew", "forked"])
def test_every_guard_that_this_kernel_has_is_active(way):
    server = ForkServer("naru.base.kit.child.main")
    held = active_guards() if way == "anew" else server.run("guards_held", None, limits=SMALL)
    server.close()
    assert held == active_guards()
    assert held["dies_with_parent"]
    assert held["resource_limits"]
    assert held["call_filter"]
    assert held["capabilities_dropped"]


@pytest.mark.parametrize("way", ["anew", "forked"])
def test_the_child_dies_with_its_parent(way):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENTS[way].format(path=str(Path.cwd()))], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: is_gone(child))


def is_gone(process: int) -> bool:
    try:
        return "Z (zombie)" in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


_BEGIN = """
import sys, threading, time; sys.path.insert(0, {path!r})
from naru.base.kit.child import parent, protocol, spawn
"""
_CONVERSE = """
print(one.pid, flush=True)
protocol.converse(one, None, parent.Limits(wall_s=60))
"""
PARENTS = {
    "anew": _BEGIN + 'one = spawn.Spawned("tests.hostile.child_targets:spin")' + _CONVERSE,
    "forked": _BEGIN + 'one = spawn.Server("tests.hostile.child_targets").fork("spin")' + _CONVERSE,
}


def test_a_pool_answers_from_children_that_wait_and_uses_each_once():
    pool = ChildPool("tests.hostile.child_targets:echo", spares=2)
    try:
        assert [pool.run(n, limits=SMALL) for n in range(5)] == list(range(5))
        pool._waiting[0].result().kill()
        assert pool.run("after a spare died", limits=SMALL) == "after a spare died"
    finally:
        pool.close()


def test_a_fork_server_uses_each_child_once_and_is_replaced_when_it_dies():
    server = ForkServer(TARGETS)
    try:
        first, second = (server.run("whoami", None, limits=SMALL) for _ in range(2))
        assert first["pid"] != second["pid"]
        assert (first["parent"], first["calls"]) == (second["parent"], second["calls"])
        os.kill(first["parent"], signal.SIGKILL)
        assert server.run("echo", "after the server died", limits=SMALL) == "after the server died"
    finally:
        server.close()


def test_forked_children_work_at_the_same_time():
    server = ForkServer(TARGETS)

    def sleep_four_times():
        with ThreadPoolExecutor(4) as threads:
            asked = [threads.submit(server.run, "sleep", 0.5, limits=SMALL) for _ in range(4)]
            [one.result() for one in asked]

    try:
        promptly(sleep_four_times, within_s=1.9)
    finally:
        server.close()


def test_an_idle_server_rests_and_comes_back(monkeypatch):
    monkeypatch.setattr(parent, "IDLE_S", 0.05)
    server, known = ForkServer(TARGETS), children()
    assert server.run("echo", 1, limits=SMALL) == 1
    wait_until(lambda: children() <= known)
    assert server.run("echo", 2, limits=SMALL) == 2
    server.close()


def test_a_forked_child_holds_no_descriptor_of_its_server():
    server = ForkServer(TARGETS)
    kinds = server.run("descriptors", None, limits=SMALL)
    server.close()
    assert kinds == ["pipe", "device", "pipe", "pipe"]  # request, nothing, complaints, replies: no line to the server


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


def test_no_process_and_no_descriptor_is_left_behind(ask, refusal):
    ask("echo", 0)  # a server of forks has a line to it
    before, known = len(os.listdir("/proc/self/fd")), children()
    for _ in range(5):
        ask("echo", 1)
        refusal("abort")
    assert len(os.listdir("/proc/self/fd")) <= before
    assert children() <= known


def test_the_child_starts_without_django():
    code = "import sys, naru.base.kit.child.main, orjson; assert not any(m.startswith('django') for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_child_that_crashes_leaves_no_image_of_itself():
    """The process that started it ends by the same signal: it may write none either."""
    child = Spawned("tests.hostile.child_targets:echo")
    try:
        limits = Path(f"/proc/{child.pid}/limits")

        def images():
            return next(line.split()[4:6] for line in limits.read_text().splitlines() if "core file" in line)

        wait_until(lambda: images() == ["0", "0"])
    finally:
        child.kill()
