"""The Delta Sharing protocol as a client sees it: every line of its conformance list."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import duckdb
import pyarrow.parquet as pq
import pytest
import time_machine

from naru.base.kit.person import SYSTEM, Person
from naru.data.catalogue import reads as catalogue
from naru.data.usage import reads as usage
from naru.data.usage import recording
from naru.systems.sharing import actions, lending
from tests.integration.sharing.conftest import Deal, part
from tests.personas import Organisations
from tests.sharing import Program, add_files, body_of, give, lines_of, path_of, program, publish_shared, take_back

DELTA = {"delta-sharing-capabilities": "responseformat=delta;readerfeatures=deletionvectors,columnmapping"}


def urls(answer: Any) -> list[str]:
    return [line["file"]["url"] for line in lines_of(answer) if "file" in line]


def ids(answer: Any) -> list[str]:
    return [line["file"]["id"] for line in lines_of(answer) if "file" in line]


def at(deal: Deal, end: str) -> str:
    return path_of(deal.shared) + end


# who is let in


def test_nobody_without_a_good_token_sees_anything(deal: Deal) -> None:
    for token in ("", "wrong", "narushare_" + "A" * 43):
        answer = Program(token=token).get("/shares")
        assert (answer.status_code, answer.json()["errorCode"]) == (401, "UNAUTHENTICATED")


def test_an_expired_token_says_so_and_a_revoked_one_too(deal: Deal) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31), tick=False):
        answer = deal.program.get("/shares")
        assert (answer.status_code, "expired" in answer.json()["message"]) == (401, True)
    actions.revoke_token(deal.program.token_id, by=SYSTEM)
    answer = deal.program.get("/shares")
    assert (answer.status_code, "revoked" in answer.json()["message"]) == (401, True)


def test_a_token_sees_its_own_shares_and_no_others(deal: Deal, organisations: Organisations, junho: Person) -> None:
    other = publish_shared("남의 것", organisation=organisations.city.id)
    add_files(other, [part(1)])
    give(other, organisations.seller.id)
    theirs = program(junho, organisations.seller.id)
    assert [item["name"] for item in deal.program.get("/shares").json()["items"]] == ["해운대데이터"]
    assert [item["name"] for item in theirs.get("/shares").json()["items"]] == ["부산광역시"]
    missing = deal.program.get(f"/shares/{quote('부산광역시')}")
    assert (missing.status_code, missing.json()["errorCode"]) == (404, "RESOURCE_DOES_NOT_EXIST")


# lists


def test_names_keep_hangul_spaces_and_plus_and_are_compared_without_case(deal: Deal) -> None:
    assert (deal.shared.share, deal.shared.schema, deal.shared.name) == ("해운대데이터", "상권 분석", "유동 인구+1")
    tables = deal.program.get(f"/shares/{quote(deal.shared.share)}/all-tables").json()["items"]
    assert [(item["share"], item["schema"], item["name"], item["accessModes"]) for item in tables] == [
        ("해운대데이터", "상권 분석", "유동 인구+1", ["url"])
    ]


def test_lists_come_in_pages_whose_union_is_the_whole(deal: Deal, organisations: Organisations) -> None:
    for title in ("B", "a", "다", "나"):
        table = publish_shared(title, organisation=organisations.seller.id)
        add_files(table, [part(1)])
        give(table, organisations.buyer.id)
    path = f"/shares/{quote(deal.shared.share)}/all-tables"
    whole = [item["name"] for item in deal.program.get(path).json()["items"]]
    assert whole == ["a", "B", "나", "다", "유동 인구+1"]
    got, token = [], ""
    while True:
        page = deal.program.get(f"{path}?maxResults=2" + (f"&pageToken={token}" if token else "")).json()
        got += [item["name"] for item in page["items"]]
        if not (token := page.get("nextPageToken", "")):
            break
    assert got == whole
    nothing = deal.program.get(f"{path}?maxResults=0").json()
    assert (nothing["items"], bool(nothing["nextPageToken"])) == ([], True)
    for wrong in ("maxResults=-1", "maxResults=abc", "pageToken=garbage", f"pageToken={nothing['nextPageToken']}x"):
        assert deal.program.get(f"{path}?{wrong}").status_code == 400
    assert deal.program.get(f"/shares?pageToken={nothing['nextPageToken']}").status_code == 400


# versions


def test_the_version_stands_in_a_header_everywhere(deal: Deal) -> None:
    for method, end in (("HEAD", ""), ("GET", "/version"), ("GET", "/metadata"), ("POST", "/query")):
        answer = deal.program.get(at(deal, end), method)
        assert (answer.status_code, answer.headers["Delta-Table-Version"]) == (200, "2")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"version": 0}, 200),
        ({"version": 2}, 200),
        ({"version": 3}, 400),
        ({"version": -1}, 400),
        ({"version": "x3"}, 400),
        ({"version": True}, 400),
        ({"timestamp": "2000-01-01T00:00:00-08:00"}, 400),
        ({"timestamp": "9999-01-01T00:00:00-08:00"}, 400),
        ({"timestamp": "2026-01-01"}, 400),
        ({"version": 1, "timestamp": "2026-01-01T00:00:00Z"}, 400),
        ({"version": 1, "startingVersion": 0}, 400),
        ({"timestamp": "2026-01-01T00:00:00Z", "startingVersion": 0}, 400),
        ({"startingVersion": 0, "endingVersion": 2}, 200),
        ({"startingVersion": 2, "endingVersion": 1}, 400),
        ({"startingVersion": 0, "endingVersion": 3}, 400),
        ({"limitHint": 0}, 200),
        ({"limitHint": -1}, 400),
        ({"predicateHints": {}}, 400),
        ({"maxFiles": 0}, 400),
        ({"maxFiles": "string"}, 400),
        ({"refreshToken": "x", "version": 1}, 400),
        ({"refreshToken": "x"}, 400),
        ({"pageToken": "x"}, 400),
        ("{", 400),
        ("[]", 400),
        ("", 200),
    ],
)
def test_a_question_is_answered_or_refused_for_good(deal: Deal, body: Any, status: int) -> None:
    answer = deal.program.query(deal.shared, body)
    assert answer.status_code == status
    if status == 400:
        assert set(answer.json()) == {"errorCode", "message"}


def test_an_instant_finds_its_version_in_any_zone(deal: Deal) -> None:
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    assert deal.program.query(deal.shared, {"timestamp": now}).headers["Delta-Table-Version"] == "2"
    later = quote((datetime.now(UTC) + timedelta(days=1)).isoformat())
    assert deal.program.get(at(deal, f"/version?startingTimestamp={later}")).status_code == 400
    first = deal.program.get(at(deal, "/version?startingTimestamp=2026-01-01T00:00:00Z"))
    assert (first.status_code, first.headers["Delta-Table-Version"]) == (200, "0")
    for wrong in ("abc", "2026-01-01", "2026-01-01T00:00:00 09:00"):
        assert deal.program.get(at(deal, f"/version?startingTimestamp={wrong}")).status_code == 400


def test_a_version_is_the_same_twice_and_file_ids_stay(deal: Deal) -> None:
    first, second = deal.program.query(deal.shared, {"version": 0}), deal.program.query(deal.shared, {"version": 0})
    once, twice = lines_of(first), lines_of(second)
    assert [line["file"]["id"] for line in once[2:]] == [line["file"]["id"] for line in twice[2:]]
    assert not {line["file"]["url"] for line in once[2:]} & {line["file"]["url"] for line in twice[2:]}


# formats


def test_parquet_answers_are_protocol_metadata_and_files(deal: Deal) -> None:
    answer = deal.program.query(deal.shared)
    protocol, metadata, *files = lines_of(answer)
    assert protocol == {"protocol": {"minReaderVersion": 1}}
    assert metadata["metaData"]["numFiles"] == len(files) == 3
    assert metadata["metaData"]["format"] == {"provider": "parquet"}
    assert '"comment":"매출"' in metadata["metaData"]["schemaString"]
    assert {"url", "id", "partitionValues", "size", "stats", "expirationTimestamp"} == set(files[0]["file"])
    assert "delta-sharing-capabilities" not in answer.headers


def test_delta_answers_wrap_each_line_and_echo_what_they_do(deal: Deal) -> None:
    answer = deal.program.query(deal.shared, None, **DELTA)
    protocol, metadata, *files = lines_of(answer)
    assert answer.headers["delta-sharing-capabilities"] == "responseformat=delta"
    assert "deltaProtocol" in protocol["protocol"]
    assert metadata["metaData"]["deltaMetadata"]["partitionColumns"] == []
    assert files[0]["file"]["deltaSingleAction"]["add"]["path"].startswith("http")
    both = {"delta-sharing-capabilities": "responseformat=delta,parquet;future=1;asyncquery=true"}
    answer = deal.program.query(deal.shared, None, **both)
    assert answer.headers["delta-sharing-capabilities"] == "responseformat=parquet"


def test_the_end_line_comes_only_where_it_was_asked(deal: Deal) -> None:
    assert all("endStreamAction" not in line for line in lines_of(deal.program.query(deal.shared)))
    asked = {"delta-sharing-capabilities": "responseformat=parquet;includeendstreamaction=true"}
    answer = deal.program.query(deal.shared, None, **asked)
    assert "includeEndStreamAction=true" in answer.headers["delta-sharing-capabilities"]
    assert "endStreamAction" in lines_of(answer)[-1]


def test_pages_of_files_are_of_one_version_and_together_the_whole(deal: Deal) -> None:
    whole, got, token, pages = ids(deal.program.query(deal.shared)), [], "", 0
    while True:
        answer = deal.program.query(deal.shared, {"maxFiles": 1, **({"pageToken": token} if token else {})})
        *_, end = lines = lines_of(answer)
        got += [line["file"]["id"] for line in lines if "file" in line]
        pages += 1
        if pages == 1:
            add_files(deal.table, [part(20)])  # a newer version does not disturb who reads an older one
        if not (token := end["endStreamAction"].get("nextPageToken", "")):
            break
        last = token
    assert (got, pages) == (whole, 3)
    assert deal.program.query(deal.shared, {"maxFiles": 1, "limitHint": 5, "pageToken": last}).status_code == 400
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2), tick=False):
        assert deal.program.query(deal.shared, {"maxFiles": 1, "pageToken": last}).status_code == 400


def test_addresses_are_made_anew_for_the_same_files(deal: Deal) -> None:
    first = lines_of(deal.program.query(deal.shared, {"includeRefreshToken": True, "limitHint": 15}))
    token = first[-1]["endStreamAction"]["refreshToken"]
    add_files(deal.table, [part(21)])
    again = lines_of(deal.program.query(deal.shared, {"refreshToken": token}))
    assert [line["file"]["id"] for line in again if "file" in line] == [
        line["file"]["id"] for line in first if "file" in line
    ]


def test_file_ids_are_hashed_as_asked_or_refused(deal: Deal) -> None:
    answer = deal.program.query(deal.shared, None, fileidhash="sha256")
    assert (answer.headers["fileidhash"], len(ids(answer)[0])) == ("sha256", 64)
    assert len(ids(deal.program.query(deal.shared, None, fileidhash="md5"))[0]) == 32
    for wrong in (" ", "crc"):
        assert deal.program.query(deal.shared, None, fileidhash=wrong).status_code == 400


# which files


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ({"predicateHints": ["nalja = '2026-11-07'"]}, 1),
        ({"predicateHints": ["nalja >= '2026-11-08'", "gu = '구2'"]}, 1),
        ({"predicateHints": ["; drop table"], "jsonPredicateHints": "{"}, 3),
        ({"predicateHints": ["nalja = '1999-01-01'"]}, 0),
        ({"limitHint": 1}, 1),
        ({"limitHint": 10}, 1),
        ({"limitHint": 11}, 2),
        ({"limitHint": 0}, 0),
    ],
)
def test_hints_leave_whole_files_out(deal: Deal, body: Any, files: int) -> None:
    assert len(ids(deal.program.query(deal.shared, body))) == files


# changes


def test_changes_are_files_that_came_and_went(deal: Deal) -> None:
    answer = deal.program.get(at(deal, "/changes?startingVersion=1&endingVersion=2"))
    actions_of = [(next(iter(line)), next(iter(line.values())).get("version")) for line in lines_of(answer)[2:]]
    assert actions_of == [*[("remove", 1)] * 3, *[("add", 1)] * 3, *[("remove", 2)] * 3, *[("add", 2)] * 3]
    first = lines_of(deal.program.get(at(deal, "/changes?startingVersion=0&endingVersion=0")))
    assert first[1]["metaData"]["configuration"] == {"delta.enableChangeDataFeed": "true"}


def test_appended_rows_are_the_only_change(deal: Deal) -> None:
    add_files(deal.table, [part(15)], mode="append")
    lines = lines_of(deal.program.get(at(deal, "/changes?startingVersion=3")))[2:]
    assert [next(iter(line)) for line in lines] == ["add"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?startingVersion=1&startingTimestamp=2026-02-02T00:00:00Z",
        "?startingVersion=1&endingVersion=2&endingTimestamp=2026-02-02T00:00:00Z",
        "?startingVersion=2&endingVersion=1",
        "?startingVersion=999",
        "?startingVersion=abc",
        "?startingTimestamp=2026-04-29",
        "?startingTimestamp=2026-04-29T00:00:00 09:00",
    ],
)
def test_a_span_that_makes_no_sense_is_refused(deal: Deal, query: str) -> None:
    assert deal.program.get(at(deal, f"/changes{query}")).status_code == 400


# files


def test_an_address_gives_its_file_in_whole_in_parts_and_as_often_as_asked(deal: Deal) -> None:
    [url, *_] = urls(deal.program.query(deal.shared))
    stranger = Program(token="")
    whole = [stranger.get(url) for _ in range(10)]
    assert {answer.status_code for answer in whole} == {200}
    content = body_of(whole[0])
    assert pq.read_table(BytesIO(content)).num_rows == 10
    assert whole[0].headers["Content-Length"] == str(len(content))
    head = stranger.get(url, "HEAD")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(content)))
    first = stranger.get(url, range="bytes=0-3")
    assert (first.status_code, body_of(first)) == (206, b"PAR1")
    assert first.headers["Content-Range"] == f"bytes 0-3/{len(content)}"
    assert body_of(stranger.get(url, range="bytes=-8")) == content[-8:]
    assert stranger.get(url, range=f"bytes={len(content)}-").status_code == 416


def test_duckdb_reads_the_files_that_addresses_give(deal: Deal, tmp_path: Path) -> None:
    for number, url in enumerate(urls(deal.program.query(deal.shared))):
        (tmp_path / f"{number}.parquet").write_bytes(body_of(Program(token="").get(url)))
    asked = f"SELECT count(*), min(nalja), sum(geumaek) FROM read_parquet('{tmp_path}/*.parquet')"
    assert duckdb.sql(asked).fetchall()[0] == (
        30,
        date(2026, 11, 7),
        3 * sum(1_000_000 + 37 * row for row in range(10)),
    )


def test_an_address_that_was_touched_is_dead(deal: Deal) -> None:
    one, two, _ = urls(deal.program.query(deal.shared))
    for place in range(one.index("/files/") + 7, len(one), 7):
        wrong = one[:place] + ("A" if one[place] != "A" else "B") + one[place + 1 :]
        assert Program(token="").get(wrong).status_code == 403, wrong
    mixed = two.split("?")[0] + "?" + one.split("?")[1]
    assert Program(token="").get(mixed).status_code == 403
    assert Program(token="").get(one.split("?")[0]).status_code == 403
    assert Program(token="").get(urlsplit(one).path.removeprefix("/delta-sharing") + "/../../secret").status_code == 404


def test_an_address_dies_with_its_instant(deal: Deal) -> None:
    line = lines_of(deal.program.query(deal.shared))[2]["file"]
    ends = datetime.fromtimestamp(line["expirationTimestamp"] / 1000, UTC)
    with time_machine.travel(ends - timedelta(milliseconds=1), tick=False):
        assert Program(token="").get(line["url"]).status_code == 200
    with time_machine.travel(ends, tick=False):
        assert Program(token="").get(line["url"]).status_code == 403


def test_a_revoked_right_ends_addresses_and_running_downloads(
    deal: Deal, organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "CHECKED_FOR_S", 0.0)
    monkeypatch.setattr("naru.systems.sharing.server.CHUNK_BYTES", 512)
    [url, *_] = urls(deal.program.query(deal.shared))
    running = Program(token="").get(url).streaming_content
    assert len(next(iter(running))) == 512
    take_back(deal.table)
    with pytest.raises(Exception, match="address is wrong"):
        next(iter(running))
    assert Program(token="").get(url).status_code == 403
    give(deal.table, organisations.buyer.id)
    assert Program(token="").get(url).status_code == 200
    actions.revoke_token(deal.program.token_id, by=SYSTEM)
    assert Program(token="").get(url).status_code == 403


def test_a_query_is_metered_once_however_often_its_files_are_fetched(deal: Deal) -> None:
    one, two, three = urls(deal.program.query(deal.shared))
    for url in (one, one, two, three, three):
        body_of(Program(token="").get(url))
    recording.roll_up()
    [entitlement] = catalogue.entitlements_on(deal.table.dataset_id, SYSTEM)
    metered = usage.metered(entitlement=entitlement.id, since=date(2026, 1, 1), until=date(9999, 1, 1))
    assert (metered.total.reads, metered.total.rows) == (1, 30)


# the rest


def test_what_is_not_there_is_said_in_json(deal: Deal) -> None:
    for path, method, status in (
        ("/sharez", "GET", 404),
        ("/shares", "PUT", 405),
        (at(deal, "/temporary-table-credentials"), "POST", 404),
        ("/shares/nope", "GET", 404),
    ):
        answer = deal.program.get(path, method)
        assert (answer.status_code, set(answer.json())) == (status, {"errorCode", "message"})


def test_a_token_that_asks_too_often_waits_and_others_do_not(
    deal: Deal, organisations: Organisations, seoyeon: Person, settings: Any
) -> None:
    settings.NARU_SHARING_QUERIES = 3
    other = program(seoyeon, organisations.buyer.id)
    assert [deal.program.query(deal.shared).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = deal.program.query(deal.shared)
    assert refused.headers["Retry-After"] == "15"
    assert refused.json()["errorCode"] == "REQUEST_LIMIT_EXCEEDED"
    assert other.query(deal.shared).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61), tick=False):
        assert deal.program.query(deal.shared).status_code == 200
