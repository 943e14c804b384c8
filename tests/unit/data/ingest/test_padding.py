"""White space and formulas around values: seen in memory and in a file alike, and taken off."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.ingest.core.padding import TRIMMED, UNWRAPPED, bare_fields


@pytest.mark.parametrize(
    ("values", "sql", "bare"),
    [
        (["가", "나 다"], None, []),
        ([], None, []),
        ([""], None, []),
        (["", ""], None, []),
        ([" 가"], TRIMMED, ["가"]),
        (["가 "], TRIMMED, ["가"]),
        (["가", "", "나\t"], TRIMMED, ["가", "", "나"]),
        (["\r가"], TRIMMED, ["가"]),
        (["\v\f가"], TRIMMED, ["가"]),
        (["\u00a0가"], TRIMMED, ["가"]),
        (["가\u00a0"], TRIMMED, ["가"]),
        (["\u3000가"], TRIMMED, ["가"]),
        (["가\u3000"], TRIMMED, ["가"]),
        (["\u200b가"], TRIMMED, ["가"]),
        (["가\u200b"], TRIMMED, ["가"]),
        (["\ufeff가"], TRIMMED, ["가"]),
        (["가\ufeff"], TRIMMED, ["가"]),
        (["가", "나", "다\u3000"], TRIMMED, ["가", "나", "다"]),
        (["¡가¡", "。", "㎡"], None, []),
        (['="00123"'], UNWRAPPED, ["00123"]),
        ([' ="00123"'], TRIMMED, ['="00123"']),
        (['="00123"', " 7 "], UNWRAPPED, ["00123", "7"]),
        (['="00123"', "7\u3000"], UNWRAPPED, ["00123", "7"]),
        (['="00123'], UNWRAPPED, ['="00123']),
        (['="a"b"'], UNWRAPPED, ['="a"b"']),
        (["=A1"], None, []),
        (["=A1", "가\u3000"], TRIMMED, ["=A1", "가"]),
        (['가="1"'], None, []),
    ],
)
def test_what_stands_around_values_is_taken_off(
    values: list[str], sql: str | None, bare: list[str], tmp_path: Path
) -> None:
    raw = pa.table({"c0": pa.array(values, pa.string()), "c1": pa.array(["나"] * len(values), pa.string())})
    pq.write_table(raw, tmp_path / "raw.parquet")
    with duckdb.connect() as con:
        con.from_parquet(str(tmp_path / "raw.parquet")).create_view("raw")
        for where in (raw, tmp_path / "raw.parquet"):
            assert bare_fields(con, where, ["c0", "c1"]) == ({"c0": sql} if sql else {})
        if sql:
            assert con.execute(f"SELECT {sql.replace('{c}', 'c0')} FROM raw").fetchall() == [(text,) for text in bare]


@pytest.mark.parametrize("around", [0, 1, 2])
def test_only_the_columns_own_values_are_looked_at(around: int) -> None:
    """An array may be a part of a larger one, and a column of several arrays."""
    whole = pa.array([" x "] * around + ["가", "나"] + ["\u3000"] * around)
    bare = pa.chunked_array([whole.slice(around, 2), pa.array([], pa.string()), pa.array(["다"])])
    padded = pa.chunked_array([whole.slice(around, 2), pa.array(["다 "])])
    wrapped = pa.chunked_array([pa.array(['="1"']), whole.slice(around, 2)])
    with duckdb.connect() as con:
        found = bare_fields(con, pa.table({"a": whole.slice(around, 2)}), ["a"])
        assert found == {}
        for column, wanted in ((bare, {}), (padded, {"a": TRIMMED}), (wrapped, {"a": UNWRAPPED})):
            assert bare_fields(con, pa.table({"a": column}), ["a"]) == wanted


def test_no_columns_need_nothing() -> None:
    with duckdb.connect() as con:
        assert bare_fields(con, Path("none.parquet"), []) == {}
