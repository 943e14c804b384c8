"""What robots, search engines and newcomers find of the site itself."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naru.base.kit.person import Person
from naru.data.catalogue import actions
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from tests.personas import Organisations
from tests.tables import publish_table

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_search_engines_find_open_datasets_and_no_others(
    client: Client, junho: Person, organisations: Organisations
) -> None:
    open_, ours = publish_table("열린 표"), publish_table("우리 표", by=junho, organisation=organisations.seller.id)
    actions.set_access(ours.dataset_id, Access.GRANTED, by=junho)
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /sql/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    (part,) = [one.text or "" for one in index.iter(SITEMAP)]
    listed = ElementTree.fromstring(client.get(part.removeprefix("http://testserver")).getvalue())
    addresses = [one.text for one in listed.iter(SITEMAP)]
    assert f"http://testserver/datasets/{open_.dataset_id}/" in addresses
    assert client.get("/sitemap-9.xml").status_code == 404


@pytest.mark.parametrize(
    ("path", "ko", "en"),
    [
        ("/about/", "나루 소개", "About Naru"),
        ("/help/", "무엇을 하러 오셨나요?", "What brings you here?"),
        ("/terms/", "이용약관", "Terms of use"),
        ("/privacy/", "개인정보 처리", "Privacy"),
    ],
)
def test_the_site_tells_of_itself_in_both_languages(client: Client, path: str, ko: str, en: str) -> None:
    for language, words in (("ko", ko), ("en", en)):
        page = client.get(path, {"lang": language}).content.decode()
        assert words in page.partition("<main")[2]
        assert 'property="og:title"' in page


def test_how_long_readers_are_known_is_told_as_it_is(client: Client, settings: Any) -> None:
    settings.NARU_KEEP_READERS_DAYS = 37
    assert "37일" in client.get("/privacy/").content.decode()


DISTRICTS = (
    Column(name="구군", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=3),
    Column(name="주차구획수", alias="spaces", type=ColumnType.INTEGER, unit="면", distinct=3),
)
SPACES = pa.table({"gu": ["중구", "해운대구", "사하구"], "spaces": [3, 9, 5]})


@pytest.fixture
def fresh() -> Iterator[None]:
    """What the home page remembers for some minutes is forgotten before and after."""
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("fresh")
def test_a_question_by_district_is_answered_on_the_home_page(client: Client) -> None:
    table = publish_table("구별 주차장", DISTRICTS, SPACES)
    page = client.get("/").content.decode()
    assert "구·군별 주차구획수" in page
    assert '<path class="shade-4"' in page
    assert ">17<" in page
    alone = client.get("/answers/", {"answer": table.sql_name}).content.decode()
    assert "<html" not in alone
    assert "해운대구" in alone
    assert "구·군 비교하기" in page


@pytest.mark.usefixtures("fresh")
def test_the_home_page_asks_the_database_as_often_for_three_questions_as_for_one(client: Client) -> None:
    def queries() -> int:
        cache.clear()
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            assert "구·군별" in client.get("/").content.decode()
        return len(asked)

    publish_table("구별 주차장", DISTRICTS, SPACES)
    before = queries()
    for title in ("구별 공원", "구별 도서관"):
        publish_table(title, DISTRICTS, SPACES)
    assert queries() <= before


def test_a_datasets_picture_comes_before_its_rows(client: Client) -> None:
    table = publish_table("나루 순서")
    page = client.get(f"/datasets/{table.dataset_id}/").content.decode()
    assert page.index("/charts/?table=") < page.index('id="preview-heading"') < page.index('id="get"')
    assert f'<meta property="og:title" content="{table.dataset_title}">' in page
