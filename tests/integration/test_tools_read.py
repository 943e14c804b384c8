"""What programs expect of the doors: other sites' pages, conditions, parts, packed text, next pages, languages, forms."""

import gzip
import io
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client

from naru.base.kit.person import Person
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Table
from tests.personas import Organisations, bearer_of
from tests.tables import PARKING_COLUMNS, PARKING_ROWS, add_version, publish_table

pytestmark = pytest.mark.django_db

T = ColumnType
EVENTS = (
    Column(name="때", alias="at", type=T.DATETIME),
    Column(name="날", alias="day", type=T.DATE),
    Column(name="구", alias="gu", type=T.TEXT),
    Column(name="수", alias="n", type=T.INTEGER),
    Column(name="위도", alias="lat", type=T.DECIMAL, meaning=Meaning.LATITUDE),
    Column(name="경도", alias="lon", type=T.DECIMAL, meaning=Meaning.LONGITUDE),
)
ROWS = {
    "at": pa.array([datetime(2025, 1, 5, hour, tzinfo=UTC) for hour in (14, 15, 23, 1)], pa.timestamp("us", "UTC")),
    "day": [date(2025, 1, 6), date(2025, 2, 7), date(2025, 2, 9), date(2024, 12, 31)],
    "gu": ["중구", "동구", "중구", None],
    "n": [1, 2, 3, 40],
    "lat": [35.1, 35.2, 35.3, 0.0],
    "lon": [129.0, 129.1, 129.2, 0.0],
}


@pytest.fixture
def parking(db: Any) -> Table:
    return publish_table("부산 공영주차장")


@pytest.fixture
def events(db: Any) -> Table:
    return publish_table("나루 사건", EVENTS, pa.table(ROWS))


def rows_of(client: Client, table: Table, **asked: Any) -> list[dict[str, Any]]:
    response = client.get(f"/api/v1/tables/{table.sql_name}/rows", asked)
    assert response.status_code == 200, response.content.decode()
    return orjson.loads(response.content)["rows"]  # type: ignore[no-any-return]


def test_pages_of_other_sites_may_read_what_is_open(client: Client, parking: Table) -> None:
    path = f"/api/v1/tables/{parking.sql_name}/rows"
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/api/v1/sql", headers=asked)
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get("/me/").headers


def test_an_answer_that_has_not_changed_is_not_sent_again(client: Client, parking: Table) -> None:
    for path in ("rows", "aggregate", "facets", "download.csv"):
        address = f"/api/v1/tables/{parking.sql_name}/{path}"
        first = client.get(address)
        tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
        assert first.headers["Cache-Control"] == "public, no-cache"
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304, path
        assert client.get(address, headers={"If-None-Match": f"W/{tag}"}).status_code == 304, path
        assert client.get(address, headers={"If-Modified-Since": changed}).status_code == 304, path
        assert client.get(f"{address}?lang=en", headers={"If-None-Match": tag}).status_code == 200, path
    add_version(parking, PARKING_COLUMNS, {name: values[:1] for name, values in PARKING_ROWS.items()})
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_what_is_a_persons_is_kept_by_nobody(client: Client, junho: Person, organisations: Organisations) -> None:
    ours = publish_table("우리 것", by=junho, organisation=organisations.seller.id)
    catalogue.set_access(ours.dataset_id, Access.GRANTED, by=junho)
    answer = client.get(f"/api/v1/tables/{ours.sql_name}/rows", headers=bearer_of(junho))
    assert answer.headers["Cache-Control"] == "private, no-store"
    refused = client.get(f"/api/v1/tables/{ours.sql_name}/rows")
    if refused.status_code == 401:
        assert refused.headers["WWW-Authenticate"].startswith("Bearer ")
    wrong = client.get("/api/v1/tables", headers={"Authorization": "Bearer naru_nothing"})
    assert (wrong.status_code, wrong.headers["WWW-Authenticate"].partition(" ")[0]) == (401, "Bearer")


def test_a_file_is_read_by_its_parts(client: Client, parking: Table) -> None:
    address = f"/api/v1/tables/{parking.sql_name}/download.parquet"
    whole = b"".join(client.get(address).streaming_content)
    head = client.head(address)
    assert (head.headers["Accept-Ranges"], head.headers["Content-Length"]) == ("bytes", str(len(whole)))
    end = client.get(address, headers={"Range": "bytes=-8"})
    assert (end.status_code, b"".join(end.streaming_content)) == (206, whole[-8:])
    assert end.headers["Content-Range"] == f"bytes {len(whole) - 8}-{len(whole) - 1}/{len(whole)}"
    assert client.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    same = {"Range": "bytes=0-3", "If-Range": head.headers["ETag"]}
    assert b"".join(client.get(address, headers=same).streaming_content) == b"PAR1"
    changed = client.get(address, headers={"Range": "bytes=0-3", "If-Range": '"another"'})
    assert (changed.status_code, b"".join(changed.streaming_content)) == (200, whole)


def test_text_comes_packed_as_the_asker_reads_it(client: Client, parking: Table) -> None:
    path = f"/api/v1/tables/{parking.sql_name}/rows"
    plain = client.get(path).content
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", plain)
    assert packed.headers["ETag"].startswith("W/")
    zstd = client.get(path, headers={"Accept-Encoding": "gzip, zstd"})
    assert zstd.headers["Content-Encoding"] == "zstd"
    assert pa.CompressedInputStream(pa.BufferReader(zstd.content), "zstd").read() == plain
    page = client.get("/search/", headers={"Accept-Encoding": "zstd, gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    parquet = client.get(f"/api/v1/tables/{parking.sql_name}/download.parquet", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in parquet.headers


def test_the_next_page_is_a_link(client: Client, parking: Table) -> None:
    first = client.get(f"/api/v1/tables/{parking.sql_name}/rows", {"limit": 3})
    address, _, relation = first.headers["Link"].partition("; ")
    assert relation == 'rel="next"'
    last = client.get(address.strip("<>").replace("http://testserver", ""))
    assert len(orjson.loads(last.content)["rows"]) == 1
    assert "Link" not in last.headers


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en-GB,en;q=0.9,ko;q=0.8", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("fr, en;q=0.2", "en"),
        ("fr", "ko"),
        ("", "ko"),
    ],
)
def test_a_program_is_answered_in_the_language_that_it_asks_for(client: Client, header: str, language: str) -> None:
    answer = client.get("/api/v1/tables/nothing/rows", headers={"Accept-Language": header})
    assert answer.headers["Content-Language"] == language
    chosen = client.get("/api/v1/tables/nothing/rows?lang=ko", headers={"Accept-Language": "en"})
    assert chosen.headers["Content-Language"] == "ko"


def test_a_file_name_survives_programs_that_read_no_hangul(client: Client, parking: Table) -> None:
    told = client.get(f"/api/v1/tables/{parking.sql_name}/download.csv").headers["Content-Disposition"]
    assert 'filename="busan_gongyeongjuchajang.csv"' in told


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "arrow", "feather", "xlsx", "jsonl"])
def test_sql_is_asked_by_an_address(client: Client, parking: Table, form: str) -> None:
    asked = {"q": f"select count(*) as 수 from {parking.sql_name}", "format": form}
    response = client.get("/api/v1/sql", asked)
    body = response.content if form == "json" else b"".join(response.streaming_content)
    match form:
        case "json":
            assert orjson.loads(body)["rows"] == [[4]]
        case "csv":
            assert body.decode() == '"수"\n4\n'
        case "parquet":
            assert pq.read_table(io.BytesIO(body)).to_pydict() == {"수": [4]}
        case "arrow":
            assert pa.ipc.open_stream(body).read_all().to_pydict() == {"수": [4]}
        case "feather":
            assert pa.ipc.open_file(body).read_all().to_pydict() == {"수": [4]}
        case "jsonl":
            assert orjson.loads(body) == {"수": 4}
        case _:
            assert body.startswith(b"PK")


def test_rows_are_chosen_by_parts_of_dates_by_either_and_by_a_box(client: Client, events: Table) -> None:
    def numbers(**asked: Any) -> list[int]:
        return [row["수"] for row in rows_of(client, events, **asked)]

    assert numbers(filter="날.month:eq:2") == [2, 3]
    assert numbers(filter="날.weekday:eq:1") == [1]  # a Monday
    assert numbers(filter="때.hour:eq:0") == [2]  # 15:00 in UTC is midnight in the city
    assert numbers(any=["수:eq:1", "날.year:eq:2024"]) == [1, 40]
    assert numbers(bbox="129.05,35.0,129.3,35.4") == [2, 3]
    assert numbers(bbox="-1,-1,1,1") == []  # (0, 0) is no place
    refused = client.get(f"/api/v1/tables/{events.sql_name}/rows", {"bbox": "1,2,3"})
    assert refused.json()["code"] == "box_unreadable"


def test_geometries_are_chosen_by_a_box(client: Client, db: Any) -> None:
    import shapely

    columns = (
        Column(name="이름", alias="name", type=T.TEXT),
        Column(name="도형", alias="geometry", type=T.GEOMETRY),
    )
    shapes = [shapely.to_wkb(shapely.box(x, 35, x + 0.1, 35.1)) for x in (129.0, 129.5)]
    table = publish_table("나루 구역", columns, pa.table({"name": ["가", "나"], "geometry": shapes}))
    assert [row["이름"] for row in rows_of(client, table, bbox="129.4,34.9,129.6,35.2")] == ["나"]


def test_groups_are_kept_by_their_measures_and_have_percentiles(client: Client, events: Table) -> None:
    asked = {"group": "날.year", "measure": ["count", "p90:수"], "having": "count:gte:2"}
    answer = client.get(f"/api/v1/tables/{events.sql_name}/aggregate", asked).json()
    assert answer["rows"] == [{"날.year": 2025, "count": 3, "p90:수": pytest.approx(2.8)}]
    refused = client.get(f"/api/v1/tables/{events.sql_name}/aggregate", {"having": "sum:수:gte:2"})
    assert refused.json()["code"] == "having_unreadable"


def test_facets_count_the_values_of_columns(client: Client, events: Table) -> None:
    answer = client.get(f"/api/v1/tables/{events.sql_name}/facets", {"columns": "구,날.month", "limit": 2}).json()
    assert answer["facets"] == {
        "구": [{"value": "중구", "count": 2}, {"value": "동구", "count": 1}],
        "날.month": [{"value": 2, "count": 2}, {"value": 1, "count": 1}],
    }
    narrowed = client.get(f"/api/v1/tables/{events.sql_name}/facets", {"columns": "구", "filter": "수:gte:3"}).json()
    assert narrowed["facets"]["구"] == [{"value": "중구", "count": 1}, {"value": None, "count": 1}]
