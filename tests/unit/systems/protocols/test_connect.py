"""Lines to copy: each with an address of this site, those of a table only where there is one, maps only with places."""

import json

import pytest

from naru.systems.protocols.core.connect import TableLine, catalogue_lines, dataset_lines
from tests.listed import AT

TABLE_LINES = ["duckdb", "frictionless", "croissant", "rdf", "ckan"]


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        (None, ["rdf", "ckan"]),
        (TableLine(id="t1", sql_name="표", has_places=False), TABLE_LINES),
        (TableLine(id="t1", sql_name="표", has_places=True), ["duckdb", "ogr", *TABLE_LINES[1:]]),
    ],
)
def test_a_dataset_has_the_lines_that_open_it(table: TableLine | None, ids: list[str]) -> None:
    lines = dataset_lines("d1", table, AT)
    assert [line.id for line in lines] == ids
    assert all(AT.site in line.code for line in lines)
    assert all(("d1" in line.code) or ("%ED%91%9C" in line.code) for line in lines)


def test_the_catalogue_has_a_line_for_each_tool() -> None:
    lines = catalogue_lines(AT)
    assert len({line.id for line in lines}) == len(lines) == 8
    assert all(AT.site in line.code for line in lines)
    (config,) = (line.code for line in lines if line.id == "ai")
    assert json.loads(config) == {"mcpServers": {"naru": {"type": "http", "url": f"{AT.site}/api/mcp"}}}
