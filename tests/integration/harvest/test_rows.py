"""Rows of APIs and databases come as versions of a table; a run that did not see all of them publishes none."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from naru.base.jobs import actions as jobs
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.values import Table
from naru.data.ingest import reads as loads
from naru.systems.harvest import actions, reads
from naru.systems.harvest.actions import SourceSettings
from naru.systems.harvest.core.states import RunState
from naru.systems.harvest.models import Run, Source
from naru.systems.harvest.reads import RunView
from tests.portals import Portal, Reply
from tests.servers import postgres, postgres_programs

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "ab+/cd=="


def bring(source_id: str, harvest: Callable[[str], RunView]) -> RunView:
    """Run the source, and the load of its rows if it gave some."""
    run = harvest(source_id)
    if load_id := Run.objects.get(id=run.id).load_id:
        jobs.run_now(loads.load(load_id, SYSTEM).job_id)
    return run


def table_of(source_id: str) -> Table:
    slug = Source.objects.get(id=source_id).slug
    dataset = catalogue_reads.dataset_by_source(slug, "rows", SYSTEM)
    assert dataset is not None
    (table,) = catalogue_reads.tables_of(dataset.id, SYSTEM)
    return table


class Api:
    """An API of the data.go.kr kind: ``rows`` on pages; ``spoils``: page → what comes instead."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows, self.spoils = rows, dict[int, Reply]()

    def __call__(self, query: Any) -> Reply:
        if query.get("serviceKey") != KEY:
            fault = "<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
            return Reply(fault, 200, "text/xml")
        page, size = int(query["pageNo"]), int(query["numOfRows"])
        if page in self.spoils:
            return self.spoils[page]
        part = self.rows[(page - 1) * size : page * size]
        items = {"item": part[0] if len(part) == 1 else part} if part else ""
        body = {"items": items, "totalCount": str(len(self.rows))}
        return Reply({"response": {"header": {"resultCode": "00"}, "body": body}})


@pytest.fixture
def api(site: Portal) -> Api:
    fake = Api([{"no": f"P-{number:03}", "name": f"주차장 {number}", "lots": str(10 + number)} for number in range(25)])
    site.routes["/parking"] = fake
    return fake


@pytest.fixture
def source_id(site: Portal, api: Api) -> str:
    settings = SourceSettings(
        name="공영주차장",
        kind="korean_api",
        address=f"{site.address}/parking?serviceKey=ab%2B%2Fcd%3D%3D",
        options={"key": ["no"]},
        page_size=10,
    )
    return actions.add_source(settings, by=SYSTEM)


def test_rows_become_versions_that_say_what_changed(
    source_id: str, api: Api, harvest: Callable[[str], RunView]
) -> None:
    run = bring(source_id, harvest)
    assert (run.state, run.met, run.total) == (RunState.COMPLETE, 25, 25)
    table = table_of(source_id)
    assert table.live is not None
    assert (table.live.rows, table.live.number) == (25, 1)
    bring(source_id, harvest)
    assert table_of(source_id).live == table.live, "the same rows are the same version"
    api.rows[3]["lots"] = "99"
    api.rows = [*api.rows[1:], {"no": "P-900", "name": "새 주차장", "lots": "1"}]
    bring(source_id, harvest)
    live = table_of(source_id).live
    assert live is not None
    assert live.changes is not None
    assert (live.changes.rows_added, live.changes.rows_changed, live.changes.rows_removed) == (1, 1, 1)


FAULT = "<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>{}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
SPOILT = {
    "a fault inside a 200": Reply(FAULT.format("04"), 200, "text/xml"),
    "an empty page before the total": Reply(
        {"response": {"header": {"resultCode": "00"}, "body": {"items": "", "totalCount": "25"}}}
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_page_publishes_nothing(
    spoilt: str, source_id: str, api: Api, harvest: Callable[[str], RunView]
) -> None:
    bring(source_id, harvest)
    before = table_of(source_id).live
    api.spoils, api.rows[0]["lots"] = {2: SPOILT[spoilt]}, "0"
    assert bring(source_id, harvest).state is RunState.INCOMPLETE
    assert table_of(source_id).live == before


def test_a_page_number_that_is_ignored_is_noticed(
    site: Portal, source_id: str, api: Api, harvest: Callable[[str], RunView]
) -> None:
    site.routes["/parking"] = lambda query: api({**query, "pageNo": "1"})
    assert bring(source_id, harvest).state is RunState.INCOMPLETE


def test_a_spent_quota_rests_until_midnight_and_goes_on_at_its_page(
    site: Portal, source_id: str, api: Api, harvest: Callable[[str], RunView]
) -> None:
    api.spoils = {3: Reply(FAULT.format("22"), 200, "text/xml")}
    run = harvest(source_id)
    assert (run.state, run.met) == (RunState.RESTING, 20)
    assert run.resume_at is not None
    api.spoils, asked = {}, len(site.asked)
    from naru.base.jobs.models import Job

    Job.objects.filter(id=reads.run(run.id, SYSTEM).job_id).update(run_after=run.at)
    jobs.run_now(reads.run(run.id, SYSTEM).job_id)
    assert (reads.run(run.id, SYSTEM).state, len(site.asked) - asked) == (RunState.COMPLETE, 1)


def test_the_key_stands_in_nothing_that_is_kept(
    source_id: str, api: Api, harvest: Callable[[str], RunView], caplog: pytest.LogCaptureFixture
) -> None:
    from django.core import serializers

    api.spoils = {2: Reply(FAULT.format("30"), 200, "text/xml")}
    harvest(source_id)
    from django.apps import apps

    kept = "".join(
        serializers.serialize("json", model.objects.all())
        for model in apps.get_models()
        if model.__module__.startswith("naru.")
    )
    view = reads.source(source_id, SYSTEM)
    for written in (KEY, "ab%2B%2Fcd%3D%3D", json.dumps(KEY)[1:-1]):
        assert written not in kept
        assert written not in caplog.text
        assert written not in repr(view)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "city.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE parking (no TEXT PRIMARY KEY, name TEXT, lots INTEGER)")
        rows = [(f"P-{number}", f"주차장 {number}", number) for number in range(50)]
        connection.executemany("INSERT INTO parking VALUES (?, ?, ?)", rows)
    return path


def test_a_table_of_sqlite(database: Path, harvest: Callable[[str], RunView]) -> None:
    options = {"table": "parking", "key": ["no"], "where": "lots < 40"}
    settings = SourceSettings(name="주차장 표", kind="database", address=f"sqlite:///{database}", options=options)
    source_id = actions.add_source(settings, by=SYSTEM)
    assert bring(source_id, harvest).met == 40
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE parking SET name = '바뀐 이름' WHERE no = 'P-7'")
    bring(source_id, harvest)
    live = table_of(source_id).live
    assert live is not None
    assert live.changes is not None
    assert (live.rows, live.changes.rows_changed, live.changes.rows_added) == (40, 1, 0)


@pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed")
def test_a_table_of_postgresql(harvest: Callable[[str], RunView]) -> None:
    import psycopg

    with postgres() as address:
        with psycopg.connect(address) as connection:
            connection.execute(
                "CREATE TABLE parking (no text PRIMARY KEY, name text, lots int, fee numeric(10,2), open boolean, at date)"
            )
            connection.execute(
                "INSERT INTO parking SELECT 'P-'||n, '주차장 \"'||n||E'\"\\n', n, n/4.0, n%2=0, DATE '2026-01-01'+n FROM generate_series(1,100) n"
            )
        options = {"table": "public.parking", "key": ["no"]}
        settings = SourceSettings(name="주차장", kind="database", address=address, options=options)
        source_id = actions.add_source(settings, by=SYSTEM)
        assert bring(source_id, harvest).state is RunState.COMPLETE
        live = table_of(source_id).live
        assert live is not None
        assert live.rows == 100
        assert {column.name: column.type.value for column in live.columns}["lots"] == "integer"


def test_databases_are_for_officers(junho: Person) -> None:
    organisation = next(iter(junho.organisations))
    settings = SourceSettings(name="x", kind="database", address="postgresql://inside/db", options={"table": "t"})
    with pytest.raises(Refused):
        actions.add_source(settings, by=junho, organisation=organisation)
