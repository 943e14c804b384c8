"""Doors of asking."""

from naru.data.query import actions as query
from tests.spec.doors.door import ANYONE, NOBODY, Door, Rows, of_each_table, with_table
from tests.spec.doors.world import World


def _select(world: World) -> dict[str, str]:
    return {"q": "SELECT", "sql": "SELECT"}  # no sentence of SQL: who may ask is seen without a child being started


def make_things(world: World) -> dict[str, str]:
    return {"shared_query": query.share_query("SELECT 1", world.people["owner"]).id}


DOORS: Rows = {
    "api:list_tables": [Door("GET", ANYONE)],
    "api:get_table": of_each_table("GET", "name"),
    "api:get_rows": of_each_table("GET", "name"),
    "api:aggregate_rows": of_each_table("GET", "name"),
    "api:facet_rows": of_each_table("GET", "name"),
    "api:query_sql": [Door("GET", ANYONE, query=lambda world: "?q=SELECT")],
    "api:download_table": of_each_table("GET", "name", format="csv"),
    "api:run_sql": [Door("POST", ANYONE, body=_select)],
    "query:chart": with_table(),
    "query:chart_embed": [
        Door("GET", ANYONE, lambda world: {"name": world.open.sql_name}, note="published"),
        Door(
            "GET",
            NOBODY,
            lambda world: {"name": world.closed.sql_name},
            note="shows only what everyone may read",
            hidden_from=ANYONE,
        ),
    ],
    "query:chart_figures": of_each_table("GET", "name"),
    "query:living": [Door("GET", NOBODY, note="no open table names districts", hidden_from=ANYONE)],
    "query:rows": with_table(),
    "query:map": with_table(),
    "query:map_ground": [Door("GET", ANYONE)],
    "query:map_places": of_each_table("GET", "name"),
    "query:api": [Door("GET", ANYONE)],
    "query:sql": [Door("GET", ANYONE), Door("POST", ANYONE, body=_select)],
    "query:sql_words": [Door("GET", ANYONE)],
    "query:sql_tables": [Door("GET", ANYONE)],
    "query:sql_share": [Door("POST", ANYONE, body=_select)],
    "query:sql_stop": [Door("POST", NOBODY, note="a query that one does not run", hidden_from=ANYONE)],
    "query:sql_download": [Door("POST", ANYONE, body=_select)],
    "query:sql_shared": [Door("GET", ANYONE, lambda world: {"query_id": world.things["shared_query"]})],
}
