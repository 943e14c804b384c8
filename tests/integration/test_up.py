"""The supervisor: a fallen child stands up again, and all end within three seconds of being asked."""

import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from naru.portal import supervisor
from naru.portal.cli import command_named, declared
from naru.portal.supervisor import Child, stop_all
from tests.commands import Machine
from tests.journeys.site import opened
from tests.machine import wait_until
from tests.servers import free_port

KOREAN_FIRST = re.compile(r"[^\n]*[가-힣][^\n]* · |JSON으로", re.DOTALL)
STUBBORN = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(sys.argv[1], 'w'); time.sleep(60)"
)


def test_a_fallen_child_is_started_again_after_a_pause() -> None:
    child = Child("short", [sys.executable, "-c", "raise SystemExit(3)"])
    child.look()
    assert child.process is not None
    child.process.wait(10)
    child.look()
    assert child.process is None
    assert child.falls == 1
    child.due = time.monotonic()
    child.look()
    assert child.process is not None
    stop_all([child.process])


def test_a_child_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_WITHIN_S", 0.2)
    child = Child("stubborn", [sys.executable, "-c", STUBBORN, str(tmp_path / "deaf")])
    child.start()
    assert child.process is not None
    wait_until((tmp_path / "deaf").exists)
    stop_all([child.process])
    assert child.process.returncode == -signal.SIGKILL


def test_the_whole_site_stops_within_three_seconds_of_term(tmp_path: Path) -> None:
    def seconds_to_stop(number: int) -> float:
        with opened(Machine(tmp_path / f"home {number}"), "sqlite") as site:
            began = time.monotonic()
        took = time.monotonic() - began
        with (
            pytest.raises(OSError, match="refused"),
            socket.create_connection(("127.0.0.1", int(site.address.rsplit(":")[-1]))),
        ):
            pass
        return took

    assert any(seconds_to_stop(number) < 3 for number in range(3)), "a busy machine may hold up one, not all"


def test_a_taken_port_is_said_plainly(tmp_path: Path) -> None:
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        told = Machine(tmp_path / "home").run("up", "--port", str(port), expect=6)
    assert f"127.0.0.1:{port}" in told.stderr


def test_a_command_not_known_is_a_usage_error(tmp_path: Path) -> None:
    assert "fly" in Machine(tmp_path / "home").run("fly", expect=2).stderr


def leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, each in command.commands.items():
            yield from leaves(f"{name} {part}", each)
    else:
        yield name, command


def test_every_command_has_json_and_help() -> None:
    commands = [leaf for name in declared() for leaf in leaves(name, command_named(name))]
    assert {"up", "doctor", "backup", "restore", "worker", "verify-trail"} <= {name for name, _ in commands}
    for name, command in commands:
        options = {option for parameter in command.params for option in parameter.opts}
        assert "--json" in options, name
        for said in (command.help, *(part.help for part in command.params if isinstance(part, click.Option))):
            assert KOREAN_FIRST.match(said or ""), f"{name}: {said}"
