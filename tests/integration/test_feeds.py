"""Feeds of catalogue records through the product: taken in once, known again, and found."""

import gzip

import orjson
import pytest

from naru.base.kit.person import ANONYMOUS, SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.trail.models import RecordRow
from naru.data.catalogue import reads
from naru.data.catalogue.core.search_values import SearchRequest
from naru.data.catalogue.models import Dataset, IndexOutbox
from naru.data.catalogue.search.search import search
from naru.data.files import content
from naru.data.ingest import harvest
from naru.data.ingest.models import FeedRun

pytestmark = pytest.mark.django_db(transaction=True)


def line(number: int, **more: object) -> dict[str, object]:
    said = {"id": str(number), "title": f"공영주차장 {number}호", "organisation": "부산광역시", "tags": ["주차장"]}
    return said | {"formats": ["CSV"], "published": "2024-05-01", **more}


@pytest.fixture
def take_in(tmp_path, home):
    def run(*lines: object, name: str = "city.jsonl.gz") -> FeedRun:
        path = tmp_path / name
        written = b"\n".join(each if isinstance(each, bytes) else orjson.dumps(each) for each in lines)
        path.write_bytes(gzip.compress(written) if name.endswith(".gz") else written)
        run_id = harvest.start_feed(content.take_file(path, path.name), "city", by=SYSTEM)
        harvest.finish_feed(run_id)
        return FeedRun.objects.get(id=run_id)

    return run


def tally(run: FeedRun) -> tuple[int, int, int, int]:
    return run.added, run.changed, run.unchanged, run.left_out


def test_a_feed_is_searchable_when_it_is_done(take_in):
    done = take_in(*(line(number) for number in range(30)))
    assert (done.state, tally(done)) == ("done", (30, 0, 0, 0))
    assert search(SearchRequest(text="공영 주차장"), ANONYMOUS).total == 30
    assert not IndexOutbox.objects.exists()


def test_the_same_feed_again_writes_nothing_of_a_dataset(take_in):
    lines = [line(number) for number in range(30)]
    take_in(*lines)
    before = set(Dataset.objects.values_list("id", "changed"))
    said = RecordRow.objects.filter(stream="dataset").count()

    assert tally(take_in(*lines, name="other-name.jsonl")) == (0, 0, 30, 0)

    assert set(Dataset.objects.values_list("id", "changed")) == before
    assert RecordRow.objects.filter(stream="dataset").count() == said


def test_what_changed_at_its_source_is_taken_in_anew(take_in):
    take_in(line(1), line(2))
    assert tally(take_in(line(1, title="해수욕장 1호"), line(2), line(3))) == (1, 1, 1, 0)
    assert search(SearchRequest(text="해수욕장"), ANONYMOUS).total == 1


def test_what_the_city_says_of_a_dataset_stays_while_its_source_says_the_same(take_in):
    take_in(line(1))
    Dataset.objects.filter(source_id="1").update(title="우리가 고친 이름")
    take_in(line(1))
    known = reads.dataset_by_source("city", "1", ANONYMOUS)
    assert known is not None
    assert known.title == "우리가 고친 이름"


@pytest.mark.parametrize("between", [0, harvest.AT_ONCE])
def test_a_record_that_stands_twice_is_taken_in_as_it_stands_last(take_in, between):
    lines = [line(1, title="먼저"), *(line(number) for number in range(2, 2 + between)), line(1, title="나중")]
    for _ in range(2):
        take_in(*lines)
        known = reads.dataset_by_source("city", "1", ANONYMOUS)
        assert known is not None
        assert known.title == "나중"


def test_lines_that_are_no_record_are_left_out_and_named(take_in):
    done = take_in(line(1), b"{broken", {"id": "2"}, b"[1]")
    assert tally(done) == (1, 0, 0, 3)
    assert [(example["line"], example["field"]) for example in done.examples] == [
        (2, "JSON"),
        (3, "title"),
        (4, "JSON"),
    ]


def test_a_feed_without_a_record_is_refused(take_in):
    with pytest.raises(Refused) as refused:
        take_in(b"{}", b"{}")
    assert refused.value.code == "feed_is_empty"
    assert FeedRun.objects.get().state == "refused"
