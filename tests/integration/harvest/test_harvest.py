"""A source comes in and is kept in step; whatever it answers, what was there stays until a whole look says it is gone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset
from naru.systems.harvest import actions, reads, record_reads, trial
from naru.systems.harvest.core.states import RecordState, RunState
from naru.systems.harvest.models import Record
from naru.systems.harvest.reads import RunView
from tests.portals import FakeCkan, Portal, Reply, package

pytestmark = pytest.mark.django_db(transaction=True)
Harvest = Callable[[str], RunView]


def dataset(source_id: str, remote_id: str) -> Dataset:
    row = Record.objects.get(source=source_id, remote_id=remote_id)
    return catalogue_reads.dataset(row.dataset_id, SYSTEM)


def test_a_source_is_tried_before_it_is_saved(site: Portal, ckan: FakeCkan) -> None:
    tried = trial.try_source(site.address, by=SYSTEM, organisation=None)
    assert (tried.kind, tried.total, len(tried.records)) == ("ckan", 90, 10)
    assert {each.words.en: each.count for each in tried.understood}["Licence"] == 10
    assert not Record.objects.exists()


def test_what_comes_in_is_in_the_catalogue_and_an_unchanged_source_changes_nothing(
    source_id: str, harvest: Harvest
) -> None:
    first = harvest(source_id)
    assert (first.state, first.added, first.met, first.total) == (RunState.COMPLETE, 90, 90, 90)
    found = dataset(source_id, "p-00007")
    assert (found.title, found.description.publisher, found.description.licence) == (
        "공영주차장 현황 7",
        "부산시설공단",
        "cc-by-4.0",
    )
    again = harvest(source_id)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 90)


def test_what_a_person_wrote_survives_field_by_field(source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    harvest(source_id)
    before = dataset(source_id, "p-00007")
    edited = replace(before.description, title="해운대 공영주차장", keywords=("주차",))
    catalogue.describe_dataset(before.id, edited, by=SYSTEM)
    ckan.packages[7] = package(7, title="다른 제목", notes="새 설명", license_id="cc-zero")
    assert harvest(source_id).changed == 1
    after = dataset(source_id, "p-00007").description
    assert (after.title, after.keywords) == ("해운대 공영주차장", ("주차",))
    assert (after.description, after.licence) == ("새 설명", "cc0-1.0")
    row = Record.objects.get(source=source_id, remote_id="p-00007")
    words = {word.field.en: word for word in record_reads.record(row.id, SYSTEM).fields}
    assert words["Title"].is_persons
    assert words["Title"].source_says.ko == "다른 제목"
    assert not words["Licence"].is_persons


SPOILT = {
    "500": Reply(b"boom", 500, "text/plain"),
    "html": Reply(b"<!DOCTYPE html><html><body>maintenance</body></html>", 200, "text/html"),
    "error inside 200": Reply({"success": False, "error": {"message": "backend is down"}}),
    "empty page": Reply({"success": True, "result": {"count": 90, "results": []}}),
    "denied": Reply({"success": False, "error": {"__type": "Authorization Error"}}, 403),
    "cut off": Reply(b'{"success": true, "result": {"count": 90, "resu', 200),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_page_removes_nothing(spoilt: str, source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    harvest(source_id)
    ckan.spoils = dict.fromkeys(range(10, 90), SPOILT[spoilt])
    run = harvest(source_id)
    assert (run.state, run.retired) == (RunState.INCOMPLETE, 0)
    assert not Record.objects.filter(source=source_id).exclude(state=RecordState.PRESENT).exists()


def test_what_three_complete_runs_miss_is_retired_and_comes_back(
    source_id: str, ckan: FakeCkan, harvest: Harvest
) -> None:
    harvest(source_id)
    gone = dataset(source_id, "p-00089").id
    kept = ckan.packages.pop()
    assert [harvest(source_id).retired for _ in range(3)] == [0, 0, 1]
    assert catalogue_reads.dataset(gone, SYSTEM).state is State.WITHDRAWN
    ckan.packages.append(kept)
    harvest(source_id)
    assert catalogue_reads.dataset(gone, SYSTEM).state is State.PUBLISHED
    assert Record.objects.filter(source=source_id).count() == 90


def test_too_many_gone_ask_a_person_who_decides(source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    harvest(source_id)
    gone, ckan.packages = ckan.packages[60:], ckan.packages[:60]
    run = harvest(source_id)
    assert (run.state, run.absent, len(record_reads.missing(run.id, SYSTEM))) == (RunState.ASKS, 30, 30)
    actions.decide_run(run.id, may_go=False, by=SYSTEM)
    assert not Record.objects.filter(source=source_id, misses__gt=0).exists()
    run = harvest(source_id)
    actions.decide_run(run.id, may_go=True, by=SYSTEM)
    from naru.base.jobs import actions as jobs

    jobs.run_now(reads.run(run.id, SYSTEM).job_id)
    assert Record.objects.filter(source=source_id, state=RecordState.RETIRED).count() == len(gone)


def test_nothing_where_there_was_something_asks(source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    harvest(source_id)
    ckan.packages = []
    assert harvest(source_id).state is RunState.ASKS


def test_a_record_under_a_new_id_is_the_record_it_was(source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    harvest(source_id)
    before = dataset(source_id, "p-00003").id
    ckan.packages[3] = package(3) | {"id": "x-renamed"}
    run = harvest(source_id)
    assert (run.added, run.state) == (0, RunState.COMPLETE)
    assert dataset(source_id, "x-renamed").id == before


def test_one_bad_record_is_named_and_passed_by(site: Portal, source_id: str, ckan: FakeCkan, harvest: Harvest) -> None:
    class Spoilt(FakeCkan):
        def __call__(self, query):  # type: ignore[no-untyped-def]
            start, rows = int(query["start"]), int(query["rows"])
            return Reply(b"boom", 500) if start <= 37 < start + rows else FakeCkan.__call__(self, query)

    site.routes["/api/3/action/package_search"] = Spoilt(ckan.packages)
    run = harvest(source_id)
    assert (run.met, run.unread, run.state) == (89, 1, RunState.COMPLETE)
    assert "37" in reads.findings(run.id, SYSTEM)[0].words.en


def test_outsider_sees_and_does_nothing(source_id: str, outsider: Person) -> None:
    assert reads.sources(outsider) == []
    for act in (
        lambda: reads.source(source_id, outsider),
        lambda: actions.start_run(source_id, by=outsider),
        lambda: actions.end_source(source_id, withdraws=True, by=outsider),
        lambda: trial.try_source("https://example.org", by=outsider, organisation=None),
    ):
        with pytest.raises(Refused):
            act()
