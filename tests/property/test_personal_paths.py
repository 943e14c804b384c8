"""Personal data found among a column's counted values and found in its rows by SQL are the same."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.data.tables.core.personal import find_personal
from naru.data.tables.core.value_counts import tallied
from tests.column_values import VALUES, ColumnType

DIGITS = st.text("0123456789", min_size=8, max_size=14)
TEXTS = (
    st.sampled_from(
        [
            *("850203-1234567", "201105-3123456", "8502031234567", "201105-7123456", "010-1234-5678", "1012345678"),
            *(
                "4111-1111-1111-1111",
                "4111111111111111",
                "12가 3456",
                "minji.kim@example.org",
                "M123A4567",
                "S12345678",
            ),
            *("051-123-4567", "연락 010.1234.5678 참고", "a@b", "", "\n@", "02-123-4567"),
        ]
    )
    | DIGITS
    | VALUES[ColumnType.TEXT].filter(lambda text: "\0" not in text)
)
NAMES = ["비고", "주민등록번호", "연락처", "카드번호", "여권번호", "외국인등록번호", "법인등록번호"]


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize("type_", [pa.string(), pa.int64()], ids=str)
@settings(max_examples=60)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_both_ways_of_searching_find_the_same(
    type_: pa.DataType, data: st.DataObject, name: str, con: duckdb.DuckDBPyConnection
) -> None:
    numbers = DIGITS.filter(lambda text: text[0] != "0").map(int)
    drawn = data.draw(st.lists(st.none() | (TEXTS if type_ == pa.string() else numbers), max_size=12))
    values = pa.chunked_array([pa.array(drawn, type_)])
    con.register("given", pa.table({"c": values}))
    con.execute("create or replace view final as select * from given")
    counted = find_personal(con, {"c": name}, {"c": tallied(values.drop_null())})
    asked = find_personal(con, {"c": name}, {"c": None})
    con.execute("drop view final")
    con.unregister("given")
    assert [(one.kind, one.count) for one in counted] == [(one.kind, one.count) for one in asked]
