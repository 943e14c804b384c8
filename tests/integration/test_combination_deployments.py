"""An installation that is one role of a combination: its own home, and nothing of the other roles in it."""

import json
import os
import socket
from pathlib import Path

import pytest

from tests.commands import Machine

WALK = """
import json, sys
from naru.portal.home import ensure_home
ensure_home()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.test import Client
from naru.base.people.models import User
from naru.portal.cli import declared
from tests.personas import make_person
officer = Client()
officer.force_login(User.objects.get(id=make_person("담당관", "officer@city.example", is_officer=True).id))
addresses = ["/", "/combination/cases/", "/me/", "/trail/", "/inbox/", "/search/", "/combination/", "/sql/", "/api/v1/openapi.json"]
print(json.dumps({
    "answers": {address: officer.get(address).status_code for address in addresses},
    "commands": sorted(declared()),
    "modules": sorted(name for name in sys.modules if name.startswith("naru.systems.combination.")),
}))
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    path = os.pathsep.join(filter(None, (str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH"))))
    return Machine(tmp_path / "home", {"PYTHONPATH": path})


def of_role(machine: Machine, role: str) -> Machine:
    """As ``naru up --role`` makes the home."""
    machine.home.mkdir(exist_ok=True)
    (machine.home / "role").write_text(f"{role}\n")
    return machine


@pytest.mark.parametrize(("role", "other"), [("authority", "agency"), ("agency", "authority")])
def test_a_role_serves_its_desk_and_holds_no_code_of_the_other(role: str, other: str, machine: Machine) -> None:
    told = json.loads(of_role(machine, role).python(WALK).stdout.splitlines()[-1])
    served = {address for address, status in told["answers"].items() if status in {200, 302}}
    assert served == {"/", "/combination/cases/", "/me/", "/trail/", "/inbox/", "/api/v1/openapi.json"}
    assert f"naru.systems.combination.{role}.desk" in told["modules"]
    assert not [name for name in told["modules"] if f".{other}." in name or ".owner." in name]
    assert role in told["commands"]
    assert not {*told["commands"]} & {other, "owner", "datasets"}


def test_a_home_is_of_one_role_for_good(machine: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = machine.run("up", "--role", "authority", "--port", port, "--json", expect=6)
    assert json.loads(refused.stderr)["code"] == "port_taken"
    assert (machine.home / "role").read_text() == "authority\n"
    refused = machine.run("up", "--role", "agency", "--json", expect=5)
    assert json.loads(refused.stderr)["code"] == "role_of_home_other"
    unknown = machine.run("up", "--role", "mayor", "--json", expect=2)
    assert json.loads(unknown.stderr)["code"] == "role_unknown_here"


def test_a_citys_home_becomes_no_role(machine: Machine) -> None:
    machine.run("user", "list")
    refused = machine.run("up", "--role", "authority", "--json", expect=5)
    assert json.loads(refused.stderr)["code"] == "role_of_home_other"
    assert not (machine.home / "role").exists()
