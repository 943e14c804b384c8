"""What a version changed in a table's columns, and which columns tell its rows apart."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import RetypedColumn
from naru.data.tables.core.changes import column_changes, likely_key

CODE = Column(name="관리번호", alias="code", type=ColumnType.TEXT, meaning=Meaning.IDENTIFIER, distinct=10)
FEE = Column(name="요금", alias="fee", type=ColumnType.INTEGER, distinct=5)
DAY = Column(name="날", alias="day", type=ColumnType.DATE, distinct=5)


def test_columns_added_removed_and_retyped_are_told_by_name() -> None:
    retyped = replace(FEE, name="새 요금", type=ColumnType.DECIMAL)
    assert column_changes([CODE, FEE], [retyped, DAY]) == {
        "columns_added": ("날",),
        "columns_removed": ("관리번호",),
        "columns_retyped": (RetypedColumn(name="새 요금", before="integer", after="decimal"),),
    }
    same = {"columns_added": (), "columns_removed": (), "columns_retyped": ()}
    assert column_changes([CODE, FEE], [FEE, replace(CODE, name="번호", distinct=3)]) == same


@pytest.mark.parametrize(
    ("column", "rows", "is_key"),
    [
        (CODE, 10, True),
        (CODE, 11, False),
        (CODE, 9, False),
        (replace(CODE, distinct=0), 0, False),
        (replace(CODE, nulls=1), 10, False),
        (replace(CODE, type=ColumnType.INTEGER), 10, True),
        (replace(CODE, type=ColumnType.DECIMAL), 10, False),
        (replace(CODE, meaning=Meaning.BUSINESS_NUMBER), 10, True),
        (replace(CODE, meaning=Meaning.LEGAL_DISTRICT_CODE), 10, True),
        (replace(CODE, meaning=Meaning.ADMIN_DISTRICT_CODE), 10, True),
        (replace(CODE, meaning=Meaning.NAME), 10, False),
        (replace(CODE, meaning=None), 10, False),
        *((replace(CODE, name=name), 10, False) for name in ("연번", "순번", "번호", " No ", "NO.", "순서")),
    ],
)
def test_a_key_is_an_identifier_that_differs_in_every_row(column: Column, rows: int, is_key: bool) -> None:
    assert likely_key([replace(FEE, distinct=rows), column], rows) == (("code",) if is_key else ())


def test_the_first_of_two_keys_is_taken() -> None:
    assert likely_key([CODE, replace(CODE, alias="other")], 10) == ("code",)
