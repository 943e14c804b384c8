"""What query answers with, as values."""

from naru.base.kit.words import Words
from naru.data.lake.values import TableRef
from naru.data.query.core.values import OpenTable, ResultColumn, SqlLimits, SqlResult


def test_an_answer_is_json() -> None:
    result = SqlResult(columns=(ResultColumn(name="n", type="integer"),), rows=[[1]], seconds=0.5, truncated=True)
    assert result.to_json() == {
        "columns": ({"name": "n", "type": "integer"},),
        "rows": [[1]],
        "seconds": 0.5,
        "truncated": True,
    }


def test_what_a_query_may_take_where_nothing_else_is_said() -> None:
    assert SqlLimits() == SqlLimits(seconds=10.0, rows=10_000, bytes=16_777_216, memory_mib=1_024)


def test_a_dataset_without_an_english_title_bears_its_korean_one() -> None:
    def words(english: str) -> Words:
        named = {"id": "t", "sql_name": "t", "name": "표", "dataset_id": "d", "dataset_title": "주차장"}
        table = OpenTable(
            **named, dataset_title_en=english, version=1, ref=TableRef("t", 0), columns=(), rows=0
        )  # fmt: skip
        return table.dataset_words

    assert words("Parking") == Words("주차장", "Parking")
    assert words("") == Words("주차장", "주차장")
