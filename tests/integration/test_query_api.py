"""Rows, groups, files and SQL through the API, under the asker's rights."""

import csv
import io
import re

import orjson
import pyarrow.parquet as pq
import pytest
from django.test import Client

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.states import Access
from naru.data.query import actions, reads
from tests.personas import bearer_of
from tests.tables import PARKING_COLUMNS, PARKING_ROWS, add_version, publish_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def parking(db):
    return publish_table("부산 공영주차장")


def get(client: Client, path: str, **params: object) -> dict:
    response = client.get(f"/api/v1{path}", params)
    assert response.status_code == 200, response.content.decode()
    return orjson.loads(response.content)


def test_anyone_pages_through_an_open_table(client, parking):
    first = get(client, f"/tables/{parking.sql_name}/rows", limit=3)
    assert [row["주차장명"] for row in first["rows"]] == ["광복", "온천천", "해운대 1"]
    assert (first["total"], first["version"]) == (4, 1)
    last = get(client, f"/tables/{parking.sql_name}/rows", limit=3, cursor=first["next"])
    assert [row["주차장명"] for row in last["rows"]] == ["해운대 2"]
    assert last["next"] is None


def test_rows_are_filtered_sorted_and_named_by_alias(client, parking):
    answer = get(
        client,
        f"/tables/{parking.id}/rows",
        filter=["구:starts:해운대", "yogeum:is_null:false"],
        sort="-요금",
        columns="yogeum",
        keys="alias",
        count="true",
    )
    assert answer["rows"] == [{"yogeum": 1500}]
    assert answer["total"] == 1


def test_rows_are_found_by_words_in_any_column(client, parking):
    answer = get(client, f"/tables/{parking.id}/rows", q="해운대", count="true")
    assert answer["total"] == len(answer["rows"]) > 0
    assert all("해운대" in str(row) for row in answer["rows"])
    assert answer["total"] < get(client, f"/tables/{parking.id}/rows")["total"]
    assert get(client, f"/tables/{parking.id}/rows", q="해운대 없는말이다", count="true")["total"] == 0


def test_an_old_version_can_still_be_cited(client, parking):
    add_version(parking, PARKING_COLUMNS, {name: values[:1] for name, values in PARKING_ROWS.items()})
    assert get(client, f"/tables/{parking.sql_name}/rows")["total"] == 1
    assert get(client, f"/tables/{parking.sql_name}/rows", version=1)["total"] == 4
    assert client.get(f"/api/v1/tables/{parking.sql_name}/rows", {"version": 9}).status_code == 404


def test_a_cursor_of_another_question_is_refused(client, parking):
    cursor = get(client, f"/tables/{parking.sql_name}/rows", limit=1)["next"]
    response = client.get(f"/api/v1/tables/{parking.sql_name}/rows", {"cursor": cursor, "sort": "요금"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "bad_cursor"


def test_paging_on_stays_in_the_version_that_it_began_with(client, parking):
    address = f"/tables/{parking.sql_name}/rows"
    first = get(client, address, limit=3, sort="-요금")
    add_version(parking, PARKING_COLUMNS, {name: values[:1] for name, values in PARKING_ROWS.items()})
    last = get(client, address, limit=3, sort="-요금", cursor=first["next"])
    assert (last["version"], [row["주차장명"] for row in last["rows"]], last["next"]) == (1, ["해운대 2"], None)
    moved = client.get(f"/api/v1{address}", {"cursor": first["next"], "sort": "-요금", "version": 2})
    assert moved.json()["code"] == "bad_cursor"


def test_groups_come_by_name(client, parking):
    answer = get(
        client,
        f"/tables/{parking.sql_name}/aggregate",
        group="구",
        measure=["count", "sum:요금"],
        sort="-count",
        limit=1,
    )
    assert answer["rows"] == [{"구": "해운대구", "count": 2, "sum:요금": 1500}]


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "parquet", "arrow", "xlsx"])
def test_every_format_downloads_with_its_name(client, parking, format_):
    response = client.get(f"/api/v1/tables/{parking.sql_name}/download.{format_}")
    body = b"".join(response.streaming_content)
    assert response.status_code == 200
    assert "filename*=UTF-8''%EB%B6%80%EC%82%B0" in response["Content-Disposition"]
    assert body
    if format_ == "csv":
        assert list(csv.reader(io.StringIO(body.decode())))[4] == ["해운대 2", "해운대구", ""]
    if format_ == "parquet":
        assert pq.read_table(io.BytesIO(body)).num_rows == 4


def test_a_table_without_a_place_does_not_become_geojson(client, parking):
    response = client.get(f"/api/v1/tables/{parking.sql_name}/download.geojson")
    assert (response.status_code, response.json()["code"]) == (422, "no_place_in_table")


def ask(client: Client, sql: str, **headers: str):
    return client.post("/api/v1/sql", orjson.dumps({"sql": sql}), content_type="application/json", headers=headers)


def test_anyone_asks_open_tables_in_sql(client, parking):
    answer = ask(
        client, f'select 구, sum("요금") as 합 from {parking.sql_name} group by 구 order by 합 desc nulls last limit 1'
    )
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["rows"] == [["해운대구", 1500]]
    assert answer.json()["columns"] == [{"name": "구", "type": "text"}, {"name": "합", "type": "integer"}]
    by_alias = ask(client, f"select max(yogeum) from ascii.{parking.sql_name}")
    assert by_alias.json()["rows"] == [[1500]]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("9223372036854775807::hugeint * 10", "92233720368547758070"),
        ("sum(9000000000000000000) from range(3)", 2.7e19),
        ("interval 3 day", "3 days"),
        ("timestamp '2025-01-02 05:30' - timestamp '2025-01-01 04:00'", "1 day 01:30:00"),
        ("interval '14 months'", "1 year 2 months"),
        ("interval '-90 seconds'", "-00:01:30"),
        ("interval 0 day", "00:00:00"),
        ("[1, 2]", [1, 2]),
        ("'nan'::double", None),
    ],
)
def test_every_kind_of_value_answers_as_json(client, db, asked, value):
    answer = ask(client, f"select {asked}")
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["rows"] == [[value]]


def test_sql_cites_a_version(client, parking):
    add_version(parking, PARKING_COLUMNS, {name: values[:1] for name, values in PARKING_ROWS.items()})
    answer = ask(
        client, f'select (select count(*) from {parking.sql_name}), (select count(*) from "{parking.sql_name}@1")'
    )
    assert answer.json()["rows"] == [[1, 4]]


def test_a_closed_table_is_unknown_to_outsiders_and_answers_its_own(client, junho, outsider, organisations):
    table = publish_table("비공개 매출", by=junho, organisation=organisations.seller.id)
    catalogue.set_access(table.dataset_id, Access.GRANTED, by=junho)
    asked = f"select count(*) from {table.sql_name}"
    for headers, code in (
        ({}, "dataset_by_entitlement_after_sign_in"),
        ({"Authorization": bearer_of(outsider)["Authorization"]}, "dataset_by_entitlement"),
    ):
        assert ask(client, asked, **headers).json()["code"] == "sql_unknown_table"
        for path in ("rows", "aggregate", "download.csv"):
            refused = client.get(f"/api/v1/tables/{table.sql_name}/{path}", headers=headers)
            assert refused.json()["code"] == code
    mine = {"Authorization": bearer_of(junho)["Authorization"]}
    assert ask(client, asked, **mine).json()["rows"] == [[4]]
    assert client.get(f"/api/v1/tables/{table.sql_name}/rows", headers=mine).status_code == 200


def test_a_query_is_remembered_for_its_asker_alone(parking, seoyeon, outsider):
    actions.run_sql("select 1", seoyeon, warm=False)
    with pytest.raises(Refused):
        actions.run_sql("selec", seoyeon, warm=False)
    assert [(asked.text, asked.refused) for asked in reads.asked_by(seoyeon)] == [
        ("selec", "sql_syntax"),
        ("select 1", ""),
    ]
    assert reads.asked_by(outsider) == []


def test_a_shared_query_shares_its_text(seoyeon):
    shared = actions.share_query("select 1", seoyeon, title="하나")
    assert reads.shared_query(shared.id).text == "select 1"
    with pytest.raises(Refused):
        reads.shared_query("nothing")


def test_a_misspelt_table_is_told_its_likeness(parking):
    with pytest.raises(Refused) as caught:
        actions.run_sql("select * from 부산_공영주차", SYSTEM, warm=False)
    assert parking.sql_name in caught.value.facts["nearest"]


def test_rows_of_a_misspelt_table_are_told_its_likeness_and_no_closed_one(client, parking, organisations):
    publish_table("부산 공영주차장 비밀", organisation=organisations.seller.id, publish=False)
    refused = client.get("/api/v1/tables/부산_공영주차/rows")
    assert refused.status_code == 404
    assert refused.json()["facts"]["nearest"] == parking.sql_name
    assert client.get("/api/v1/tables/전혀다른이름/rows").json()["code"] == "not_found"


def test_a_misspelt_column_of_a_named_table_is_told_its_likeness(client, parking):
    told = ask(client, f"select p.요굼 from {parking.sql_name} p").json()
    assert (told["code"], told["facts"]["name"]) == ("sql_unknown_column", "요굼")
    assert "요금" in told["facts"]["nearest"]


def test_a_text_in_double_quotes_is_told_to_want_single_ones(client, parking):
    told = ask(client, f'select * from {parking.sql_name} where 구 = "중구"').json()
    assert "작은따옴표로 묶어 주세요: '중구'" in told["title"]
    assert ask(client, f"select 요굼 from {parking.sql_name}").json()["code"] == "sql_unknown_column"


def test_a_name_with_spaces_is_told_to_want_double_quotes(client, db):
    table = publish_table("주차", (Column(name="10분 요금(원)", alias="fee", type=ColumnType.INTEGER),), {"fee": [300]})
    told = ask(client, f"select 10분 요금(원) from {table.sql_name}").json()
    assert '큰따옴표로 묶어 주세요: "10분 요금(원)"' in told["title"]
    assert ask(client, f'select "10분 요금(원)" from {table.sql_name}').json()["rows"] == [[300]]
    assert ask(client, f'select "10분 요금(원)" frm {table.sql_name}').json()["code"] == "sql_syntax"


def test_a_number_is_not_taken_for_the_column_of_a_year_that_wants_quotes(client, db):
    table = publish_table("인구", (Column(name="2020", alias="y2020", type=ColumnType.INTEGER),), {"y2020": [300]})
    assert ask(client, f"select * frm {table.sql_name} where 연도 = 2020").json()["code"] == "sql_syntax"


@pytest.mark.parametrize("path", ["rows", "aggregate", "download.csv"])
def test_a_misspelt_parameter_is_not_overlooked(client, parking, path):
    refused = client.get(f"/api/v1/tables/{parking.sql_name}/{path}", {"filters": "구:eq:중구"})
    assert (refused.status_code, refused.json()["code"]) == (400, "parameter_unknown")
    assert "filter" in refused.json()["facts"]["names"]


@pytest.mark.parametrize(("language", "said"), [("ko", "정수(1200)"), ("en", "a whole number (1200)")])
def test_a_value_that_does_not_fit_is_told_how_to_write_it(client, parking, language, said):
    asked = {"filter": "요금:gte:많이", "lang": language}
    assert said in client.get(f"/api/v1/tables/{parking.sql_name}/rows", asked).json()["title"]


def test_unreadable_requests_are_problem_documents(client, parking):
    for response in (
        client.get(f"/api/v1/tables/{parking.sql_name}/rows", {"limit": "x"}),
        client.post("/api/v1/sql", "{", content_type="application/json"),
        client.post("/api/v1/sql", orjson.dumps({"sql": "select 1"}), content_type="text/plain"),
        client.get(f"/api/v1/tables/{parking.sql_name}/download.exe"),
    ):
        assert 400 <= response.status_code < 500
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["title"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "limit: 10000 이하여야 합니다."), ("en", "limit: It must be at most 10000.")],
)
def test_what_does_not_read_is_told_in_the_askers_language(client, parking, language, said):
    asked = {"limit": "10001", "lang": language}
    assert said in client.get(f"/api/v1/tables/{parking.sql_name}/rows", asked).json()["title"]
    missing = client.post(f"/api/v1/sql?lang={language}", b"{}", content_type="application/json").json()
    assert missing["facts"]["where"] == "sql"


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("datasets", "issued", "5"),
        ("datasets", "issued", "[]"),
        ("datasets", "issued", '"2021-01-01T10:00"'),
        ("datasets", "place", '"\\ud800"'),
        ("sql", "limit", "1e400"),
        ("sql", "limit", f'"{"9" * 5000}"'),
    ],
)
def test_no_english_sentence_stands_in_a_korean_refusal(client, minji, bearer, path, field, value):
    body = f'{{"title": "a", "sql": "select 1", "{field}": {value}}}'
    told = client.post(f"/api/v1/{path}", body, content_type="application/json", headers=bearer(minji)).json()
    assert told["title"].startswith(f"요청을 읽을 수 없습니다. {field}: ")
    assert not re.search("[a-z] [a-z]", told["title"])


def test_head_tells_what_get_would_answer_without_its_body(client, parking):
    rows = f"/api/v1/tables/{parking.sql_name}/rows"
    for address in (rows, rows.replace("rows", "download.csv")):
        told, given = client.head(address), client.get(address)
        assert (told.status_code, told.getvalue()) == (200, b"")
        assert told["Content-Type"] == given["Content-Type"]
    assert client.head("/api/v1/tables/nowhere/rows").status_code == 404


def test_a_method_without_a_meaning_is_refused_as_a_problem(client, parking):
    response = client.delete(f"/api/v1/tables/{parking.sql_name}/rows?lang=en")
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "This address does not answer DELETE. Use one of: GET"


def test_answers_and_refusals_hold_korean_as_it_is_written(client, parking):
    assert "부산 공영주차장" in client.get("/api/v1/tables").content.decode()
    assert "찾으시는 것이 없거나" in client.get("/api/v1/tables/없음").content.decode()
    assert "토큰" in client.get("/api/v1/tables", headers={"Authorization": "Bearer naru_x"}).content.decode()


def test_where_nothing_is_alike_the_sentence_says_so(client, parking):
    told = ask(client, "select * from 전혀다른이름").json()
    assert told["title"].endswith("비슷한 표: 없음")
    assert told["facts"]["nearest"] == "-"


def test_a_list_of_what_may_be_chosen_reads_in_both_languages(client, parking):
    refused = client.get(f"/api/v1/tables/{parking.sql_name}/download.exe").json()
    assert "하나여야 합니다: csv, json, jsonl, parquet, arrow, feather, xlsx, geojson, fgb" in refused["title"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("select ‘중구’ from {table}", "sql_curly_quotes"),
        ("select count（*） from {table}", "sql_full_width"),
        ("select top 3 * from {table}", "sql_top"),
        ("select to_char(current_date, 'YYYY') from {table}", "sql_other_function"),
        ("select naru_area('a'::blob) from {table}", "sql_not_allowed"),
    ],
)
def test_habits_of_other_engines_are_told_what_to_write(client, parking, asked, code):
    assert ask(client, asked.format(table=parking.sql_name)).json()["code"] == code


def test_a_query_of_split_syllables_is_read_as_whole_ones(client, parking):
    import unicodedata

    split = unicodedata.normalize("NFD", f"select count(구) as 수 from {parking.sql_name}")
    assert ask(client, split).json()["columns"][0]["name"] == "수"
