"""Links are probed by their first bytes; the data behind records comes by policy and only where it changed; pairs are proposed."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from naru.base.kit.person import SYSTEM
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import State
from naru.systems.harvest import actions, data_files, probing, record_reads
from naru.systems.harvest.actions import SourceSettings
from naru.systems.harvest.core.states import PairState
from naru.systems.harvest.models import Link, Record
from naru.systems.harvest.reads import RunView
from tests.portals import SEARCH, FakeCkan, Portal, Reply, package

pytestmark = pytest.mark.django_db(transaction=True)
Harvest = Callable[[str], RunView]


def resource(site: Portal, path: str) -> dict[str, object]:
    return {"name": "현황", "format": "CSV", "url": f"{site.address}{path}", "state": "active"}


@pytest.fixture
def source_id(site: Portal) -> str:
    site.routes[SEARCH] = FakeCkan([package(1, resources=[resource(site, "/1.csv"), resource(site, "/blocked.csv")])])
    site.says("/1.csv", "번호,면수\n1,10\n2,20\n", type="text/csv", headers={"ETag": '"v1"'})
    site.says("/blocked.csv", "<html><title>Request Rejected</title></html>", type="text/html")
    return actions.add_source(SourceSettings(name="포털", kind="ckan", address=site.address), by=SYSTEM)


def test_a_link_says_what_it_answered_and_a_firewalls_page_is_doubtful(
    source_id: str, site: Portal, harvest: Harvest
) -> None:
    harvest(source_id)
    while probing.probe_due():
        pass
    record = Record.objects.get(source=source_id)
    found = {each.url.rsplit("/", 1)[-1]: each for each in record_reads.links(record.dataset_id)}
    assert (found["1.csv"].state, found["1.csv"].is_as_promised) == ("alive", True)
    assert (found["blocked.csv"].state, found["blocked.csv"].is_as_promised) == ("doubtful", False)
    assert not Link.objects.filter(next_at__lte=timezone.now()).exists()


def test_data_comes_once_and_again_only_where_it_changed(source_id: str, site: Portal, harvest: Harvest) -> None:
    harvest(source_id)
    record = Record.objects.get(source=source_id)
    first = data_files.fetch(record.id)
    assert first["loaded"] == 2 or first == {"loaded": 1, "unchanged": 0, "refused": 1}
    site.routes["/1.csv"] = lambda query: Reply(b"", 304)
    assert data_files.fetch(record.id)["loaded"] == 0


def test_one_dataset_of_two_sources_is_proposed_merged_and_unmerged(
    source_id: str, site: Portal, harvest: Harvest
) -> None:
    harvest(source_id)
    other = SourceSettings(name="국가 포털", kind="ckan", address=f"{site.address}/national")
    site.routes[f"/national{SEARCH}"] = FakeCkan([package(1) | {"id": "national-1"}])
    other_id = actions.add_source(other, by=SYSTEM)
    harvest(other_id)
    (pair,) = record_reads.pairs(SYSTEM)
    assert pair.first.source_name == "포털"
    second = pair.second.dataset_id
    actions.decide_pair(pair.id, PairState.MERGED, by=SYSTEM)
    assert catalogue_reads.dataset(second, SYSTEM).state is State.WITHDRAWN
    harvest(other_id)
    assert catalogue_reads.dataset(second, SYSTEM).state is State.WITHDRAWN
    assert [each.source_name for each in record_reads.origins(pair.first.dataset_id, SYSTEM)] == ["포털", "국가 포털"]
    actions.decide_pair(pair.id, PairState.APART, by=SYSTEM)
    assert catalogue_reads.dataset(second, SYSTEM).state is State.PUBLISHED
    harvest(other_id)
    assert record_reads.pairs(SYSTEM) == []
