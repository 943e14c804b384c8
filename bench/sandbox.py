"""What the SQL box's walls cost: the same SELECT in its limited child and in DuckDB without walls; and how promptly a
query that would never end is ended.

    python -m bench.sandbox [--rows 13000000]
"""

import argparse
import time

import duckdb

from bench._site import home, line, median_ms, publish_rows

QUERIES = {
    "select 1": "select 1",
    "page of 1,000 rows": "select * from {t} limit 1000",
    "group by 16 values": "select gu, count(*), sum(fee), avg(lat) from {t} group by 1 order by 1",
    "join and window": (
        "select gu, day, sum(fee) s, rank() over (partition by gu order by sum(fee) desc) r from {t} "
        "where open group by 1, 2 qualify r <= 3 order by 1, 4"
    ),
}
ENDLESS = (
    "select count(*) from range(100000000000) a, range(1000) b",
    "select count(distinct md5(range::varchar)) from range(10000000000)",
    "select regexp_matches(repeat('a', 100000) || 'b', '(a*)*c') from range(1000000)",
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=13_000_000)
    asked = parser.parse_args()
    with home() as folder:
        from naru.base.kit.person import SYSTEM
        from naru.base.kit.refusals import Refused
        from naru.data.query import actions
        from naru.data.query.core.values import SqlLimits

        name, file = publish_rows(folder, asked.rows)
        raw = duckdb.connect(config={"threads": 2})
        raw.execute(f"create view {name} as from read_parquet('{file}')")
        limits = SqlLimits(seconds=30)
        for what, text in QUERIES.items():
            sql = text.format(t=name)
            plain = median_ms(lambda sql=sql: raw.execute(sql).fetchall(), 5)
            cold = median_ms(lambda sql=sql: actions.run_sql(sql, SYSTEM, limits, warm=False), 3)
            line(f"{what}, child started for it", cold, {"DuckDB": plain})
            line(
                f"{what}, child waiting",
                waiting_ms(lambda sql=sql: actions.run_sql(sql, SYSTEM, limits)),
                {"DuckDB": plain},
            )
        for text in ENDLESS:
            began = time.perf_counter()
            try:
                actions.run_sql(text, SYSTEM, SqlLimits(seconds=2))
            except Refused as refused:
                print(
                    f"ended {time.perf_counter() - began - 2:+.2f} s after its limit of 2 s ({refused.code}): {text[:60]}"
                )
        actions._pool().close()


def waiting_ms(call) -> float:  # type: ignore[no-untyped-def]
    """As people ask: with a moment between two questions, in which the next child gets ready."""
    times = []
    for _ in range(4):
        time.sleep(1.5)
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times[1:])[1]


if __name__ == "__main__":
    main()
