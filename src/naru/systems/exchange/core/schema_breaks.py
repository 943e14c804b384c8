"""Where a new version breaks what a buyer's programs rely on: a column that is gone, or of another type. One more breaks nothing."""

from collections.abc import Collection, Sequence

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column


def schema_breaks(before: Sequence[Column], after: Sequence[Column], sold: Collection[str] = ()) -> list[Words]:
    """Of the columns that are ``sold``, by alias (none named: all), in the order of the version before."""
    now = {column.alias: column for column in after}
    return [
        _said(column, now.get(column.alias))
        for column in before
        if (not sold or column.alias in sold) and (column.alias not in now or now[column.alias].type is not column.type)
    ]


def _said(column: Column, now: Column | None) -> Words:
    if now is None:
        return Words(f"없어진 열: {column.name}", f"a column is gone: {column.name}")
    return Words(
        f"형이 바뀐 열: {column.name} ({column.type.value} → {now.type.value})",
        f"a column has another type: {column.name} ({column.type.value} → {now.type.value})",
    )
