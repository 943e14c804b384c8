"""A workspace: data granted to a group, results bound to versions, published back with their lineage, and never more than is allowed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.commons.notices import reads as notices
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Table
from naru.data.query.actions import run_sql
from naru.systems.firms.actions import results, workspaces
from naru.systems.firms.core.states import DataState
from naru.systems.firms.reads import workspaces as reads
from tests.personas import Organisations, make_person
from tests.tables import PARKING_COLUMNS, PARKING_ROWS, add_version, publish_table

pytestmark = pytest.mark.django_db

OUTSIDER = "outsider@elsewhere.example"
ENDS = SYSTEM_CLOCK.today() + timedelta(days=60)


@pytest.fixture
def lead(organisations: Organisations) -> Person:
    return make_person("한책임", "lead@buyer.example", belongs=[(organisations.buyer, Role.STEWARD)])


@pytest.fixture
def space(organisations: Organisations, lead: Person) -> reads.Workspace:
    return workspaces.open_workspace(
        "상권 연구", purpose="회복을 잽니다.", ends=ENDS, organisation=organisations.buyer.id, by=lead
    )


@pytest.fixture
def closed(organisations: Organisations, junho: Person) -> Table:
    table = publish_table("카드 매출", organisation=organisations.seller.id)
    catalogue.set_access(table.dataset_id, Access.GRANTED, by=SYSTEM)
    return table


def count(table: Table) -> str:
    return f'select count(*) as n from "{table.sql_name}"'


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def granted(space: reads.Workspace, table: Table, lead: Person, keeper: Person, *, may_publish: bool = False) -> str:
    asked = workspaces.ask_for_data(space.id, str(table.dataset_id), "연구에", by=lead)
    workspaces.grant_data(asked, may_publish=may_publish, by=keeper)
    return asked


def test_a_grant_is_to_the_group_and_ends_with_each_seat(
    space: reads.Workspace, closed: Table, lead: Person, junho: Person, outsider: Person, minji: Person
) -> None:
    assert refusal(lambda: run_sql(count(closed), lead)) == "sql_unknown_table"
    asked = workspaces.ask_for_data(space.id, str(closed.dataset_id), "연구에", by=lead)
    assert notices.told(about=Ref(reads.DATA, asked)), "its keeper is told"
    assert [data.id for data, _ in reads.asks_for(junho)] == [asked]
    assert reads.asks_for(lead) == []
    workspaces.grant_data(asked, may_publish=False, by=junho)
    assert run_sql(count(closed), lead).rows == [[4]]
    workspaces.add_person(space.id, OUTSIDER, by=lead)
    assert run_sql(count(closed), outsider).rows == [[4]], "whoever joins reads what the group was granted"
    assert refusal(lambda: workspaces.add_person(space.id, OUTSIDER, by=lead)) == "workspace_seat_taken"
    workspaces.remove_person(space.id, outsider.id, by=outsider)
    assert refusal(lambda: run_sql(count(closed), outsider)) == "sql_unknown_table"
    assert run_sql(count(closed), lead).rows == [[4]]
    workspaces.end_data(asked, "계약이 끝남", by=junho)
    assert refusal(lambda: run_sql(count(closed), lead)) == "sql_unknown_table"
    assert reads.data(asked).state is DataState.ENDED


def test_closing_a_workspace_ends_its_data_and_leaves_it_to_be_read(
    space: reads.Workspace, closed: Table, lead: Person, junho: Person
) -> None:
    granted(space, closed, lead, junho)
    results.write_note(space.id, "기록", by=lead)
    workspaces.close_workspace(space.id, by=lead)
    assert refusal(lambda: run_sql(count(closed), lead)) == "sql_unknown_table"
    found = reads.workspace(space.id, lead)
    assert [each.text for each in reads.notes_of(found)] == ["기록"]
    assert refusal(lambda: results.write_note(space.id, "더", by=lead)) == "workspace_closed"
    assert refusal(lambda: workspaces.close_workspace(space.id, by=lead)) == "workspace_closed"


def test_a_result_is_bound_to_its_versions_and_comes_out_again(space: reads.Workspace, lead: Person) -> None:
    table = publish_table("주차장")
    made = results.keep_result(space.id, "주차장 수", count(table), by=lead)
    assert made.answer.rows == [[4]]
    assert [(each.name, each.number) for each in made.citations] == [(table.sql_name, 1)]
    more = {name: [*values, values[0]] for name, values in PARKING_ROWS.items()}
    add_version(table, PARKING_COLUMNS, more)
    assert run_sql(count(table), lead).rows == [[5]]
    assert results.comes_out_again(made.id, by=lead)
    (old,) = reads.result(made.id, lead).outdated
    assert old.number == 1
    assert results.keep_result(space.id, "다시", count(table), by=lead).answer.rows == [[5]]


def test_a_result_becomes_a_dataset_with_its_lineage(
    space: reads.Workspace, lead: Person, organisations: Organisations
) -> None:
    table = publish_table("주차장")
    sql = f'select "구", count(*) as "곳" from "{table.sql_name}" group by 1 order by 1'
    made = results.keep_result(space.id, "구별 주차장", sql, by=lead)
    dataset_id = results.publish_result(made.id, "구마다 주차장이 몇 곳인지 셌습니다.", by=lead)
    dataset = catalogue_reads.dataset(dataset_id, lead)
    assert (dataset.title, dataset.rights.organisation, dataset.rights.access) == (
        "구별 주차장",
        organisations.buyer.id,
        Access.OPEN,
    )
    (published,) = catalogue_reads.tables_of(dataset_id, lead)
    assert published.live is not None
    assert (published.live.rows, [column.name for column in published.live.columns]) == (3, ["구", "곳"])
    lineage = catalogue_reads.lineage(published.live.id, lead)
    assert [(step.sql_name, step.number) for step in lineage.inputs] == [(table.sql_name, 1)]
    assert refusal(lambda: results.publish_result(made.id, "또", by=lead)) == "result_published_already"


@pytest.mark.parametrize("may_publish", [False, True])
def test_what_came_of_closed_data_is_published_only_where_its_keeper_allows(
    may_publish: bool, space: reads.Workspace, closed: Table, lead: Person, junho: Person
) -> None:
    granted(space, closed, lead, junho, may_publish=may_publish)
    made = results.keep_result(space.id, "매출", count(closed), by=lead)
    if may_publish:
        assert results.publish_result(made.id, "셌습니다.", by=lead)
    else:
        assert refusal(lambda: results.publish_result(made.id, "셌습니다.", by=lead)) == "result_of_closed_data"


def test_permission_to_publish_ends_with_the_grant(
    space: reads.Workspace, closed: Table, lead: Person, junho: Person
) -> None:
    asked = granted(space, closed, lead, junho, may_publish=True)
    made = results.keep_result(space.id, "매출", count(closed), by=lead)
    workspaces.end_data(asked, "끝남", by=junho)
    assert refusal(lambda: results.publish_result(made.id, "셌습니다.", by=lead)) == "result_of_closed_data"


def test_what_need_not_be_asked_for_is_not(space: reads.Workspace, closed: Table, lead: Person, junho: Person) -> None:
    opened, draft = publish_table("열린 표"), publish_table("초안", publish=False)

    def ask(table: Table, why: str = "연구에") -> str:
        return refusal(lambda: workspaces.ask_for_data(space.id, str(table.dataset_id), why, by=lead))

    assert ask(opened) == "workspace_data_open"
    assert ask(draft) == "not_found"
    assert ask(closed, " ") == "reason_needed"
    asked = workspaces.ask_for_data(space.id, str(closed.dataset_id), "연구에", by=lead)
    assert ask(closed) == "workspace_data_asked"
    workspaces.decline_data(asked, "목적에 맞지 않음", by=junho)
    assert workspaces.ask_for_data(space.id, str(closed.dataset_id), "다시", by=lead) != asked


def test_too_many_rows_are_no_result(space: reads.Workspace, lead: Person) -> None:
    def rows(count: int) -> str:
        return f"select * from range({count})"

    assert (
        len(results.keep_result(space.id, "꼭 맞음", rows(results.ROWS_MOST), by=lead).answer.rows) == results.ROWS_MOST
    )
    over = rows(results.ROWS_MOST + 1)
    assert refusal(lambda: results.keep_result(space.id, "넘침", over, by=lead)) == "result_too_large"


def test_outsider_is_refused(
    space: reads.Workspace, closed: Table, lead: Person, junho: Person, outsider: Person, minji: Person
) -> None:
    made = results.keep_result(space.id, "하나", "select 1", by=lead)
    asked = workspaces.ask_for_data(space.id, str(closed.dataset_id), "연구에", by=lead)
    for by in (outsider, minji):
        for act in (
            lambda by=by: reads.workspace(space.id, by),
            lambda by=by: reads.result(made.id, by),
            lambda by=by: results.write_note(space.id, "글", by=by),
            lambda by=by: results.keep_result(space.id, "둘", "select 2", by=by),
            lambda by=by: workspaces.add_person(space.id, OUTSIDER, by=by),
            lambda by=by: workspaces.close_workspace(space.id, by=by),
        ):
            assert refusal(act) == "not_found"
        assert view_of(space.ref, by) is None
    for by in (outsider, lead):
        assert refusal(lambda by=by: workspaces.grant_data(asked, may_publish=True, by=by)) == "not_found"
