"""A page of 100 rows anywhere in a 13 M-row table, and a group-by over it, through the API.

Beside: the same question to DuckDB on the same file, and to PostgreSQL as CKAN's data store asks it (LIMIT and OFFSET
on a primary key), where Debian's PostgreSQL is installed.

    python -m bench.rows [--rows 13000000] [--no-postgres]
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

import duckdb
import psycopg

from bench._site import ROWS_SQL, home, line, median_ms, publish_rows
from tests.servers import postgres, postgres_programs

Ask = Callable[[str], object]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=13_000_000)
    parser.add_argument("--no-postgres", action="store_true")
    asked = parser.parse_args()
    with home() as folder:
        name, file = publish_rows(folder, asked.rows)
        print(f"{asked.rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB of Parquet")
        raw = duckdb.connect()
        raw.execute(f"create view t as from read_parquet('{file}')")
        peers: dict[str, Ask] = {"DuckDB": lambda sql: raw.execute(sql).fetchall()}
        with _postgres(asked.rows, enabled=not asked.no_postgres) as ask:
            if ask:
                peers["PostgreSQL"] = ask
            compare(f"/api/v1/tables/{quote(name)}", asked.rows, peers)


def compare(address: str, rows: int, peers: dict[str, Ask]) -> None:
    from django.test import Client

    client = Client()

    def get(path: str) -> dict[str, object]:
        response = client.get(address + path)
        assert response.status_code == 200, response.content
        return dict(response.json())

    for place, offset in (("first", 0), ("middle", rows // 2), ("last", rows - 1000)):
        sql = f"select * from t order by id limit 100 offset {offset}"
        beside = {name: median_ms(partial(ask, sql), 1) for name, ask in peers.items()}
        line(f"page of 100, {place}", median_ms(partial(get, f"/rows?offset={offset}")), beside, "≤ 100 ms")
    cursor = get(f"/rows?offset={rows // 2}")["next"]
    line("page of 100 after a cursor in the middle", median_ms(lambda: get(f"/rows?cursor={cursor}")), {}, "≤ 100 ms")
    line("page of 100, filtered on a rare value", median_ms(lambda: get("/rows?filter=fee:eq:77")), {})
    line("page of 100, sorted by a number", median_ms(lambda: get("/rows?sort=-fee"), 3), {})
    groups = (
        (
            "group by 16 values: count, sum, mean",
            "measure=count&measure=sum:fee&measure=avg:lat",
            "count(*), sum(fee), avg(lat)",
        ),
        (
            "the same with median and distinct",
            "measure=median:fee&measure=distinct:day",
            "{median}, count(distinct day)",
        ),
    )
    medians = {"DuckDB": "median(fee)", "PostgreSQL": "percentile_cont(0.5) within group (order by fee)"}
    for what, measures, cells in groups:
        asked = {name: f"select gu, {cells.format(median=medians[name])} from t group by gu" for name in peers}
        beside = {name: median_ms(partial(ask, asked[name]), 2) for name, ask in peers.items()}
        line(what, median_ms(partial(get, f"/aggregate?group=gu&{measures}"), 5), beside, "≤ 1 s")


@contextmanager
def _postgres(rows: int, *, enabled: bool) -> Iterator[Ask | None]:
    if not enabled or postgres_programs() is None:
        yield None
        return
    with (
        postgres() as address,
        tempfile.TemporaryDirectory() as folder,
        psycopg.connect(address, autocommit=True) as link,
    ):
        csv = Path(folder) / "rows.csv"
        duckdb.sql(f"copy ({ROWS_SQL.format(rows=rows)}) to '{csv}' (header false)")
        link.execute(
            "create table t (id bigint, gu text, fee bigint, lat float8, lon float8, day date, name text, open boolean)"
        )
        with csv.open("rb") as file, link.cursor().copy("copy t from stdin (format csv)") as copy:
            while piece := file.read(1 << 20):
                copy.write(piece)
        link.execute("alter table t add primary key (id)")
        link.execute("analyze t")
        yield lambda sql: link.execute(sql).fetchall()


if __name__ == "__main__":
    main()
