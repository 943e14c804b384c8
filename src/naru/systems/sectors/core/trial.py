"""Rules tried before they are used: every expression and query on ten rows, so that a wrong one is told at once."""

import re

import duckdb

from naru.base.kit.sql import quoted
from naru.systems.sectors.core import check_digits
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile, ProfileError, TableRule
from naru.systems.sectors.core.relations import LINE, Relation, bind, create_day_view, create_typed_view

ROWS = 10


def try_rules(profile: Profile) -> None:
    """Raises ``ProfileError``: which rule, and what the engine said of it."""
    with Engine() as engine:
        create_day_view(engine, None)
        for table in profile.tables:
            _try_columns(profile, table)
            _stand_in(engine, table)
        for table in profile.tables:
            for rule in table.rules:
                _run(engine, profile, rule.id, f'SELECT CAST(({rule.must}) AS BOOLEAN) FROM "{table.name}"')  # noqa: S608
        for query in profile.queries:
            _run(engine, profile, query.id, f"SELECT * FROM ({query.sql})")  # noqa: S608


def _try_columns(profile: Profile, table: TableRule) -> None:
    for column in table.columns:
        if column.check and column.check not in check_digits.CHECKS:
            raise ProfileError(f"{profile.name}: {table.name}.{column.name}: no check digit '{column.check}'")
        try:
            re.compile(column.pattern)
        except re.error as error:
            raise ProfileError(f"{profile.name}: {table.name}.{column.name}: {error}") from None


def _stand_in(engine: Engine, table: TableRule) -> None:
    """Ten rows without values: enough for the engine to see names, types and functions."""
    names = tuple(column.name for column in table.columns)
    columns = "".join(f", CAST(NULL AS VARCHAR) AS {quoted(name)}" for name in names)
    name = f"_raw_{table.name}"
    engine.run(f"CREATE TABLE {quoted(name)} AS SELECT i AS {LINE}{columns} FROM range(1, {ROWS + 1}) AS t(i)")  # noqa: S608
    create_typed_view(engine, bind(engine, table, Relation(name=name, columns=names, rows=ROWS)))


def _run(engine: Engine, profile: Profile, rule: str, sql: str) -> None:
    try:
        engine.select(sql)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise ProfileError(f"{profile.name}: {rule}: {said}") from None
