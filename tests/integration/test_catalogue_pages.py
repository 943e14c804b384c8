"""The catalogue's pages: who sees them, what they say, and how few questions they ask of the database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from naru.base.kit.person import ANONYMOUS, SYSTEM, Role, Scope
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import Bin, Column, ColumnType, Profile
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Description, DistributionIn, OfFile, Record
from naru.data.catalogue.pages import publishers
from naru.data.catalogue.pages.display import cell, column_view
from naru.data.catalogue.search import counts
from tests.personas import make_organisation, make_person

pytestmark = pytest.mark.django_db

PARKING = Description(
    title="공영주차장 <b>현황</b>",
    title_en="Public parking",
    description="부산에 있는 공영주차장",
    description_en="Where the car parks of Busan are",
    publisher="부산광역시",
    themes=("transport",),
    keywords=("주차장",),
    licence="kogl-1",
)
FEE = Profile(minimum=0, maximum=5000, histogram=(Bin(low=0, high=2500, count=2), Bin(low=2500, high=5000, count=1)))
COLUMNS = [
    Column(name="이름", alias="name", type=ColumnType.TEXT, distinct=3, profile=Profile(top=(("가", 2), ("나", 1)))),
    Column(name="요금", alias="fee", type=ColumnType.INTEGER, unit="원", nulls=1, distinct=2, profile=FEE),
]


def load(table, rows, number, tmp_path: Path):
    path = tmp_path / f"{table.id}-{number}.parquet"
    pq.write_table(pa.table(rows, schema=pa.schema([("name", pa.string()), ("fee", pa.int64())])), path)
    lake_version = reads.lake().commit(table.id, [path], commit_key=f"test-{number}")
    source = OfFile(name=f"주차장-{number}.csv", sha256=str(number) * 64, bytes=10, encoding="cp949")
    return actions.publish_version(
        table.id, columns=COLUMNS, rows=len(rows["name"]), lake_version=lake_version, provenance=source, by=SYSTEM
    )


@pytest.fixture
def parking(minji, tmp_path):
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    table = actions.ensure_table(dataset.id, "요금표", by=minji, key=["name"])
    load(table, {"name": ["가", "나", "다"], "fee": [100, 2000, None]}, 1, tmp_path)
    load(table, {"name": ["가", "나", "라"], "fee": [150, 2000, 5000]}, 2, tmp_path)
    return dataset


def text_of(response) -> str:
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_dataset_page_says_what_it_is_and_escapes_it(parking, client):
    page = text_of(client.get(f"/datasets/{parking.id}/"))
    assert "공영주차장 &lt;b&gt;현황" in page
    assert "<b>현황" not in page
    assert "5,000" in page
    assert "공공누리 제1유형" in page
    assert "요금 <span" in page
    assert "download.parquet" in page
    assert 'class="bars"' in page


def test_a_column_with_one_value_shows_it_instead_of_a_picture():
    only = Profile(minimum="2025-09-30", maximum="2025-09-30", histogram=(Bin(low=0, high=1, count=3),))
    day = Column(name="기준일", alias="day", type=ColumnType.DATE, distinct=1, profile=only)
    view = column_view(day, 3)
    assert (view.heights, view.examples) == ((), ("2025-09-30",))


def test_what_has_no_end_in_utc_is_shown_as_the_last_moment_in_the_city():
    """9999-12-31T23:59:59Z is a day later in the city, where no calendar goes: its dataset's page was an error."""
    shown = cell(Column(name="기한", alias="until", type=ColumnType.DATETIME), datetime(9999, 12, 31, 23, tzinfo=UTC))
    assert shown.text == "9999-12-31 23:59"


def test_dataset_page_speaks_english(parking, client):
    page = text_of(client.get(f"/datasets/{parking.id}/?lang=en"))
    assert "Public parking" in page
    assert "How to use it" in page
    for address in ("/search/?q=주차장&lang=en", "/publishers/부산광역시/?lang=en"):
        found = text_of(client.get(address))
        assert "Where the car parks of Busan are" in found
        assert "부산에 있는 공영주차장" not in found


def test_dataset_page_asks_little_of_the_database(parking, client):
    client.get(f"/datasets/{parking.id}/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(f"/datasets/{parking.id}/")
    assert len(asked) <= 9, [each["sql"][:120] for each in asked]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a few rows whole, whatever is asked")
def test_dataset_page_lists_no_other_datasets(parking, client):
    client.get(f"/datasets/{parking.id}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/datasets/{parking.id}/")
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            assert not [step for *_, step in cursor.fetchall() if step.startswith(("SCAN", "LIST"))], query["sql"]


def test_search_page_asks_as_little_for_many_as_for_few(client, db):
    def cost():
        client.get("/search/?q=주차장")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/search/?q=주차장").status_code == 200
        return len(asked)

    few = [Record(source_id=str(n), description=replace(PARKING, publisher=f"기관 {n}")) for n in range(2)]
    actions.upsert_records("feed", few, by=SYSTEM)
    before = cost()
    many = [Record(source_id=str(n), description=replace(PARKING, publisher=f"기관 {n}")) for n in range(40)]
    actions.upsert_records("feed", many, by=SYSTEM)
    assert cost() == before <= 5


def test_search_page_keeps_its_choices_and_offers_to_drop_them(parking, client):
    page = text_of(client.get("/search/", {"q": "주차장", "theme": "transport", "format": "csv"}))
    assert 'value="transport" data-submit checked' in page
    assert "빼기" in page


def test_a_format_is_chosen_in_capitals_as_in_small_letters(client, minji):
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    actions.add_distribution(dataset.id, DistributionIn(url="https://data.example/a.csv", format="CSV"), by=minji)
    page = text_of(client.get("/search/?format=CSV&format=csv"))
    assert "Public parking" in text_of(client.get("/search/?format=CSV&lang=en"))
    assert page.count("data-submit checked") == 1
    assert 'class="chip on" href="?"' in page, "the choice is dropped in whatever letters it was made"
    assert client.get("/api/v1/datasets?format=CSV").json()["total"] == 1


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999999", "²"])
def test_any_page_number_is_answered(parking, client, page):
    assert client.get("/search/", {"page": page}).status_code == 200


def test_suggestions_are_a_list_of_links(parking, client):
    assert "/search/?q=%EC%A3%BC%EC%B0%A8%EC%9E%A5" in text_of(client.get("/search/suggest/", {"q": "ㅈㅊ"}))


def test_versions_can_be_compared_row_by_row(parking, client):
    assert "주차장-2.csv" in text_of(client.get(f"/datasets/{parking.id}/versions/"))
    page = text_of(client.get(f"/datasets/{parking.id}/compare/", {"before": "1", "after": "2"}))
    assert "<del>100</del> <ins>150</ins>" in page
    assert '<tr class="added"><td>라</td>' in page
    assert '<tr class="removed"><td>다</td>' in page
    assert '<td class="number null">–</td>' in page


def test_a_version_is_withdrawn_with_a_reason_and_shown_again(parking, client, minji, visit):
    [table] = reads.tables_of(parking.id, ANONYMOUS)
    officer, door = visit(minji), f"/datasets/{parking.id}/versions/2/"
    cited = f"/api/v1/tables/{table.sql_name}/rows?version=2"
    assert door not in text_of(client.get(f"/datasets/{parking.id}/versions/"))
    assert door in text_of(officer.get(f"/datasets/{parking.id}/versions/"))
    assert "읽는 사람은 1번 버전을 보게 됩니다" in text_of(officer.get(door))
    assert 'aria-invalid="true"' in text_of(officer.post(door, {"reason": ""}))
    assert client.get(cited).status_code == 200

    assert "2번 버전을 철회했습니다." in text_of(officer.post(door, {"reason": "전화번호"}, follow=True))
    assert officer.post(door, {"reason": "전화번호"}).status_code == 409, "pressed twice is not shown again"
    gone = client.get(cited)
    assert (gone.status_code, gone.json()["code"]) == (410, "version_withdrawn")
    assert "라" not in {row["이름"] for row in client.get(cited.partition("?")[0]).json()["rows"]}
    page = client.get(f"/datasets/{parking.id}/compare/?before=1&after=2")
    assert (page.status_code, "이 배는 떠났습니다" in page.content.decode()) == (410, True)

    only = f"/datasets/{parking.id}/versions/1/"
    assert "이 표는 빈 표로 남습니다" in text_of(officer.get(only))
    officer.post(only, {"reason": "이것도"})
    assert "download.parquet" not in text_of(client.get(f"/datasets/{parking.id}/"))

    assert "다시 보이게 했습니다." in text_of(officer.post(door, {"release": "1"}, follow=True))
    assert client.get(cited).status_code == 200


def test_who_did_it_is_told_in_the_readers_language(parking, client, minji, visit):
    versions = f"/datasets/{parking.id}/versions/"
    assert "나루 시스템" in text_of(client.get(versions))
    assert "Naru system" in text_of(client.get(f"{versions}?lang=en"))
    assert minji.name in text_of(visit(minji).get(f"/datasets/{parking.id}/history/"))
    told = client.get(f"/api/v1/tables/{reads.tables_of(parking.id, ANONYMOUS)[0].sql_name}/versions").json()
    assert {one["by"] for one in told} == {"나루 시스템"}


def test_what_stayed_changed_came_and_went_is_one_bar(parking, client):
    page = text_of(client.get(f"/datasets/{parking.id}/compare/"))
    assert [f'<rect class="{tone}"' in page for tone in ("kept", "changed", "added", "removed")] == [True] * 4
    assert '<rect class="added" x="50.00" width="25.00"' in page


def test_comparing_what_is_not_there_is_not_found(parking, client):
    for before in ("9", "x", "", "-1"):
        assert client.get(f"/datasets/{parking.id}/compare/", {"before": before, "after": "2"}).status_code == 404


def test_steward_describes_publishes_and_withdraws(junho, organisations, visit):
    browser = visit(junho)
    made = browser.post("/datasets/new/", {"title": "새 데이터", "organisation": organisations.seller.id})
    dataset = reads.datasets([made.url.split("/")[2]], junho).popitem()[1]
    assert (dataset.title, dataset.state) == ("새 데이터", State.DRAFT)

    browser.post(
        f"/datasets/{dataset.id}/edit/", {"title": "고친 데이터", "keywords": "하나, 둘", "licence": "cc-by-4.0"}
    )
    lacking = browser.post(f"/datasets/{dataset.id}/state/", {"step": "publish"})
    assert lacking.status_code == 422
    assert "제공기관" in lacking.content.decode()
    assert reads.dataset(dataset.id, junho).state is State.DRAFT
    whole = {"step": "publish", "publisher": "해운대데이터", "licence": "cc-by-4.0"}
    assert browser.post(f"/datasets/{dataset.id}/state/", whole).status_code == 302
    assert reads.dataset(dataset.id, ANONYMOUS).description.keywords == ("하나", "둘")
    assert "고친 데이터" in text_of(browser.get(f"/datasets/{dataset.id}/history/"))

    browser.post(f"/datasets/{dataset.id}/access/", {"access": "granted"})
    browser.post(f"/datasets/{dataset.id}/grants/", {"organisation": organisations.buyer.id, "basis_text": "연구 협약"})
    assert "수영연구소" in text_of(browser.get(f"/datasets/{dataset.id}/manage/"))
    english = text_of(browser.get(f"/datasets/{dataset.id}/manage/?lang=en"))
    assert ("Suyeong Lab" in english, "수영연구소" in english) == (True, False)
    (entitlement,) = reads.entitlements_on(dataset.id, junho)
    revocation = {"entitlement": entitlement.id, "reason": "협약이 끝났습니다."}
    assert browser.post(f"/datasets/{dataset.id}/grants/revoke/", revocation).status_code == 302
    assert "협약이 끝났습니다." in text_of(browser.get(f"/datasets/{dataset.id}/manage/"))
    assert reads.entitlement(entitlement.id, junho).revoked_at is not None

    assert browser.post(f"/datasets/{dataset.id}/state/", {"step": "withdraw"}).status_code == 422
    browser.post(f"/datasets/{dataset.id}/state/", {"step": "withdraw", "reason": "값이 틀렸습니다."})
    assert reads.dataset(dataset.id, junho).state is State.WITHDRAWN


def test_wrong_description_gets_a_sentence_and_loses_nothing(parking, minji, visit):
    given = {"title": "제목", "period_start": "2024-02-01", "period_end": "2024-01-01"}
    page = text_of(visit(minji).post(f"/datasets/{parking.id}/edit/", given))
    assert "앞섭니다" in page
    assert 'value="제목"' in page


DOORS = ["edit", "manage"]
POSTS = ["edit", "state", "access", "grants", "grants/revoke"]


def test_outsider_is_refused(parking, outsider, seoyeon, visit, client):
    for door in DOORS:
        assert visit(outsider).get(f"/datasets/{parking.id}/{door}/").status_code == 403
        assert client.get(f"/datasets/{parking.id}/{door}/").status_code == 302
    for door in POSTS:
        assert visit(seoyeon).post(f"/datasets/{parking.id}/{door}/", {"step": "withdraw"}).status_code == 403
        assert client.post(f"/datasets/{parking.id}/{door}/", {"step": "withdraw"}).status_code in {302, 401}
    assert visit(outsider).get("/datasets/new/").status_code == 403


def test_what_was_withdrawn_shows_its_public_card_and_nothing_else_at_every_door(parking, minji, outsider, visit):
    actions.withdraw_dataset(parking.id, reason="개인정보가 있었습니다.", by=minji)
    browser = visit(outsider)
    assert "철회해 더는 읽을 수 없는" in text_of(browser.get(f"/datasets/{parking.id}/"))
    assert browser.get(f"/api/v1/datasets/{parking.id}").json()["card"]["verb"] == "find_others"
    for door in ("history/", "versions/", "compare/?before=1&after=2", "edit/", "manage/"):
        assert browser.get(f"/datasets/{parking.id}/{door}").status_code == 403
    for address in (
        f"/datasets/{parking.id}/history",
        f"/tables/{reads.tables_of(parking.id, minji)[0].sql_name}/versions",
    ):
        assert browser.get(f"/api/v1{address}").json()["code"] == "dataset_withdrawn"
    assert "/datasets/" not in text_of(browser.get("/search/?q=주차장")).split("<main")[1].split("results")[-1]


def test_many_publishers_come_in_pages(client, minji):
    for number in range(publishers.SIZE + 1):
        one = replace(PARKING, publisher=f"나루기관 {number:03}")
        actions.publish_dataset(actions.register_dataset(one, by=minji).id, by=minji)
    first = text_of(client.get("/publishers/"))
    assert first.count("나루기관") == publishers.SIZE
    assert f"{publishers.SIZE + 1}곳이" in first
    assert text_of(client.get("/publishers/?page=2")).count("나루기관") == 1


def test_publishers_are_listed_with_what_one_may_see(parking, client, minji):
    assert "부산광역시" in text_of(client.get("/publishers/"))
    assert "Public parking" in text_of(client.get("/publishers/부산광역시/?lang=en"))
    actions.withdraw_dataset(parking.id, reason="개인정보가 있었습니다.", by=minji)
    assert client.get("/publishers/부산광역시/").status_code == 404


def test_publishers_are_counted_by_what_is_published_and_may_be_read(junho, outsider, organisations, minji):
    def registered(**said):
        given = {"publisher": "나루기관", "themes": ("transport",), **said}
        return actions.register_dataset(
            Description(**{"title": "자료", "publisher": "부산광역시", "licence": "kogl-1", **given}),
            by=junho,
            organisation=organisations.seller.id,
        )

    def counted(person):
        found = counts.counts(person)
        return found.datasets, found.publishers.get("나루기관", 0), found.themes.get("transport", 0)

    registered()  # a draft
    actions.publish_dataset(registered().id, by=junho)
    granted = actions.publish_dataset(registered().id, by=junho)
    actions.set_access(granted.id, Access.GRANTED, by=junho)

    assert [counted(person) for person in (minji, junho)] == [(2, 2, 2)] * 2
    assert [counted(person) for person in (outsider, ANONYMOUS)] == [(1, 1, 1)] * 2


def test_to_whom_data_is_granted_is_told_on_an_organisations_page_as_little_as_elsewhere(
    junho, seoyeon, outsider, anonymous, minji, organisations, visit
):
    buyer, seller = organisations.buyer, organisations.seller
    other = make_person("다른 회원", "other@third.example", belongs=[(make_organisation("third", "셋째"), Role.MEMBER)])
    for_both = actions.register_dataset(
        Description(title="둘에게 열린 것", publisher="해운대데이터", licence="kogl-1"),
        by=junho,
        organisation=seller.id,
    )
    actions.publish_dataset(for_both.id, by=junho)
    actions.set_access(for_both.id, Access.GRANTED, by=junho)
    for organisation in (buyer.id, *other.organisations):
        actions.grant_entitlement(for_both.id, Holder.organisation(organisation), by=junho)

    def told(person):
        return "둘에게 열린 것" in text_of(visit(person).get(f"/organisations/{buyer.slug}/"))

    assert [told(person) for person in (seoyeon, junho, minji)] == [True] * 3
    assert [told(person) for person in (other, outsider, anonymous)] == [False] * 3


def test_officers_say_what_a_publisher_is_called_in_english(parking, client, minji, junho, visit):
    named = "/publishers/부산광역시/name/"
    assert visit(junho).post(named, {"name_en": "Mine"}).status_code == 403
    assert visit(minji).post(named, {"name_en": "Busan City"}).status_code == 302
    for path in ("/", "/publishers/", "/publishers/부산광역시/", f"/datasets/{parking.id}/"):
        english, korean = text_of(client.get(f"{path}?lang=en")), text_of(client.get(f"{path}?lang=ko"))
        assert "Busan City" in english
        assert ">부산광역시<" not in english
        assert "Busan City" not in korean
    assert "Public parking" in text_of(client.get("/search/?q=Busan City&lang=en"))
    assert "부산광역시" in text_of(visit(minji).get("/trail/?text=영어 이름을"))


def test_a_publishers_page_shows_its_drafts_to_nobody(parking, minji, visit):
    actions.register_dataset(replace(PARKING, title="공원 초안"), by=minji)
    page = text_of(visit(minji).get("/publishers/부산광역시/"))
    assert "데이터 1건" in page
    assert "공원 초안" not in page


@pytest.mark.parametrize("path", ["/publishers/", "/publishers/부산광역시/"])
def test_publishers_are_counted_without_going_through_the_datasets(parking, client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        text_of(client.get(path))
    through = [query["sql"] for query in asked.captured_queries if 'FROM "catalogue_dataset"' in query["sql"]]
    assert all('"catalogue_dataset"."id" IN (' in sql for sql in through)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL sorts a few rows, whatever is there to read them by"
)
def test_the_newest_datasets_are_read_in_order_and_not_sorted(parking, junho, minji, organisations):
    for person in (ANONYMOUS, junho, minji):
        with CaptureQueriesContext(connection) as asked:
            assert [dataset.id for dataset in reads.newest(person)] == [parking.id]
            assert reads.kept_by(organisations.seller.id, person) == []
        newest, kept = (_steps(query["sql"]) for query in asked.captured_queries)
        for steps in (newest, kept):
            assert not [step for step in steps if step.startswith(("SCAN", "USE TEMP B-TREE FOR ORDER BY"))], steps
        assert any("dataset_kept (organisation_id=? AND state=?)" in step for step in kept), "its own and no others"


def _steps(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [step for *_, step in cursor.fetchall()]


def test_addresses_where_else_the_data_is_are_added_and_taken_out_by_token(minji, junho, bearer, client):
    dataset = actions.register_dataset(Description(title="주차장", publisher="부산광역시", licence="kogl-1"), by=minji)
    address = f"/api/v1/datasets/{dataset.id}/distributions"

    def add(given, person):
        return client.post(address, given, content_type="application/json", headers=bearer(person))

    assert add({"url": "https://data.example/a.csv"}, junho).status_code in {403, 404}
    assert add({"url": "javascript:alert(1)"}, minji).json()["code"] == "distribution_needs_address"
    first = add({"url": "https://data.example/a.csv", "title": "주차장 CSV", "format": "CSV"}, minji).json()[0]
    assert (first["title"], first["format"]) == ("주차장 CSV", "csv")
    actions.publish_dataset(dataset.id, by=minji)
    assert client.get("/api/v1/datasets?format=csv").json()["total"] == 1
    assert client.delete(f"{address}/{first['id']}", headers=bearer(minji)).status_code == 204
    assert client.delete(f"{address}/{first['id']}", headers=bearer(minji)).status_code == 404
    add({"url": "https://data.example/b.xlsx"}, minji)
    assert [one.url for one in reads.distributions(dataset.id, minji)] == ["https://data.example/b.xlsx"]
    assert client.get("/api/v1/datasets?format=csv").json()["total"] == 0
    verbs = [one.verb for one in reads.history(dataset.id, minji)]
    assert "dataset.distribution_added" in verbs
    assert "dataset.distribution_removed" in verbs


def test_a_change_of_one_word_leaves_the_other_words_as_they_were(minji, bearer, client):
    said = Description(
        title="주차장", keywords=("주차",), licence="kogl-1", publisher="부산광역시", frequency="monthly"
    )
    dataset = actions.register_dataset(said, by=minji)
    change = {"description": {"title": "공영주차장", "keywords": ["주차", "요금"]}}
    address = f"/api/v1/datasets/{dataset.id}"
    answer = client.patch(address, change, content_type="application/json", headers=bearer(minji))
    assert answer.status_code == 200
    assert reads.dataset(dataset.id, minji).description == replace(said, title="공영주차장", keywords=("주차", "요금"))


def test_a_refused_step_and_code_are_told_in_the_askers_language(minji, bearer, client):
    dataset = actions.register_dataset(Description(title="주차장", publisher="부산광역시", licence="kogl-1"), by=minji)
    address = f"/api/v1/datasets/{dataset.id}?lang=en"
    step = client.patch(
        address, {"state": "withdrawn", "reason": "틀림"}, content_type="application/json", headers=bearer(minji)
    )
    assert step.json()["title"].startswith("A dataset cannot go from 'Draft' to 'Withdrawn'")
    code = {"description": {"licence": "cc"}}
    unknown = client.patch(address, code, content_type="application/json", headers=bearer(minji))
    assert "cc-by" in unknown.json()["facts"]["codes"]


def test_api_searches_describes_and_grants_by_token(junho, seoyeon, organisations, bearer, client):
    made = client.post(
        "/api/v1/datasets",
        {"title": "상권 매출", "organisation": organisations.seller.id},
        content_type="application/json",
        headers=bearer(junho),
    )
    assert made.status_code == 201
    address = f"/api/v1/datasets/{made.json()['id']}"
    described = {"publisher": "해운대데이터", "licence": "cc-by-4.0"}
    change = {"state": "published", "access": Access.GRANTED.value, "description": described}
    read_only = bearer(junho, Scope.READ)
    assert client.patch(address, change, content_type="application/json", headers=read_only).status_code == 403
    assert client.patch(address, change, content_type="application/json", headers=bearer(seoyeon)).status_code == 404
    assert (
        client.patch(address, change, content_type="application/json", headers=bearer(junho)).json()["state"]
        == "published"
    )
    assert client.get(address).json()["card"]["verb"] == "sign_in"

    given = {"holder": organisations.buyer.id, "basis_text": "협약 1"}
    entitled = client.post(
        f"{address}/entitlements", given, content_type="application/json", headers=bearer(junho)
    ).json()
    assert (entitled["state"], entitled["tables"]) == ("live", None)
    assert client.get(address, headers=bearer(seoyeon)).json()["title"] == "상권 매출"
    found = client.get("/api/v1/datasets?q=매출", headers=bearer(seoyeon)).json()
    assert (found["total"], found["hits"][0]["title"]) == (1, "상권 매출")
    ended = f"/api/v1/entitlements/{entitled['id']}?reason=끝"
    assert client.delete(ended, headers=bearer(seoyeon)).status_code == 403
    assert client.delete(ended, headers=bearer(junho)).status_code == 204
    listed = client.get(f"{address}/entitlements", headers=bearer(junho)).json()
    assert [each["state"] for each in listed] == ["revoked"]
    assert client.get("/api/v1/datasets?q=매출", headers=bearer(seoyeon)).json()["total"] == 0


def test_distribution_links_leave_no_trace_of_where_one_came_from(client, db):
    record = Record(
        source_id="1",
        description=replace(PARKING, landing_page="javascript:alert(1)"),
        distributions=(
            DistributionIn(format="csv", url="https://example.org/a.csv"),
            DistributionIn(url="javascript:alert(1)"),
        ),
    )
    actions.upsert_records("feed", [record], by=SYSTEM)
    dataset = reads.dataset_by_source("feed", "1", ANONYMOUS)
    assert dataset is not None
    page = text_of(client.get(f"/datasets/{dataset.id}/"))
    assert 'href="https://example.org/a.csv" rel="noopener nofollow"' in page
    assert 'href="javascript' not in page
