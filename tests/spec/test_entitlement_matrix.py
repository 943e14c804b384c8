"""Every door over rows × the state of the reader's entitlement × session or token: each shows what the state gives."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import Scope
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import Holder, TableScope, Terms, Versions
from naru.data.catalogue.core.states import Access
from naru.data.query import actions as query
from tests.personas import bearer_of, browser_of
from tests.tables import publish_table

pytestmark = pytest.mark.django_db

COLUMNS = (
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.INTEGER),
)
CELLS = {"gu": ["수영구값", "동래구값"], "yogeum": [710_001, 820_002]}
DAY = timedelta(days=1)
BOTH = frozenset({"수영구값", "동래구값", "710001", "820002"})
STATES = {  # terms by (now, table), and which cells they show; None: nothing is there
    "none": (None, None),
    "whole": (lambda now, table: Terms(), BOTH),
    "running": (lambda now, table: Terms(starts=now - DAY, ends=now + DAY), BOTH),
    "coming": (lambda now, table: Terms(starts=now + DAY), None),
    "ended": (lambda now, table: Terms(starts=now - 2 * DAY, ends=now - DAY), None),
    "revoked": (lambda now, table: Terms(), None),
    "columns": (lambda now, table: Terms(tables={table: TableScope(columns=("구",))}), {"수영구값", "동래구값"}),
    "rows": (lambda now, table: Terms(tables={table: TableScope(rows=("구:eq:수영구값",))}), {"수영구값", "710001"}),
    "both": (
        lambda now, table: Terms(tables={table: TableScope(columns=("요금",), rows=("구:eq:수영구값",))}),
        {"710001"},
    ),
    "later version": (lambda now, table: Terms(tables={table: TableScope(versions=Versions(later_than=1))}), None),
    "no table": (lambda now, table: Terms(tables={}), None),
}
NO_PART = {"later version", "no table"}  # the dataset is theirs to read, and nothing of this table
HOLDERS = ("organisation", "person")
PAGES = {
    "dataset": lambda table: f"/datasets/{table.dataset_id}/",
    "rows": lambda table: f"/rows/?{urlencode({'table': table.sql_name})}",
    "chart": lambda table: f"/charts/?{urlencode({'table': table.sql_name})}",
}
API = {
    "rows": lambda table: f"/api/v1/tables/{table.id}/rows",
    "csv": lambda table: f"/api/v1/tables/{table.id}/download.csv",
    "json": lambda table: f"/api/v1/tables/{table.id}/download.json",
    "parquet": lambda table: f"/api/v1/tables/{table.id}/download.parquet",
    "groups": lambda table: f"/api/v1/tables/{table.id}/aggregate?group=구&measure=count",
}
WHOLE_DOORS = {"rows", "csv", "json"}


def shown(answer) -> tuple[int, frozenset[str]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode(errors="replace").replace(",", "")
    return answer.status_code, frozenset(cell for cell in BOTH if cell in text)


@pytest.mark.parametrize("kind", HOLDERS)
@pytest.mark.parametrize("state", STATES)
def test_every_door_shows_what_the_state_of_the_entitlement_gives(
    state, kind, junho, seoyeon, outsider, organisations, home
):
    table = publish_table("요금표", COLUMNS, CELLS, organisation=organisations.seller.id)
    actions.set_access(table.dataset_id, Access.GRANTED, by=junho)
    terms, gives = STATES[state]
    if terms is not None:
        holder = Holder.organisation(organisations.buyer.id) if kind == "organisation" else Holder.person(seoyeon.id)
        made = actions.grant_entitlement(table.dataset_id, holder, terms=terms(SYSTEM_CLOCK.now(), table.id), by=junho)
        if state == "revoked":
            actions.revoke_entitlement(made, reason="시험", by=junho)
    browser, header = browser_of(seoyeon), bearer_of(seoyeon, Scope.READ)
    answers = {f"page {door}": shown(browser.get(at(table))) for door, at in PAGES.items()}
    for door, at in API.items():
        answers[f"session {door}"] = shown(browser.get(at(table)))
        answers[f"token {door}"] = shown(Client().get(at(table), headers=header))
        assert shown(Client().get(at(table), headers=bearer_of(outsider)))[0] == 403
    for door, (status, cells) in answers.items():
        if gives is None:
            assert cells == frozenset(), door
            assert status == (404 if state in NO_PART else 403) or door == "page dataset", door
        else:
            assert cells <= gives, door
            if door.split()[1] in WHOLE_DOORS:
                assert (status, cells) == (200, gives), door
    assert _sql(table, seoyeon) == gives


def _sql(table, person) -> frozenset[str] | None:
    try:
        rows = query.run_sql(f'select * from "{table.sql_name}"', person, warm=False).rows
    except Refused:
        return None
    return frozenset(str(cell) for row in rows for cell in row)
