"""What a version changed in a table's columns, and which columns can tell its rows apart."""

from collections.abc import Sequence
from typing import TypedDict

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import RetypedColumn
from naru.data.tables.core import lexicon

KEY_TYPES = frozenset({ColumnType.INTEGER, ColumnType.TEXT})
IDENTIFYING = frozenset(
    {
        Meaning.IDENTIFIER,
        Meaning.BUSINESS_NUMBER,
        Meaning.LEGAL_DISTRICT_CODE,
        Meaning.ADMIN_DISTRICT_CODE,
    }
)


class ColumnChanges(TypedDict):
    """Columns by their names, as ``VersionChanges`` has them."""

    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    columns_retyped: tuple[RetypedColumn, ...]


def column_changes(before: Sequence[Column], after: Sequence[Column]) -> ColumnChanges:
    """Columns added, removed and retyped, by their names; the fields of ``VersionChanges`` that tell of columns."""
    old = {column.alias: column for column in before}
    new = {column.alias: column for column in after}
    retyped = (
        RetypedColumn(name=new[alias].name, before=old[alias].type.value, after=new[alias].type.value)
        for alias in new
        if alias in old and old[alias].type is not new[alias].type
    )
    return {
        "columns_added": tuple(column.name for column in after if column.alias not in old),
        "columns_removed": tuple(column.name for column in before if column.alias not in new),
        "columns_retyped": tuple(retyped),
    }


def likely_key(columns: Sequence[Column], rows: int) -> tuple[str, ...]:
    """The alias of the first column that looks like an identifier and differs in every row; a mere row number does not count."""
    for column in columns:
        unique = rows > 0 and column.nulls == 0 and column.distinct == rows
        if (
            unique
            and column.meaning in IDENTIFYING
            and column.type in KEY_TYPES
            and column.name.strip().lower() not in lexicon.ROW_NUMBERS
        ):
            return (column.alias,)
    return ()
