"""Ready code for each tool: it is Python, and the table's address stands in it as one text."""

import ast

import pytest

from naru.systems.sharing.core.code_samples import code_samples

ADDRESS = 'city\'s.schema."bus"\\stops'


@pytest.mark.parametrize("number", range(5))
def test_code_is_python_that_opens_the_address_and_no_other(number: int) -> None:
    sample = code_samples(ADDRESS)[number]
    texts = [node.value for node in ast.walk(ast.parse(sample.code)) if isinstance(node, ast.Constant)]
    assert f"naru.share#{ADDRESS}" in texts
    assert sample.language == "python"


def test_each_tool_has_one_way_in() -> None:
    assert [sample.id for sample in code_samples("a.b.c")] == ["pandas", "polars", "duckdb", "excel", "spark"]
    spark = code_samples("a.b.c")[-1].code
    assert "deltaSharing" in spark
    assert "load_as_pandas" not in spark
