"""A whole Naru for a journey: a fresh home, the site and a worker under their supervisor, people who can sign in."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.commands import Machine
from tests.servers import free_port, postgres

PASSWORD = "나루터에서-만나요-2026"

PEOPLE = f"""
from naru.base.people import actions
from naru.base.kit.person import SYSTEM, Role
city = actions.create_organisation(slug="busan", name_ko="부산광역시", name_en="Busan Metropolitan City", by=SYSTEM)
seller = actions.create_organisation(slug="haeundae-data", name_ko="해운대데이터", name_en="Haeundae Data", by=SYSTEM)
buyer = actions.create_organisation(slug="suyeong-lab", name_ko="수영연구소", name_en="Suyeong Lab", by=SYSTEM)
for name, email, organisation, role, officer, auditor in [
    ("민지", "minji@busan.example", city, Role.STEWARD, True, False),
    ("도현", "dohyeon@busan.example", city, Role.STEWARD, True, False),
    ("준호", "junho@haeundae.example", seller, Role.OWNER, False, False),
    ("서연", "seoyeon@suyeong.example", buyer, Role.MEMBER, False, False),
    ("외부인", "outsider@elsewhere.example", None, None, False, False),
    ("감사관", "auditor@busan.example", None, None, False, True),
]:
    account = actions.create_user(
        email=email, name=name, by=SYSTEM, password="{PASSWORD}", is_officer=officer, is_auditor=auditor
    )
    if organisation:
        actions.add_member(organisation_id=organisation.id, person_id=account.id, role=role, by=SYSTEM)
"""


@dataclass(frozen=True, slots=True)
class Site:
    """An open site; ``database`` says which one it stands on."""

    address: str
    machine: Machine
    database: str
    inner_port: int  # on this machine, where the site may fetch from: a test's own portal
    program_ports: tuple[int, ...] = ()  # more of them, for programs of others that the site speaks with


@contextmanager
def opened(machine: Machine, database: str) -> Iterator[Site]:
    """The site and one worker on a free port, until the block ends."""
    inner_port = free_port()
    program_ports = tuple(free_port() for _ in range(3))
    inner = {"NARU_INNER_HOSTS": ",".join(f"127.0.0.1:{each}" for each in (inner_port, *program_ports))}
    machine = replace(machine, environment=machine.environment | inner)
    machine.python(f"from naru.portal.home import ensure_home; ensure_home()\n{PEOPLE}")
    port = free_port()
    log = machine.home / "site.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "naru", "up", "--port", str(port)]
        process = subprocess.Popen(command, env=machine.whole_environment(), stdout=out, stderr=subprocess.STDOUT)
    site = Site(f"http://127.0.0.1:{port}", machine, database, inner_port, program_ports)
    try:
        _await(site.address, process, log)
        yield site
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def on(database: str, home: Path) -> Iterator[Site]:
    """A site of its own on ``sqlite`` or ``postgres``."""
    machine = Machine(home)
    home.mkdir(parents=True, exist_ok=True)
    if database == "postgres":
        with postgres() as address, opened(replace(machine, environment={"DATABASE_URL": address}), database) as site:
            yield site
    else:
        with opened(machine, database) as site:
            yield site


def _await(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the site did not open:\n{log.read_text()}")
