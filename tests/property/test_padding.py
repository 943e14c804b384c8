"""What stands around values: read off an array's bytes, by SQL in a file, and by Python, all three alike."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import example, given
from hypothesis import strategies as st

from naru.data.ingest.core.missing_values import WHITESPACE
from naru.data.ingest.core.padding import FORMULA, TRIMMED, UNWRAPPED, bare_fields

LOOKALIKES = (
    "\u00a1\u2000\u200a\u200c\u2009\u3001\ufefe\u00c2\u1680\u0085"  # share bytes with white space, or are it elsewhere
)
VALUES = st.lists(
    st.text(st.sampled_from([*WHITESPACE, *LOOKALIKES, *'a가="0', "\x00", "\x1f", "🙂"]), max_size=6), max_size=12
)


def _trimmed(text: str) -> str:
    return text.strip(WHITESPACE)


def _bare(values: list[str]) -> str | None:
    """The SQL that the values need, by the rule itself."""
    if any(value.startswith(FORMULA) for value in values):
        return UNWRAPPED
    return TRIMMED if any(value != _trimmed(value) for value in values) else None


@given(VALUES, st.integers(0, 3), st.integers(0, 3))
@example(["", ""], 0, 0)
@example(["\ufeff"], 0, 0)
@example(["a\u200b"], 1, 0)
def test_padding_is_seen_alike_in_memory_and_in_a_file(values: list[str], before: int, behind: int) -> None:
    """The array is a part of a larger one: its bytes begin and end in the middle of a buffer."""
    whole = pa.array([*["  "] * before, *values, *["  "] * behind], pa.string())
    raw = pa.table({"c": pa.chunked_array([whole.slice(before, len(values)), pa.array([], pa.string())])})
    with duckdb.connect() as con, TemporaryDirectory() as folder:
        path = Path(folder) / "raw.parquet"
        pq.write_table(raw, path)
        con.execute(f"CREATE VIEW raw AS FROM '{path}'")
        in_memory, in_file = bare_fields(con, raw, ["c"]), bare_fields(con, path, ["c"])
    wanted = _bare(values)
    assert dict(in_file) == ({} if wanted is None else {"c": wanted})
    # White space alone is all that memory may see too much of: taking it off changes nothing.
    seen = in_memory.get("c")
    assert seen == wanted or (seen, wanted) == (TRIMMED, None)


@given(VALUES)
def test_sql_takes_off_what_python_takes_off(values: list[str]) -> None:
    values = [value for value in values if "\x00" not in value]
    with duckdb.connect() as con:
        con.register("raw", pa.table({"c": pa.array(values, pa.string())}))
        sql = f"SELECT {TRIMMED.replace('{c}', 'c')}, {UNWRAPPED.replace('{c}', 'c')} FROM raw"
        rows = con.execute(sql).fetchall()
    assert [row[0] for row in rows] == [_trimmed(value) for value in values]
    assert [row[1] for row in rows] == [_unwrapped(_trimmed(value)) for value in values]


def _unwrapped(text: str) -> str:
    inner = text.removeprefix(FORMULA).removesuffix('"')
    is_formula = text.startswith(FORMULA) and text.endswith('"') and len(text) >= len(FORMULA) + 1
    return inner if is_formula and '"' not in inner else text


def test_no_columns_need_nothing() -> None:
    with duckdb.connect() as con:
        assert bare_fields(con, Path("none.parquet"), []) == {}
        assert bare_fields(con, pa.table({}), []) == {}
