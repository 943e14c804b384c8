"""Secrets are planted in what is sealed and looked for wherever this installation says or keeps anything else."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.serializers import serialize
from django.test import Client

from naru.base.kit.person import ANONYMOUS, SYSTEM, service
from naru.base.kit.refusals import Refused
from naru.base.trail.models import RecordRow
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description
from naru.data.catalogue.search import indexer
from naru.data.catalogue.search.counts import counts
from naru.data.catalogue.search.search import SearchRequest, search
from naru.data.catalogue.search.suggestions import suggest
from naru.data.query import actions as query
from naru.data.query import reads as query_reads
from tests.personas import bearer_of, browser_of
from tests.tables import add_version, publish_table

pytestmark = pytest.mark.django_db

TITLE, COLUMN, CELL, KEYWORD = "은닉제목하나", "은닉열이름둘", "은닉칸값셋", "은닉열쇠말넷"
SECRETS = (TITLE, COLUMN, CELL, KEYWORD)
CHALLENGES = service("challenges")
PAGES = (
    "/",
    "/search/?q=은닉",
    "/publishers/",
    "/sql/",
    "/trail/",
    "/jobs/",
    "/organisations/",
    "/me/",
    "/break-glass/",
)
API = ("/datasets?q=은닉", "/suggest?q=은닉", "/tables?containing=은닉", "/tables")


@pytest.fixture
def truth(organisations, home):
    """A sealed dataset with a table, made as its system makes it."""
    about = Description(title=TITLE, description=TITLE, keywords=(KEYWORD,), publisher="부산광역시")
    dataset = actions.register_dataset(about, by=CHALLENGES, access=Access.SEALED)
    table = actions.ensure_table(dataset.id, TITLE, by=CHALLENGES)
    columns = (Column(name=COLUMN, alias="eunnik", type=ColumnType.TEXT),)
    add_version(table, columns, {"eunnik": [CELL]}, by=CHALLENGES)
    publish_table("은닉과 닮은 열린 표")
    return reads.table(table.id, CHALLENGES)


def told(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


def unasked(text: str, address: str) -> str:
    """Without the words that the visitor typed, which a page may say back."""
    return text.replace(TITLE, "") if TITLE in address else text


def leaked(text: str) -> set[str]:
    return {secret for secret in SECRETS if secret in text}


def test_no_page_and_no_answer_tells_of_it(truth, minji, junho, auditor, outsider, caplog):
    caplog.set_level(logging.DEBUG)
    addresses = [
        *PAGES,
        f"/datasets/{truth.dataset_id}/",
        f"/datasets/{truth.dataset_id}/manage/",
        f"/rows/?table={TITLE}",
    ]
    of_it = [
        f"/tables/{truth.id}/rows",
        f"/tables/{truth.id}",
        f"/tables/{truth.id}/download.csv",
        f"/datasets/{truth.dataset_id}",
    ]
    for person in (minji, junho, auditor, outsider):
        browser = browser_of(person)
        for address in addresses:
            assert not leaked(unasked(told(browser.get(address)), address)), address
        for address in (*API, *of_it):
            answer = Client().get(f"/api/v1{address}", headers=bearer_of(person))
            assert not leaked(told(answer)), address
            assert address not in of_it or answer.status_code == 404
    assert not leaked(caplog.text.replace(TITLE, ""))


def test_no_search_count_or_question_tells_of_it(truth, minji, junho):
    indexer.rebuild()
    for person in (minji, junho, ANONYMOUS, SYSTEM):
        hits = search(SearchRequest(text=TITLE), person).hits
        assert truth.dataset_id not in {hit.dataset.id for hit in hits}
        assert suggest("은닉ㅈ", person).words == ()
        assert counts(person).datasets == 1
        assert reads.count_rows(person)[0] == 1
        assert truth.sql_name not in query_reads.similar_tables(TITLE, person)
        with pytest.raises(Refused) as refused:
            query.run_sql(f'select * from "{truth.sql_name}"', person, warm=False)
        assert not leaked(str(refused.value.facts).replace(truth.sql_name, ""))


def test_neither_the_index_nor_the_trail_keeps_it(truth):
    indexer.refresh()
    indexer.rebuild()
    assert not leaked(serialize("json", RecordRow.objects.all()))
    needles = [secret.encode() for secret in SECRETS]
    kept = [path for path in Path(settings.NARU_HOME).rglob("*") if path.is_file() and "lake" not in path.parts]
    holding = {path.name for path in kept if any(needle in path.read_bytes() for needle in needles)}
    assert {name for name in holding if not name.endswith(".parquet")} == set()  # the test's own staged file


def test_who_is_named_reads_it_and_whoever_names_must_be_its_system(truth, junho, minji):
    with pytest.raises(Refused):
        actions.grant_entitlement(truth.dataset_id, Holder.person(junho.id), by=minji)
    with pytest.raises(Refused):
        actions.register_dataset(Description(title="나의 봉인"), by=minji, access=Access.SEALED)
    actions.grant_entitlement(truth.dataset_id, Holder.person(junho.id), by=CHALLENGES)
    assert query.run_sql(f'select * from "{truth.sql_name}"', junho, warm=False).rows == [[CELL]]
    assert TITLE in told(browser_of(junho).get(f"/datasets/{truth.dataset_id}/"))
