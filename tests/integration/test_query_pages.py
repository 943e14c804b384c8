"""The pages of asking: charts, maps, rows and SQL, by the reader's rights, with and without script."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import pytest
import shapely
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from naru.base.kit.person import Person
from naru.data.catalogue import actions
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Table
from naru.data.query import actions as query_actions
from naru.data.query.core.values import SqlLimits
from naru.data.query.pages import reference
from tests.personas import Organisations
from tests.tables import publish_table

pytestmark = pytest.mark.django_db(transaction=True)

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</script><script>alert(3)</script>",
    "{% now %}",
]
COLUMNS = (
    Column(name="시장", alias="market", type=ColumnType.TEXT, meaning=Meaning.NAME, distinct=4),
    Column(name="구군", alias="district", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=2),
    Column(name="기준월", alias="month", type=ColumnType.MONTH, distinct=4),
    Column(name="방문객", alias="visits", type=ColumnType.INTEGER, unit="명", distinct=4),
    Column(name="위도", alias="lat", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE, distinct=4),
    Column(name="경도", alias="lon", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE, distinct=4),
)
ROWS = pa.table(
    {
        "market": ["자갈치시장", "부전시장", "구포시장", "반여농산물도매시장"],
        "district": ["중구", "부산진구", "북구", "중구"],
        "month": [date(2021, 5, 1), date(2021, 6, 1), date(2021, 7, 1), date(2021, 8, 1)],
        "visits": [12_000, 800, 4_000, 2_500],
        "lat": [35.0966, 35.1631, 35.2094, None],
        "lon": [129.0306, 129.0604, 128.9987, None],
    }
)


@pytest.fixture
def markets() -> Table:
    return publish_table("부산 전통시장 방문객", COLUMNS, ROWS)


@pytest.fixture
def ours(organisations: Organisations, junho: Person) -> Table:
    """A table that only 준호's firm may read."""
    table = publish_table("해운대 유동인구", COLUMNS, ROWS, by=junho, organisation=organisations.seller.id)
    actions.set_access(table.dataset_id, Access.GRANTED, by=junho)
    return table


def doors(name: str) -> list[str]:
    return [
        f"/charts/?table={name}",
        f"/charts/{name}/embed",
        f"/charts/{name}/figures",
        f"/maps/?table={name}",
        f"/maps/{name}/places",
        f"/rows/?table={name}",
    ]


def body(answer: Any) -> str:
    return str(answer.content.decode())


def figures(page: str) -> dict[str, Any]:
    """The figures handed to the drawing script."""
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_outsider_is_refused(ours: Table, visit: Any, outsider: Person, anonymous: Person, junho: Person) -> None:
    for door in doors(ours.sql_name):
        is_frame = door.endswith("/embed")
        assert visit(outsider).get(door).status_code == (404 if is_frame else 403), door
        assert visit(anonymous).get(door).status_code == (404 if is_frame else 401), door
    for door in doors(ours.sql_name):
        if not door.endswith("/embed"):
            assert visit(junho).get(door).status_code == 200, door


def test_a_frame_shows_only_what_everyone_may_read_whoever_looks(ours: Table, visit: Any, junho: Person) -> None:
    assert visit(junho).get(f"/charts/{ours.sql_name}/embed").status_code == 404
    assert "iframe" not in body(visit(junho).get("/charts/", {"table": ours.sql_name}))


def test_only_the_frame_may_stand_in_another_site(markets: Table, client: Client) -> None:
    frame = client.get(f"/charts/{markets.sql_name}/embed")
    page = client.get("/charts/", {"table": markets.sql_name})
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_a_frame_without_choices_draws_a_chart_and_no_map(client: Client) -> None:
    places = publish_table("나루 쉼터", COLUMNS[:1] + COLUMNS[3:], ROWS.select(["market", "visits", "lat", "lon"]))
    assert figures(body(client.get(f"/charts/{places.sql_name}/embed")))["kind"] != "map"


def test_a_chart_is_chosen_drawn_and_told_as_a_table(markets: Table, client: Client) -> None:
    page = body(client.get("/charts/", {"table": markets.sql_name}))
    drawn = figures(page)
    assert drawn["kind"] == "line"
    assert drawn["labels"] == ["2021-05", "2021-06", "2021-07", "2021-08"]
    assert "기준월별 방문객 합계" in page
    assert '<td class="number">12,000</td>' in page


def test_every_choice_of_a_chart_stands_in_its_address(markets: Table, client: Client) -> None:
    asked = {"table": markets.sql_name, "kind": "bar", "x": "district", "y": "visits", "agg": "max", "sort": "smallest"}
    page = body(client.get("/charts/", asked))
    assert figures(page)["labels"] == ["부산진구", "북구", "중구"]
    assert "Maximum of 방문객 (명) by 구군" in body(client.get("/charts/", {**asked, "lang": "en"}))


def test_a_chart_of_chosen_rows_counts_only_those(markets: Table, client: Client) -> None:
    asked = {"table": markets.sql_name, "kind": "bar", "x": "district", "where": "visits:gte:3000", "agg": "count"}
    assert figures(body(client.get("/charts/", asked)))["labels"] == ["북구", "중구"]
    assert "<strong>3000</strong>" in body(client.get("/charts/", asked))
    assert "방문객 이상 ≥ 3000" in body(client.get(f"/charts/{markets.sql_name}/embed", asked))


def test_a_dataset_page_gets_the_picture_alone(markets: Table, client: Client) -> None:
    chart = body(client.get("/charts/", {"table": markets.sql_name}, headers=FRAGMENT))
    assert "<naru-chart" in chart
    assert "<html" not in chart
    assert "<naru-map" in body(client.get("/maps/", {"table": markets.sql_name}, headers=FRAGMENT))
    assert "자갈치시장" in body(client.get("/rows/", {"table": markets.sql_name}, headers=FRAGMENT))


def test_a_dataset_page_gets_no_empty_frame_where_nothing_can_be_drawn(client: Client) -> None:
    names = publish_table("나루 이름", COLUMNS[:1], ROWS.select(["market"]))
    assert body(client.get("/charts/", {"table": names.sql_name}, headers=FRAGMENT)) == ""
    assert "차트로 그릴 만한" in body(client.get("/charts/", {"table": names.sql_name}))


def test_a_map_asks_for_the_places_in_view(markets: Table, client: Client) -> None:
    everywhere = client.get(f"/maps/{markets.sql_name}/places", {"bbox": "128,34,130,36", "zoom": "9"})
    assert everywhere.headers["Content-Type"] == "application/geo+json"
    assert {one["properties"]["label"] for one in everywhere.json()["features"]} == {
        "자갈치시장",
        "부전시장",
        "구포시장",
    }
    north = client.get(f"/maps/{markets.sql_name}/places", {"bbox": "128,35.2,130,36"})
    assert [one["properties"]["label"] for one in north.json()["features"]] == ["구포시장"]


@pytest.mark.parametrize("bbox", ["", "a,b,c,d", "1,2,3", "nan,nan,nan,nan", "130,36,128,34", "1e999,0,1e999,1"])
def test_a_view_that_makes_no_sense_shows_everything(bbox: str, markets: Table, client: Client) -> None:
    found = client.get(f"/maps/{markets.sql_name}/places", {"bbox": bbox, "zoom": "-inf"})
    assert len(found.json()["features"]) == 3


def test_areas_are_coloured_by_their_first_number(client: Client) -> None:
    square = [shapely.to_wkb(shapely.box(129 + n / 10, 35, 129.1 + n / 10, 35.1)) for n in range(6)]
    columns = (
        Column(name="동", alias="dong", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=6),
        Column(name="인구", alias="population", type=ColumnType.INTEGER, unit="명", distinct=6),
        Column(name="경계", alias="geometry", type=ColumnType.GEOMETRY),
    )
    rows = pa.table({"dong": list("가나다라마바"), "population": [10, 20, 30, 40, 50, 60], "geometry": square})
    table = publish_table("행정동 인구", columns, rows)
    page = body(client.get("/maps/", {"table": table.sql_name}))
    assert 'breaks="[20.0,30.0,40.0,50.0]"' in page
    found = client.get(f"/maps/{table.sql_name}/places", {"bbox": "129,35,129.05,35.05", "value": "population"}).json()
    assert [one["properties"]["value"] for one in found["features"]] == [10.0]
    assert found["features"][0]["geometry"]["type"] == "Polygon"


def test_a_map_lies_on_the_citys_areas_that_everyone_may_read(
    markets: Table, client: Client, settings: Any, visit: Any, junho: Person, organisations: Organisations
) -> None:
    square = [shapely.to_wkb(shapely.box(129, 35, 129.1, 35.1))]
    columns = (
        Column(name="구", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=1),
        Column(name="경계", alias="geometry", type=ColumnType.GEOMETRY),
    )
    areas = publish_table("구 경계", columns, pa.table({"gu": ["중구"], "geometry": square}))
    settings.NARU_OUTLINES = areas.sql_name
    address = f'outlines="{reverse("query:map_places", args=[areas.sql_name])}?value="'
    assert address in body(client.get("/maps/", {"table": markets.sql_name}))
    asked = {"q": f"select 시장, 위도, 경도 from {markets.sql_name}", "view": "map"}
    assert address in body(client.post("/sql/", asked))
    brought = f'outlines="{reverse("query:map_ground")}"'
    assert brought in body(client.get("/maps/", {"table": areas.sql_name}))
    ours = publish_table(
        "우리 경계",
        columns,
        pa.table({"gu": ["중구"], "geometry": square}),
        by=junho,
        organisation=organisations.seller.id,
    )
    actions.set_access(ours.dataset_id, Access.GRANTED, by=junho)
    settings.NARU_OUTLINES = ours.sql_name
    assert brought in body(visit(junho).get("/maps/", {"table": markets.sql_name}))


def test_plane_coordinates_of_a_known_projection_make_a_map(client: Client) -> None:
    columns = (
        Column(name="관리번호", alias="no", type=ColumnType.TEXT, distinct=3),
        Column(name="X좌표", alias="x", type=ColumnType.DECIMAL, meaning=Meaning.EASTING, epsg=5186, distinct=3),
        Column(name="Y좌표", alias="y", type=ColumnType.DECIMAL, meaning=Meaning.NORTHING, epsg=5186, distinct=3),
    )
    rows = pa.table({"no": list("가나다"), "x": [389000.0, 391000.0, None], "y": [287000.0, 289000.0, 0.0]})
    table = publish_table("가로등", columns, rows)
    page = body(client.get("/maps/", {"table": table.sql_name}))
    assert 'box="[129.0' in page
    found = client.get(f"/maps/{table.sql_name}/places", {"bbox": "129,35,129.2,35.3", "zoom": "10"}).json()
    assert [one["geometry"]["type"] for one in found["features"]] == ["Point", "Point"]
    assert found["naru"]["rows"] == 2


def test_many_places_come_as_clusters(client: Client) -> None:
    columns = COLUMNS[3:6]
    rows = pa.table({"visits": range(3000), "lat": [35 + n / 30_000 for n in range(3000)], "lon": [129.0] * 3000})
    table = publish_table("가로등", columns, rows)
    far = client.get(f"/maps/{table.sql_name}/places", {"bbox": "128,34,130,36", "zoom": "8"}).json()
    assert far["naru"]["clustered"]
    assert sum(one["properties"]["count"] for one in far["features"]) == 3000
    assert len(far["features"]) < 20


def test_rows_are_filtered_sorted_and_paged_by_links(markets: Table, client: Client) -> None:
    page = body(client.get("/rows/", {"table": markets.sql_name, "sort": "-visits", "where": "district:eq:중구"}))
    assert page.index("자갈치시장") < page.index("반여농산물도매시장")
    assert "부전시장" not in page
    assert 'aria-sort="descending"' in page
    added = {"table": markets.sql_name, "column": "visits", "operator": "lt", "value": "1000"}
    assert "부전시장" in body(client.get("/rows/", added))


def test_rows_are_found_by_words_and_stay_found(markets: Table, client: Client) -> None:
    page = body(client.get("/rows/", {"table": markets.sql_name, "q": "중구 자갈치", "lang": "ko"}))
    assert "자갈치시장" in page
    assert "반여농산물도매시장" not in page
    assert 'value="중구 자갈치"' in page
    taken = re.findall(r'href="(/api/v1/tables/[^"]*)"', page)
    assert b"".join(client.get(taken[0]).streaming_content).count("자갈치".encode()) == 1  # type: ignore[attr-defined]
    assert "조건에 맞는 행이 없습니다" in body(
        client.get("/rows/", {"table": markets.sql_name, "q": "달나라", "lang": "ko"})
    )
    assert 'name="q"' in body(client.get(f"/datasets/{markets.dataset_id}/"))


def test_chart_and_download_of_filtered_rows_are_of_those_rows(markets: Table, client: Client) -> None:
    asked = {"table": markets.sql_name, "column": "district", "operator": "eq", "value": "중구"}
    part = body(client.get("/rows/", asked, headers=FRAGMENT))
    chart = re.findall(r'href="(/charts/[^"]*)"', part)
    download = re.findall(r'href="(/api/v1/tables/[^"]*)"', part)
    drawn = figures(body(client.get(chart[0].replace("&amp;", "&"))))
    assert drawn["series"][0]["values"] == [12_000, None, None, 2_500]
    assert b"".join(client.get(download[0])).count("중구".encode()) == 2  # type: ignore[arg-type]


def test_a_filter_that_cannot_be_read_says_so_and_shows_the_rows(markets: Table, client: Client) -> None:
    page = body(client.get("/rows/", {"table": markets.sql_name, "column": "visits", "value": "많이", "lang": "ko"}))
    assert 'role="alert"' in page
    assert "자갈치시장" in page


def test_a_table_without_rows_to_draw_says_so(client: Client) -> None:
    columns = (Column(name="전화", alias="phone", type=ColumnType.TEXT, meaning=Meaning.PHONE, distinct=1),)
    table = publish_table("연락처", columns, pa.table({"phone": ["051-888-0000"]}))
    assert "차트로 그릴 만한" in body(client.get("/charts/", {"table": table.sql_name}))
    assert "위치가 없습니다" in body(client.get("/maps/", {"table": table.sql_name}))


def test_sql_runs_as_a_plain_form(markets: Table, client: Client) -> None:
    text = f"select 구군, sum(방문객) as 방문객 from {markets.sql_name} group by 구군 order by 2 desc"
    page = client.post("/sql/", {"q": text})
    assert page.status_code == 200
    assert "<html" in body(page)
    assert '<td class="number">14,500</td>' in body(page)
    chart = body(client.post("/sql/", {"q": text, "view": "chart"}, headers=FRAGMENT))
    assert "<html" not in chart
    assert figures(chart)["series"][0]["values"] == [14500.0, 4000.0, 800.0]
    assert figures(chart)["y"]["unit"] == "명"


def test_an_sql_answer_with_coordinates_is_a_map(markets: Table, client: Client) -> None:
    answer = body(client.post("/sql/", {"q": f"select 시장, 위도, 경도 from {markets.sql_name}", "view": "map"}))
    given = figures(answer)
    assert [one["properties"]["label"] for one in given["features"]] == ["자갈치시장", "부전시장", "구포시장"]


def test_a_mistake_in_sql_is_told_with_its_place(markets: Table, client: Client) -> None:
    answer = client.post("/sql/", {"q": f"select 시장,\n  방문\nfrom {markets.sql_name}"}, headers=FRAGMENT)
    assert answer.status_code == 400
    assert 'line="2" column="3"' in body(answer)


def test_sql_asks_with_the_rights_of_whoever_runs_a_shared_question(
    ours: Table, visit: Any, junho: Person, outsider: Person
) -> None:
    text = f"select count(*) from {ours.sql_name}"
    shared = visit(junho).post("/sql/share", {"q": text})
    assert shared.status_code == 302
    page = visit(outsider).get(shared.headers["Location"])
    assert ours.sql_name in body(page)
    assert visit(outsider).post("/sql/", {"q": text}).status_code in {400, 404}
    assert visit(junho).post("/sql/", {"q": text}).status_code == 200


def test_completion_knows_only_what_one_may_read(
    ours: Table, markets: Table, visit: Any, junho: Person, outsider: Person
) -> None:
    asked = {"prefix": "", "table": ours.sql_name}
    seen = {one["label"] for one in visit(outsider).get("/sql/words", asked).json()["words"]}
    assert seen == {markets.sql_name}
    mine = {one["label"] for one in visit(junho).get("/sql/words", asked).json()["words"]}
    assert {ours.sql_name, markets.sql_name, "구군", "방문객"} <= mine
    assert ours.sql_name not in body(visit(outsider).get("/sql/tables"))


def test_the_columns_beside_the_question_are_told_in_the_readers_language(markets: Table, client: Client) -> None:
    page = body(client.get("/sql/tables", {"table": markets.sql_name}))
    assert (">글자<" in page, ">text<" in page) == (True, False)
    assert ">text<" in body(client.get("/sql/tables", {"table": markets.sql_name, "lang": "en"}))


@pytest.mark.parametrize(("rows", "told"), [(1, "1 row "), (2, "2 rows ")])
def test_one_row_is_no_rows_in_english(rows: int, told: str, client: Client) -> None:
    answer = body(client.post("/sql/?lang=en", {"q": f"select * from range({rows})"}, headers=FRAGMENT))
    assert f">{told}<" in answer


def test_an_answer_is_taken_away_as_a_file(markets: Table, client: Client) -> None:
    asked = {"q": f"select 시장, 방문객 from {markets.sql_name} order by 2", "format": "csv"}
    answer = client.post("/sql/download", asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.splitlines()[:2] == ['"시장","방문객"', '"부전시장",800']
    assert "attachment" in answer.headers["Content-Disposition"]


def test_history_is_ones_own(markets: Table, visit: Any, junho: Person, seoyeon: Person) -> None:
    visit(junho).post("/sql/", {"q": f"select max(방문객) from {markets.sql_name}"})
    assert "select max(방문객)" in body(visit(junho).get("/sql/"))
    assert "select max(방문객)" not in body(visit(seoyeon).get("/sql/"))


def test_a_question_looked_at_in_many_ways_stands_once_in_the_history(
    markets: Table, visit: Any, junho: Person
) -> None:
    asking, text = visit(junho), f"select 시장, 방문객 from {markets.sql_name}"
    for view in ("table", "chart", "table"):
        asking.post("/sql/", {"q": text, "view": view})
    asking.post("/sql/", {"q": "select 1"})
    asked = re.findall(r"<code>(select [^<]*)</code></a>", body(asking.get("/sql/")))
    assert asked == ["select 1", text]


def test_naughty_strings_stay_text_on_every_page(client: Client) -> None:
    columns = (
        Column(name=NAUGHTY[0], alias="name", type=ColumnType.TEXT, meaning=Meaning.NAME, distinct=4),
        Column(name=NAUGHTY[1], alias="n", type=ColumnType.INTEGER, unit=NAUGHTY[2], distinct=4),
        *COLUMNS[4:6],
    )
    rows = pa.table({"name": NAUGHTY, "n": [1, 2, 3, 4], "lat": [35.1] * 4, "lon": [129.1] * 4})
    table = publish_table(NAUGHTY[2], columns, rows)
    pages = [client.get(door) for door in doors(table.sql_name)]
    pages += [client.get("/charts/", {"table": table.sql_name, "kind": "bar", "x": "name"})]
    pages += [
        client.post("/sql/", {"q": f"select * from {table.sql_name}", "view": view})
        for view in ("table", "chart", "map")
    ]
    for page in pages:
        if page.headers["Content-Type"].startswith("text/html"):
            assert not re.search(r"<script>alert|<img src=x", body(page))
        assert "'unsafe-inline'" not in page.headers.get("Content-Security-Policy", "")


def test_the_api_page_names_every_operation_of_the_document(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    page = body(client.get("/api/"))
    for path, item in document["paths"].items():
        assert path in page
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in page


def test_the_api_page_begins_with_the_tables(client: Client) -> None:
    operations = re.findall(r'<section class="card operation" id="(\w+)"', body(client.get("/api/")))
    assert operations.index("runSql") < operations.index("searchDatasets") < operations.index("me")
    assert "<strong>4XX</strong> 거절" in body(client.get("/api/"))


def test_the_api_page_offers_to_try_what_only_reads(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    tried = re.findall(r'<naru-try class="try" path="([^"]*)"', body(client.get("/api/")))
    assert sorted(tried) == sorted(path for path, item in document["paths"].items() if "get" in item)


def test_every_operation_and_parameter_of_the_api_has_its_words(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    operations = list(reference.operations(document, ""))
    for group in {one["group"] for one in operations}:
        words, mine = reference.words_of(group), [one for one in operations if one["group"] == group]
        assert {one["id"] for one in mine} == set(words.operations)
        assert {field["name"] for one in mine for field in one["parameters"]} == set(words.parameters)
        fields = [field for one in mine if one["body"] for field in one["body"]["fields"]]
        assert {field["name"] for field in fields if field["description"].en} == set(words.fields)


def test_the_reference_says_in_korean_what_may_be_sent_and_shows_code_as_code(client: Client) -> None:
    page = client.get("/api/").content.decode()
    assert "One of kogl" not in page
    assert "cc-by-nc-nd-4.0 가운데 하나" in page
    assert "열은 <code>main</code>에서는 이름으로" in page


SLOW = "select count(*) from range(100000) a, range(100000) b, range(1000) c where (a.range * b.range) % 7 = c.range"


def test_a_running_query_is_stopped_by_its_asker_alone(
    visit: Any, junho: Person, outsider: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_actions, "SqlLimits", partial(SqlLimits, seconds=120))
    asker, stop, other = visit(junho), visit(junho), visit(outsider)

    def ask() -> HttpResponse:
        try:
            return asker.post("/sql/", {"q": SLOW, "run": "mine"}, headers=FRAGMENT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(ask)
        assert other.post("/sql/stop", {"run": "mine"}).status_code == 404
        while not running.done() and stop.post("/sql/stop", {"run": "mine"}).status_code == 404:
            time.sleep(0.1)
        answer = running.result()
    assert answer.status_code == 409
    assert "멈추었습니다" in body(answer)


def test_a_table_by_district_is_a_map_without_a_coordinate(client: Client) -> None:
    columns = (
        Column(name="구군", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=3),
        Column(name="주차구획수", alias="spaces", type=ColumnType.INTEGER, distinct=3),
    )
    table = publish_table("구별 주차장", columns, pa.table({"gu": ["중구", "해운대구", "나루구"], "spaces": [3, 9, 5]}))
    page = body(client.get("/maps/", {"table": table.sql_name}))
    assert "<naru-map" in page
    assert "나루구" in page.split("지도에서 찾지 못한 이름")[1][:80]
    found = client.get(f"/maps/{table.sql_name}/places", {"bbox": "128,34,130,36", "zoom": "9"}).json()
    assert [(one["properties"]["label"], one["properties"]["value"]) for one in found["features"]] == [
        ("해운대구", 9.0),
        ("중구", 3.0),
    ]
    asked = {"q": f"select 구군, sum(주차구획수) as 구획 from {table.sql_name} group by 구군", "view": "map"}
    assert "<naru-map" in body(client.post("/sql/", asked))


def test_the_ground_has_districts_and_their_names(client: Client) -> None:
    found = client.get("/maps/ground", {"bbox": "129.0,35.0,129.2,35.2", "zoom": "10"})
    assert found.headers["Cache-Control"] == "public, max-age=86400"
    assert {"중구", "해운대구"} <= {one["properties"].get("label") for one in found.json()["features"]}
