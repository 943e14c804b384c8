"""Who reads parts of a table sees those at every door, for as long as they may, and nothing of the rest anywhere."""

from datetime import timedelta
from urllib.parse import urlencode

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Role, service
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people.models import User
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import Holder, ReadScope, TableScope, Terms, Versions
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.search.search import SearchRequest, search
from naru.data.query import actions as query
from naru.data.query import reads as query_reads
from naru.data.query.core.downloads import Format
from tests.personas import bearer_of
from tests.tables import add_version, publish_table

pytestmark = pytest.mark.django_db

COLUMNS = (
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.INTEGER),
    Column(name="전화", alias="jeonhwa", type=ColumnType.TEXT),
)
SECRET_ROW, SECRET_CELL = "숨은행값", "숨은칸값"
ROWS = {
    "gu": ["중구", "동구", "중구", SECRET_ROW],
    "yogeum": [1000, 500, 1500, 424242],
    "jeonhwa": [SECRET_CELL, SECRET_CELL, SECRET_CELL, SECRET_CELL],
}
PART = TableScope(columns=("구", "요금"), rows=("구:eq:중구",))


@pytest.fixture
def sold(junho, organisations, home):
    table = publish_table("상가 매출", COLUMNS, ROWS, organisation=organisations.seller.id)
    actions.set_access(table.dataset_id, Access.GRANTED, by=junho)
    return table


@pytest.fixture
def entitle(sold, organisations, junho):
    def give(scope: TableScope | None = PART, **terms):
        tables = None if scope is None else {sold.id: scope}
        holder = Holder.organisation(organisations.buyer.id)
        return actions.grant_entitlement(sold.dataset_id, holder, terms=Terms(tables=tables, **terms), by=junho)

    return give


def doors(table, person) -> dict[str, bytes]:
    """What every door over the table's rows answers this person."""
    from tests.personas import browser_of

    browser, name = browser_of(person), table.sql_name
    addresses = {
        "dataset": f"/datasets/{table.dataset_id}/",
        "versions": f"/datasets/{table.dataset_id}/versions/",
        "history": f"/datasets/{table.dataset_id}/history/",
        "rows": f"/rows/?{urlencode({'table': name})}",
        "words": f"/rows/?{urlencode({'table': name, 'q': SECRET_ROW[:2]})}",
        "api rows": f"/api/v1/tables/{name}/rows?count=true&filter={'요금:gt:0'}",
        "api table": f"/api/v1/tables/{name}",
        "groups": f"/api/v1/tables/{name}/aggregate?measure=max:요금&measure=count",
        "csv": f"/api/v1/tables/{name}/download.csv",
        "json": f"/api/v1/tables/{name}/download.json",
        "chart": f"/charts/?{urlencode({'table': name, 'kind': 'bar', 'x': 'gu', 'y': 'yogeum'})}",
    }
    answers = {}
    for door, address in addresses.items():
        answer = browser.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[door] = content if answer.status_code == 200 else f"{answer.status_code}".encode()
    return answers


def assert_only_the_card_shows(table, person) -> None:
    """The dataset's public card without any cell, and at the doors over its rows what to do."""
    card, *others = doors(table, person).values()
    assert "이용권" in card.decode()
    assert not [cell for cell in (SECRET_ROW, SECRET_CELL, "424242", "424,242") if cell in card.decode()]
    assert set(others) == {b"403"}


def test_a_reader_of_parts_meets_nothing_else_at_any_door(sold, entitle, seoyeon):
    assert_only_the_card_shows(sold, seoyeon)
    entitle()
    answers = doors(sold, seoyeon)
    assert {door for door, answer in answers.items() if answer in {b"403", b"404"}} == set()
    for door, answer in answers.items():
        text = answer.decode()
        assert not {SECRET_ROW, SECRET_CELL, "424242", "424,242", "동구"} & {
            word for word in (SECRET_ROW, SECRET_CELL, "424242", "424,242", "동구") if word in text
        }, door
    assert orjson.loads(answers["groups"])["rows"] == [{"max:요금": 1500, "count": 2}]
    assert [row["요금"] for row in orjson.loads(answers["api rows"])["rows"]] == [1000, 1500]


SQL = {
    'select * from "{t}" order by 요금': [["중구", 1000], ["중구", 1500]],
    'select count(*) from "{t}"': [[2]],
    'select max(b.yogeum) from ascii."{t}" a join ascii."{t}" b on true': [[1500]],
    'with x as (select * from "{t}") select sum(요금) from x': [[2500]],
    'select 구 from "{t}" where try_cast(구 as integer) is null group by 구': [["중구"]],
}


@pytest.mark.parametrize("text", SQL)
def test_sql_sees_the_part_alone(sold, entitle, seoyeon, text):
    entitle()
    assert query.run_sql(text.format(t=sold.sql_name), seoyeon, warm=False).rows == SQL[text]


ATTACKS = [
    'select 전화 from "{t}"',
    'select jeonhwa from ascii."{t}"',
    'select * from source."{t}"',
    'select * from source."{t} "',
    "select cast(구 as integer) from \"{t}\" where 구 <> '중구'",
    "select error(구) from \"{t}\" where 구 not like '중%'",
    "select 1 from \"{t}\" where 1 / (요금 - 424242) > 0 and cast(구 as integer) > 0 and 구 <> '중구'",
    'summarize select * from source."{t}"',
    "describe source.{t}",
    "select * from duckdb_tables()",
    "select * from information_schema.tables",
    'select jeonhwa from "{t}" t, lateral (select t.jeonhwa)',
    'select columns(*) from "{t}" where 전화 is not null',
]


@pytest.mark.parametrize("text", ATTACKS)
def test_sql_tells_nothing_of_what_is_outside_even_by_its_errors(sold, entitle, seoyeon, text):
    entitle()
    try:
        told = str(query.run_sql(text.format(t=sold.sql_name), seoyeon, warm=False).rows)
    except Refused as refused:
        told = f"{refused.words} {refused.facts}"
    assert SECRET_ROW not in told
    assert SECRET_CELL not in told
    assert "동구" not in told


def test_several_give_together_and_the_whole_gives_all(sold, entitle, seoyeon):
    entitle()
    entitle(TableScope(columns=("전화",), rows=("구:eq:동구",)))
    rows = query_reads.page(*_asked(sold, seoyeon)).rows
    assert rows == [
        {"구": "중구", "요금": 1000, "전화": None},
        {"구": None, "요금": None, "전화": SECRET_CELL},
        {"구": "중구", "요금": 1500, "전화": None},
    ]
    entitle(None)
    assert query_reads.open_table(sold.sql_name, seoyeon).scope.is_whole


def _asked(table, person):
    from naru.data.query.core.rows import parse_selection

    opened = query_reads.open_table(table.sql_name, person)
    return opened, parse_selection(opened.columns, names=None, filters=[], sort=None)


def test_pages_of_a_part_go_on_where_they_were(sold, entitle, seoyeon, client: Client):
    entitle(TableScope(rows=("요금:gte:1000",)))
    address, seen, cursor = f"/api/v1/tables/{sold.sql_name}/rows?limit=1", [], ""
    while True:
        page = client.get(address + cursor, headers=bearer_of(seoyeon)).json()
        seen += [row["요금"] for row in page["rows"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert (seen, page["total"]) == ([1000, 1500, 424242], 3)


def test_versions_outside_the_scope_are_not_there(sold, entitle, seoyeon, junho):
    add_version(sold, COLUMNS, {**ROWS, "yogeum": [1, 2, 3, 4]})
    entitle(TableScope(versions=Versions(chosen=(1,))))
    assert query_reads.open_table(sold.sql_name, seoyeon).version == 1
    assert [version.number for version in reads.versions(sold.id, seoyeon)] == [1]
    with pytest.raises(Refused):
        query_reads.open_table(sold.sql_name, seoyeon, 2)
    with pytest.raises(Refused):
        query.run_sql(f'select * from "{sold.sql_name}@2"', seoyeon, warm=False)
    entitle(TableScope(versions=Versions(later_than=1)))
    assert query_reads.open_table(sold.sql_name, seoyeon).version == 2


def test_a_table_that_no_entitlement_names_is_not_there(sold, seoyeon, organisations, junho):
    other = actions.ensure_table(sold.dataset_id, "다른 표", by=junho)
    add_version(other, COLUMNS, ROWS)
    terms = Terms(tables={sold.id: TableScope()})
    actions.grant_entitlement(sold.dataset_id, Holder.organisation(organisations.buyer.id), terms=terms, by=junho)
    assert [table.id for table in reads.tables_of(sold.dataset_id, seoyeon)] == [sold.id]
    assert [name for name, _ in reads.table_names(seoyeon)] == [sold.sql_name]
    with pytest.raises(Refused):
        query_reads.open_table(other.sql_name, seoyeon)


def test_the_change_of_versions_is_not_shown_to_readers_of_parts(sold, entitle, seoyeon, visit):
    add_version(sold, COLUMNS, {**ROWS, "yogeum": [1, 2, 3, 4]})
    entitle()
    assert visit(seoyeon).get(f"/datasets/{sold.dataset_id}/compare/").status_code == 403
    assert all(version.changes is None for version in reads.versions(sold.id, seoyeon))


def test_it_begins_and_ends_by_the_clock_and_at_once_when_revoked(sold, entitle, seoyeon, junho):
    now = SYSTEM_CLOCK.now()
    holder = next(iter(seoyeon.organisations))
    scope = reads.read_scope(Holder.organisation(holder), sold.id, now)
    assert scope is None
    entitle(starts=now + timedelta(days=1), ends=now + timedelta(days=2))
    at = {day: reads.read_scope(seoyeon, sold.id, now + timedelta(days=day)) for day in (0, 1, 2)}
    assert {day: found is not None for day, found in at.items()} == {0: False, 1: True, 2: False}
    assert search(SearchRequest(text="매출"), seoyeon).total == 0
    made = entitle()
    assert search(SearchRequest(text="매출"), seoyeon).total == 1
    actions.revoke_entitlement(made, reason="계약 해지", by=junho)
    assert search(SearchRequest(text="매출"), seoyeon).total == 0
    assert_only_the_card_shows(sold, seoyeon)


def test_what_leans_on_a_contract_ends_with_it(sold, entitle, seoyeon):
    contract = Ref("contract", "01J")
    entitle(basis=contract)
    entitle(basis=contract, basis_text="둘째")
    entitle(TableScope(columns=("구",)))
    assert actions.end_entitlements(contract, reason="해지", by=service("exchange")) == 2
    assert query_reads.open_table(sold.sql_name, seoyeon).scope == ReadScope(parts=(TableScope(columns=("gu",)),))
    assert actions.end_entitlements(contract, reason="해지", by=service("exchange")) == 0


def test_what_a_contract_ever_gave_is_known_by_it(sold, entitle, seoyeon, outsider):
    first, other = (entitle(basis=Ref("contract", each)) for each in ("c-1", "c-2"))
    actions.revoke_entitlement(first, reason="끝", by=SYSTEM)
    second = entitle(basis=Ref("contract", "c-1"))
    assert [each.id for each in reads.entitlements_by(Ref("contract", "c-1"), seoyeon)] == [second, first]
    assert [each.id for each in reads.entitlements_by(Ref("contract", "c-2"), SYSTEM)] == [other]
    assert reads.entitlements_by(Ref("decision", "c-1"), SYSTEM) == []
    assert reads.entitlements_by(Ref("contract", "c-1"), outsider) == []


def test_whoever_is_entitled_next_waits_for_none_before(sold, entitle):
    entitle()
    with CaptureQueriesContext(connection) as asked:
        entitle()
    assert [each["sql"] for each in asked if "SELECT" in each["sql"] and '"catalogue_entitlement"' in each["sql"]] == []


def test_what_is_begun_ends_with_the_right(sold, entitle, seoyeon, junho):
    made = entitle()
    opened = query_reads.open_table(sold.sql_name, seoyeon)
    reads.require_still(seoyeon, sold.id, opened.version, opened.scope, SYSTEM_CLOCK.now())
    actions.revoke_entitlement(made, reason="해지", by=junho)
    with pytest.raises(Refused) as told:
        reads.require_still(seoyeon, sold.id, opened.version, opened.scope, SYSTEM_CLOCK.now())
    assert told.value.code == "right_ended"


def test_a_download_ends_where_the_right_did(sold, entitle, seoyeon, junho):
    made = entitle(TableScope(columns=("구",)))
    opened, selection = _asked(sold, seoyeon)
    pieces = query_reads.download(opened, selection, Format.CSV, by=seoyeon)
    next(pieces)
    actions.revoke_entitlement(made, reason="해지", by=junho)
    with pytest.raises(Refused, match="ended meanwhile"):
        list(pieces)


@pytest.mark.parametrize("how", ["revoked", "left", "suspended", "narrowed"])
def test_an_answer_that_comes_after_the_right_is_not_given(
    sold, entitle, seoyeon, junho, organisations, monkeypatch, how
):
    made = entitle(None)

    def end(*args, **kwargs):
        if how in {"revoked", "narrowed"}:
            actions.revoke_entitlement(made, reason="해지", by=junho)
        if how == "narrowed":
            entitle()
        if how == "left":
            buyer = organisations.buyer.id
            people.add_member(organisation_id=buyer, person_id=junho.id, role=Role.OWNER, by=SYSTEM)
            people.remove_member(organisation_id=buyer, person_id=seoyeon.id, by=SYSTEM)
        if how == "suspended":
            User.objects.filter(id=seoyeon.id).update(is_active=False)
        return asked(*args, **kwargs)

    asked = query._ask
    monkeypatch.setattr(query, "_ask", end)
    with pytest.raises(Refused) as told:
        query.run_sql(f'select * from "{sold.sql_name}"', seoyeon, warm=False)
    assert told.value.code == "right_ended"


def test_services_read_what_they_are_entitled_to_and_what_is_open(sold, junho):
    exchange = service("exchange")
    opened = publish_table("열린 표")
    assert query_reads.open_table(opened.sql_name, exchange).scope.is_whole
    with pytest.raises(Refused):
        query_reads.open_table(sold.sql_name, exchange)
    actions.grant_entitlement(sold.dataset_id, Holder.service("exchange"), by=junho)
    assert query_reads.open_table(sold.sql_name, exchange).scope.is_whole


def test_what_is_sealed_is_read_by_those_named_and_found_by_nobody(sold, minji, junho, seoyeon, organisations):
    with pytest.raises(Refused) as told:
        actions.set_access(sold.dataset_id, Access.SEALED, by=minji)
    assert told.value.code == "sealed_by_service"
    actions.set_access(sold.dataset_id, Access.SEALED, by=SYSTEM)
    for person in (minji, junho, seoyeon, SYSTEM):
        with pytest.raises(Refused):
            reads.dataset(sold.dataset_id, person)
        assert search(SearchRequest(text="매출"), person).total == 0
    with pytest.raises(Refused):
        actions.grant_entitlement(sold.dataset_id, Holder.person(minji.id), by=minji)
    actions.grant_entitlement(sold.dataset_id, Holder.person(seoyeon.id), by=service("challenges"))
    assert query_reads.open_table(sold.sql_name, seoyeon).scope.is_whole
    assert search(SearchRequest(text="매출"), seoyeon).total == 0


@pytest.mark.parametrize("holder", [Holder.organisation("없음"), Holder.person("01JZZZZZZZZZZZZZZZZZZZZZZZ")])
def test_nobody_holds_nothing(sold, junho, holder):
    with pytest.raises(Refused) as told:
        actions.grant_entitlement(sold.dataset_id, holder, by=junho)
    assert told.value.code == "holder_unknown"


def test_outsider_is_refused(sold, entitle, outsider, seoyeon, organisations):
    made = entitle()
    for person in (outsider, seoyeon):
        with pytest.raises(Refused):
            actions.revoke_entitlement(made, reason="x", by=person)
        with pytest.raises(Refused):
            actions.grant_entitlement(sold.dataset_id, Holder.person(person.id), by=person)
    assert reads.entitlement(made, seoyeon).id == made
    with pytest.raises(Refused):
        reads.entitlement(made, outsider)
    assert reads.entitlements_of(Holder.organisation(organisations.buyer.id), outsider) == []
