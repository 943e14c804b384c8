"""Every door that gives rows counts them; of open data nobody is named; a killed roll-up adds nothing twice."""

import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from naru.base.kit.person import SYSTEM, Person
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.states import Access
from naru.data.query.commands import export, sql
from naru.data.usage import reads, recording, spool
from naru.data.usage.models import UsageDay
from tests.machine import Machine
from tests.tables import publish_table

EVER = {"since": date(2000, 1, 1), "until": date(2100, 1, 1)}
ADDRESSES: dict[str, tuple[str, int]] = {
    "/api/v1/tables/{name}/rows?limit=3": ("rows", 3),
    "/api/v1/tables/{name}/aggregate?group=구": ("groups", 3),
    "/api/v1/tables/{name}/download.csv?filter=구:eq:해운대구": ("download", 2),
    "/datasets/{dataset}/": ("preview", 4),
    "/rows/?table={name}": ("page", 4),
    "/charts/{name}/figures?kind=bar&x=gu": ("chart", 3),
}


def fetched(browser: Client, address: str) -> int:
    answer: Any = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(b"".join(answer.streaming_content) if answer.streaming else answer.content)


@pytest.mark.django_db
def test_every_door_counts_what_leaves_by_it(seoyeon: Person, visit: Callable[[Person], Client]) -> None:
    table = publish_table("주차장")
    catalogue.set_access(table.dataset_id, Access.SIGNED_IN, by=SYSTEM)
    browser = visit(seoyeon)
    sizes = {
        door: fetched(browser, address.format(name=table.sql_name, dataset=table.dataset_id))
        for address, (door, _) in ADDRESSES.items()
    }
    question = {"sql": f'SELECT * FROM "{table.sql_name}" LIMIT 2'}
    assert browser.post("/api/v1/sql", question, content_type="application/json").status_code == 200
    recording.roll_up()
    found = {row.door: (row.rows, row.reader, row.version) for row in UsageDay.objects.filter(dataset=table.dataset_id)}
    assert found == {door: (rows, seoyeon.id, 1) for door, rows in ADDRESSES.values()} | {"sql": (2, seoyeon.id, 1)}
    assert UsageDay.objects.get(door="download").bytes == sizes["download"]


@pytest.mark.django_db
def test_of_open_data_reads_are_counted_and_nobody_is_named(seoyeon: Person, visit: Callable[[Person], Client]) -> None:
    table = publish_table("주차장")
    fetched(visit(seoyeon), f"/api/v1/tables/{table.sql_name}/rows")
    assert all(seoyeon.id.encode() not in file.read_bytes() for file in spool.files())
    recording.roll_up()
    assert [row.reader for row in UsageDay.objects.all()] == [""]
    assert reads.of_dataset(table.dataset_id, **EVER).total.rows == 4


@pytest.mark.django_db
def test_the_command_line_counts_too(tmp_path: Path) -> None:
    table = publish_table("주차장")
    assert CliRunner().invoke(export, [table.sql_name, "--to", str(tmp_path / "a.csv")]).exit_code == 0
    assert CliRunner().invoke(sql, [f'SELECT * FROM "{table.sql_name}"', "--json"]).exit_code == 0
    recording.roll_up()
    assert {row.door: row.rows for row in UsageDay.objects.all()} == {"export": 4, "sql": 4}


def test_killed_while_it_adds_up_nothing_is_lost_or_doubled(database_machine: Machine) -> None:
    machine = database_machine
    machine.migrate()
    roll = "from naru.data.usage import recording; print(recording.roll_up())"
    read = "from naru.data.usage.core.values import Use; from naru.data.usage import recording\n"
    machine.python(read + "[recording.record(Use(door='rows', dataset='d', rows=n)) for n in range(10)]")
    killed = machine.start(f"from tests import kill_city; kill_city.crash_at('usage.added')\n{roll}")
    assert killed.wait(60) == -signal.SIGKILL
    assert machine.python(roll) == "10"
    assert machine.python(roll) == "0"
    assert machine.rows("SELECT reads, rows FROM usage_day") == [(10, 45)]
