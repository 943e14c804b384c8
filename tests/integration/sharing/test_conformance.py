"""Every case of the shared conformance list, asked of one world. What a case says in words is a row of ``MEANINGS``."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pytest
import time_machine

from naru.base.kit.person import SYSTEM, Person
from naru.data.catalogue.core.entitlement import TableScope, Terms, Versions
from naru.data.catalogue.core.values import Table
from naru.systems.sharing import actions, lending
from tests.integration.sharing.conftest import part
from tests.personas import Organisations, make_organisation
from tests.sharing import Program, add_files, body_of, give, lines_of, program, publish_shared

SHARED = Path(__file__).resolve().parents[3].parent / "shared/data/exchange/delta-sharing/conformance.json"
Case = Mapping[str, Any]

INAPPLICABLE = {
    "metadata_delta_features_missing": "our lake writes no column mapping; test_answers holds the refusal",
    "query_dv": "our lake writes no deletion vectors",
    "query_dv_parquet_only": "our lake writes no deletion vectors; test_answers holds the refusal",
    "cdf_not_recorded": "changes are worked out from the log, so that no version lacks them",
    "too_many": "there is no rate limit that a test could reach",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The buyer has ``table`` whole (shares 부산), and of ``Busan Lab`` the newest of two versions."""

    table: Table
    reads: Program
    tokens: Mapping[str | None, Program]
    places: Mapping[str, str]

    def asked(self, case: Case) -> Any:
        """The case's request, made; its own preparations are in ``PREPARED``."""
        said = PREPARED.get(case["id"], lambda world, request: request)(self, case["request"])
        token = said.get("token", "good")
        who = self.reads if token == "good" else self.tokens[token]
        return who.get(self.path(said["path"]), said["method"], said.get("body"), **said.get("header", {}))

    def path(self, said: str) -> str:
        for name, value in self.places.items():
            said = said.replace(name, value)
        if said.startswith("http"):
            return said
        path, _, query = said.partition("?")
        return quote(path) + (f"?{quote(query, safe='=&:')}" if query else "")

    def query(self, body: Any = None, **headers: str) -> Any:
        path = quote(self.path("/shares/부산/schemas/상권/tables/유동 인구+1/query"), safe="/%")
        return self.reads.get(path, "POST", body or {}, **headers)

    def addresses(self) -> list[str]:
        return [line["file"]["url"] for line in lines_of(self.query()) if "file" in line]

    def end(self, body: Any) -> dict[str, str]:
        """The last line's action."""
        said: dict[str, str] = lines_of(self.query(body))[-1]["endStreamAction"]
        return said


@pytest.fixture
def world(organisations: Organisations, seoyeon: Person, junho: Person) -> Iterator[World]:
    buyer = organisations.buyer.id
    with time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False) as clock:
        expired = program(seoyeon, buyer, days=1)
        table = publish_shared("상권", organisation=make_organisation("pusan", "부산").id, name="유동 인구+1")
        other = publish_shared("남의 것", organisation=organisations.seller.id)
        hidden = publish_shared("plain", organisation=make_organisation("lab", "Busan Lab").id)
        for version in range(3):
            clock.move_to(datetime(2026, 1 + version, 2, tzinfo=UTC))
            add_files(table, [widened(part(3 * version + at + 1), version) for at in range(3)])
        for _ in range(2):
            add_files(hidden, [part(1)])
        add_files(other, [part(1)])
        clock.move_to(datetime(2026, 10, 1, tzinfo=UTC))
        give(table, buyer)
        give(other, organisations.city.id)
        give(hidden, buyer, Terms(tables={hidden.id: TableScope(versions=Versions(chosen=(2,)))}))
        clock.move_to(datetime(2026, 11, 2, tzinfo=UTC))
        revoked = program(seoyeon, buyer)
        actions.revoke_token(revoked.token_id, by=SYSTEM)
        tokens = {None: Program(token=""), "wrong": Program(token="wrong"), "expired": expired, "revoked": revoked}
        places = {
            "{other}": "해운대데이터",
            "{S upper}": "BUSAN LAB",
            "{s}": "부산",
            "{c}": "상권",
            "{t}": "유동 인구+1",
            "{nohistory}/…": "Busan Lab/schemas/plain/tables/plain",
            "{nocdf}/…": "Busan Lab/schemas/plain/tables/plain",
        }
        yield World(table=table, reads=program(seoyeon, buyer), tokens=tokens, places=places)


def widened(rows: pa.Table, version: int) -> pa.Table:
    """The newest version has a column more."""
    return rows.append_column("메모", pa.array([""] * rows.num_rows)) if version == 2 else rows


# what a case's request needs first

Prepared = Callable[[World, Case], Case]


def with_body(body_of_world: Callable[[World], Any]) -> Prepared:
    return lambda world, request: {**request, "body": body_of_world(world)}


def at_file(change: Callable[[list[str]], str] = lambda urls: urls[0]) -> Prepared:
    return lambda world, request: {**request, "token": None, "path": change(world.addresses())}


def list_token(world: World, request: Case) -> Case:
    token = world.reads.get(world.path("/shares/{s}/schemas?maxResults=0")).json()["nextPageToken"]
    return {**request, "path": f"/shares?pageToken={token}"}


def expired_page(world: World, request: Case) -> Case:
    """A page's token that is more than an hour old."""
    with time_machine.travel(datetime(2026, 11, 1, 22, 59, tzinfo=UTC), tick=False):
        token = world.end({"maxFiles": 1})["nextPageToken"]
    return {**request, "body": {"pageToken": token}}


def after_revocation(world: World, request: Case) -> Case:
    [address, *_] = world.addresses()
    assert world.tokens[None].get(address).status_code == 200
    actions.revoke_token(world.reads.token_id, by=SYSTEM)
    time.sleep(lending.CHECKED_FOR_S)
    return {**request, "token": None, "path": address}


PREPARED: Mapping[str, Prepared] = {
    "shares_token_of_other_list": list_token,
    "query_page_token_other_args": with_body(
        lambda world: {"maxFiles": 1, "pageToken": world.end({"maxFiles": 1, "limitHint": 15})["nextPageToken"]}
    ),
    "query_page_token_expired": expired_page,
    "query_refresh": with_body(
        lambda world: {"refreshToken": world.end({"includeRefreshToken": True})["refreshToken"]}
    ),
    **dict.fromkeys(("url_get", "url_range", "url_suffix_range", "url_head", "url_twice"), at_file()),
    "url_no_auth_header_needed": at_file(),
    "url_tampered": at_file(lambda urls: urls[0][:-1] + ("0" if urls[0][-1] != "0" else "1")),
    "url_other_file": at_file(lambda urls: urls[1].split("?")[0] + "?" + urls[0].split("?")[1]),
    "url_path_traversal": at_file(lambda urls: urls[0].split("?")[0] + "/../../secret"),
    "url_after_revoke": after_revocation,
}

# what is expected of an answer, by the key of the expectation


@dataclass(frozen=True, slots=True)
class Run:
    world: World
    case: Case
    answer: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.body.decode("ascii").splitlines()]

    def again(self) -> Any:
        return self.world.asked(self.case)


def reaches(line: Any, dotted: str) -> bool:
    for name in dotted.split("."):
        if not isinstance(line, dict) or name not in line:
            return False
        line = line[name]
    return True


def has_lines(run: Run, wanted: Any) -> bool:
    """["protocol", "metaData", "file*"]: these, and then any number of the starred; a sentence: see ``MEANINGS``."""
    if isinstance(wanted, str):
        return True
    fixed = [name for name in wanted if not name.endswith("*")]
    rest = {name.removesuffix("*") for name in wanted if name.endswith("*")}
    lines = run.lines
    begins = len(lines) >= len(fixed) and all(map(reaches, lines, fixed))
    return begins and all(next(iter(line)) in rest for line in lines[len(fixed) :])


def echoes(run: Run, wanted: str) -> bool:
    name, _, value = wanted.partition(": ")
    if name in run.answer.headers:
        return value in run.answer.headers[name]
    return any(wanted in said for said in run.answer.headers.values())


def file_ids(answer: Any) -> list[str]:
    return [line["file"]["id"] for line in lines_of(answer) if "file" in line]


def follows(run: Run, wanted: str) -> bool:
    """The pages' union is the whole, without repeats."""
    request, whole, pages, token = run.case["request"], "", [], ""
    if request["method"] == "POST":
        while True:
            answer = run.world.query({"maxFiles": 1, **({"pageToken": token} if token else {})})
            *lines, end = lines_of(answer)
            pages += [line["file"]["id"] for line in lines if "file" in line]
            if not (token := end["endStreamAction"].get("nextPageToken", "")):
                return pages == file_ids(run.world.query()) and len(pages) == 3
    whole = run.world.path(request["path"].partition("?")[0])
    while True:
        said = run.world.reads.get(f"{whole}?maxResults=1" + (f"&pageToken={token}" if token else "")).json()
        pages += said["items"]
        if not (token := said.get("nextPageToken", "")):
            return pages == run.world.reads.get(whole).json()["items"]


def names_of(run: Run) -> list[str]:
    return [item["name"] for item in run.json["items"]]


CHECKS: Mapping[str, Callable[[Run, Any], bool]] = {
    "status": lambda run, said: run.answer.status_code in (said if isinstance(said, list) else [said]),
    "body_mentions": lambda run, said: said in run.body.decode(),
    "errorCode": lambda run, said: run.json["errorCode"] == said,
    "keys": lambda run, said: set(said) <= set(run.json),
    "json": lambda run, said: set(said) == set(run.json),
    "no_stack_trace": lambda run, said: b"Traceback" not in run.body and b'File "' not in run.body,
    "sorted": lambda run, said: names_of(run) == sorted(names_of(run), key=str.casefold) and len(names_of(run)) == 2,
    "items": lambda run, said: len(run.json["items"]) == said,
    "nextPageToken": lambda run, said: bool(run.json["nextPageToken"]) is said,
    "header": lambda run, said: said in run.answer.headers,
    "echo": echoes,
    "ndjson": lambda run, said: run.body.endswith(b"\n") and b"\n\n" not in run.body and len(run.lines) > 0,
    "lines": has_lines,
    "no_line": lambda run, said: not any(said in line for line in run.lines),
    "last_line": lambda run, said: reaches(run.lines[-1], said),
    "same_twice": lambda run, said: file_ids(run.again()) == file_ids(run.again()),
    "same_files": lambda run, said: [x["file"]["id"] for x in run.lines if "file" in x] == file_ids(run.world.query()),
    "times": lambda run, said: {run.world.asked(run.case).status_code for _ in range(said)} == {200},
    "content": lambda run, said: run.body.startswith(b"PAR1") and run.body.endswith(b"PAR1"),
    "body": lambda run, said: run.body == said.encode(),
    "within_s": lambda run, said: said > lending.CHECKED_FOR_S,
    "follow": follows,
    "meaning": lambda run, said: run.case["id"] in MEANINGS,
}


def version_of(run: Run) -> str:
    return str(run.answer.headers["Delta-Table-Version"])


def urls_of(lines: list[Any]) -> set[str]:
    return {line["file"]["url"] for line in lines if "file" in line}


def dies_in_time(run: Run) -> bool:
    for line in run.lines[2:]:
        ends = datetime.fromtimestamp(line["file"]["expirationTimestamp"] / 1000, UTC)
        assert ends > datetime.now(UTC)
        with time_machine.travel(ends + timedelta(seconds=1), tick=False):
            assert run.world.tokens[None].get(line["file"]["url"]).status_code == 403
    return len(run.lines) == 5


def kinds(run: Run) -> list[str]:
    return [next(iter(line)) for line in run.lines]


def versions_of_changes(run: Run) -> bool:
    changed = [next(iter(line.values())) for line in run.lines[2:]]
    return {change["version"] for change in changed} == {0, 1, 2} and all("timestamp" in change for change in changed)


MEANINGS: Mapping[str, Callable[[Run], bool]] = {
    "version_ts": lambda run: version_of(run) == "0",
    "query_limit": lambda run: kinds(run) == ["protocol", "metaData", "file"],
    "query_ts_offset": lambda run: version_of(run) == version_of(replace_case(run, "2026-05-01T00:00:00Z")) == "2",
    "query_stable_ids": lambda run: (
        file_ids(run.again()) == [line["file"]["id"] for line in run.lines[2:]]
        and not urls_of(run.lines) & urls_of(lines_of(run.again()))
    ),
    "query_expiry": dies_in_time,
    "query_predicates": lambda run: len(run.lines) == 5,
    "query_predicate_garbage": lambda run: len(run.lines) == 5,
    "query_fileidhash": lambda run: all(len(line["file"]["id"]) == 64 for line in run.lines[2:]),
    "query_async_not_supported": lambda run: "asyncquery" not in str(run.answer.headers).lower(),
    "cdf_space_for_plus": lambda run: run.answer.status_code < 500,
    "credential_endpoint_absent": lambda run: "errorCode" in run.json,
    "query_start_end": lambda run: versions_of_changes(run) and set(kinds(run)[2:]) == {"add", "remove"},
    "cdf": lambda run: versions_of_changes(run) and set(kinds(run)[2:]) == {"add", "remove"},
    "cdf_schema_change": lambda run: kinds(run).count("metaData") == 2,
    "share_case": lambda run: run.json["share"]["name"] == "Busan Lab",
    "url_suffix_range": lambda run: len(run.body) == 8 and run.body.endswith(b"PAR1"),
}


def replace_case(run: Run, timestamp: str) -> Run:
    return run_of(run.world, {**run.case, "request": {**run.case["request"], "body": {"timestamp": timestamp}}})


def run_of(world: World, case: Case) -> Run:
    answer = world.asked(case)
    return Run(world, case, answer, body_of(answer))


def failed(world: World, case: Case) -> str:
    """What of the expectation does not hold, "" where all does."""
    run = run_of(world, case)
    checks = [(key, CHECKS[key](run, said)) for key, said in case["expect"].items()]
    if (meaning := MEANINGS.get(case["id"])) and all(held for _, held in checks):
        checks.append(("meaning", meaning(run)))
    wrong = [key for key, held in checks if not held]
    return f"{wrong}: {run.answer.status_code} {run.body[:300]!r}" if wrong else ""


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/data/exchange beside this checkout")
def test_every_case_of_the_conformance_list_holds(world: World) -> None:
    cases = json.loads(SHARED.read_text())["cases"]
    asked = [case for case in cases if case["id"] not in INAPPLICABLE]
    last = [case for case in asked if case["id"] == "url_after_revoke"]  # which ends the world's own token
    failures = {
        case["id"]: wrong for case in [c for c in asked if c not in last] + last if (wrong := failed(world, case))
    }
    assert failures == {}
    assert (len(asked), len(INAPPLICABLE)) == (92, 5)
    assert {case["id"] for case in cases} >= set(INAPPLICABLE) | set(MEANINGS) | set(PREPARED)
