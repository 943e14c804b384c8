"""The rows behind a figure where the database holds them: counted, added up and listed by one query."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet, Sum

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.fact_rows import FactRow
from naru.base.kit.ref import Ref

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRows:
    """Columns, or annotations, of the query by name. An amount of time is counted in microseconds.

    ``kind`` is the ``Ref``'s, ``shown_by`` the column with its id, where that is not the row's own key; ``of`` and ``to`` are those
    with the organisation whose a row is, and to which it went.
    """

    query: QuerySet[Any, Any]
    kind: str
    at: str
    key: str = "pk"
    shown_by: str = ""
    amount: str = ""
    recorded: str = ""
    of: str = ""
    to: str = ""

    def count(self) -> int:
        return self.query.count()

    def total(self) -> int:
        return self.tally()[1]

    def tally(self) -> tuple[int, int]:
        if not self.amount:
            return (count := self.count()), count
        found = self.query.aggregate(fact_count=Count("*"), fact_total=Sum(self.amount))
        return found["fact_count"], _whole(found["fact_total"])

    def page(self, start: int, size: int) -> list[FactRow]:
        names = (self.key, self.at, self.shown_by or self.key, self.amount, self.recorded)
        rows = self.query.order_by(self.at, self.key).values(*{name for name in names if name})
        return [self._row(row) for row in rows[start : start + size]]

    def by_organisation(self) -> dict[str, int]:
        if not self.of:
            return {}
        counted = self.query.order_by().values(self.of).annotate(fact_rows=Count("pk"))
        return {str(row[self.of]): row["fact_rows"] for row in counted if row[self.of]}

    def between(self) -> dict[tuple[str, str], int]:
        if not self.of or not self.to:
            return {}
        counted = self.query.order_by().values(self.of, self.to).annotate(fact_rows=Count("pk"))
        return {(str(row[self.of]), str(row[self.to])): row["fact_rows"] for row in counted}

    def text(self) -> str:
        try:
            return str(self.query.query)
        except EmptyResultSet:
            return ""

    def _row(self, row: dict[str, Any]) -> FactRow:
        recorded = row[self.recorded] if self.recorded else None
        return FactRow(
            key=str(row[self.key]),
            ref=Ref(self.kind, str(row[self.shown_by or self.key])),
            at=_instant(row[self.at]),
            amount=_whole(row[self.amount]) if self.amount else 1,
            recorded=_instant(recorded) if recorded else None,
        )


def _whole(amount: int | timedelta | None) -> int:
    return amount // MICROSECOND if isinstance(amount, timedelta) else int(amount or 0)


def _instant(value: date) -> datetime:
    """A day begins at the city's midnight."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), CITY_ZONE)
