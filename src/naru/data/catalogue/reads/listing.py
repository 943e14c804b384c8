"""The whole catalogue, dataset by dataset in the order in which they changed: for those who copy it or keep in step."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from naru.base.kit.person import Person
from naru.data.catalogue import policy
from naru.data.catalogue.core.listing import Listed, ListingFilter, Place, TableSummary
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Distribution, Table, TableId
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Distribution as DistributionRow
from naru.data.catalogue.models import Table as TableRow
from naru.data.catalogue.reads.datasets import dataset_value, with_entitlements
from naru.data.catalogue.reads.rights import BY_ENTITLEMENT
from naru.data.catalogue.reads.tables import seen_tables, table_rows

EVERYTHING = ListingFilter()
AT_ONCE, FIRST = 500, 50
TABLE_FORMATS = frozenset({"csv", "json", "parquet", "xlsx"})  # in which every table can be had
SORTS = {
    "changed": ("changed", "id"),
    "-changed": ("-changed", "-id"),
    "id": ("id",),
    "-id": ("-id",),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}


def listed(
    person: Person, wanted: ListingFilter = EVERYTHING, *, after: Place | None = None, limit: int = AT_ONCE
) -> list[Listed]:
    """At most ``limit`` of them behind ``after``, those that changed longest ago first."""
    rows = _rows(person, wanted)
    if after is not None:
        rows = rows.filter(Q(changed__gt=after.changed) | Q(changed=after.changed, id__gt=after.id))
    return _with_ways(list(rows.order_by("changed", "id")[:limit]), person)


def listed_at(
    person: Person, wanted: ListingFilter = EVERYTHING, *, sort: str = "-changed", offset: int = 0, limit: int = 100
) -> list[Listed]:
    """The same by number, for protocols that page so; ``sort`` is one of ``SORTS``."""
    rows = _rows(person, wanted).order_by(*SORTS[sort])[offset : offset + limit]
    return _with_ways(list(rows), person)


def listed_places(person: Person, *, offset: int = 0, limit: int = AT_ONCE) -> list[Place]:
    """Only which datasets there are and when they changed, by id."""
    rows = _rows(person, EVERYTHING).order_by("id").values_list("changed", "id")[offset : offset + limit]
    return [Place(changed, id_) for changed, id_ in rows]


def walked(person: Person, wanted: ListingFilter = EVERYTHING) -> Iterator[Listed]:
    """All of them, read a few hundred at a time; rights are asked anew each time."""
    part, size = listed(person, wanted, limit=FIRST), FIRST
    while part:
        yield from part
        if len(part) < size:
            return
        part, size = listed(person, wanted, after=part[-1].place, limit=AT_ONCE), AT_ONCE


def count_listed(person: Person, wanted: ListingFilter = EVERYTHING) -> int:
    """How many of them there are for this person."""
    return _rows(person, wanted).order_by().count()


PLACED = ("geometry", "latitude", "northing")  # as columns are kept: types and meanings that place a row


def tables_with_places(person: Person) -> list[Table]:
    """Tables of published datasets whose newest version may have places: most of those without are left out."""
    rows = table_rows(person).filter(dataset__state=State.PUBLISHED, live__isnull=False)
    said = Q(*(("live__columns__icontains", f'"{word}"') for word in PLACED), _connector=Q.OR)
    return seen_tables(rows.filter(said).order_by("created", "id"), person)


def first_change(person: Person) -> datetime | None:
    """When the one that changed longest ago did; None where the person may read none."""
    found: datetime | None = _rows(person, ListingFilter(with_withdrawn=True)).aggregate(at=Min("changed"))["at"]
    return found


def _rows(person: Person, wanted: ListingFilter) -> QuerySet[DatasetRow]:
    rows = DatasetRow.objects.filter(_shown(person, wanted)).select_related("publisher", "organisation")
    if wanted.since:
        rows = rows.filter(changed__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(changed__lte=wanted.until)
    if wanted.publisher:
        rows = rows.filter(publisher__slug=wanted.publisher)
    if wanted.theme:
        rows = rows.filter(_holds("themes", wanted.theme))
    if wanted.keyword:
        rows = rows.filter(_holds("keywords", wanted.keyword))
    if wanted.licence:
        rows = rows.filter(licence=wanted.licence)
    if wanted.formats:
        given = DistributionRow.objects.filter(dataset=OuterRef("pk"), format__in=wanted.formats)
        rows = rows.filter(Exists(given))
    if wanted.ids is not None:
        rows = rows.filter(id__in=wanted.ids)
    return rows.filter(_in_format(wanted.format, person)) if wanted.format else rows


def _shown(person: Person, wanted: ListingFilter) -> Q:
    published = policy.readable_by(person) & Q(state=State.PUBLISHED)
    if not wanted.with_withdrawn:
        return published
    accesses = [Access.OPEN] if person.is_anonymous else [Access.OPEN, Access.SIGNED_IN]
    return published | Q(state=State.WITHDRAWN, access__in=accesses)


def _in_format(name: str, person: Person) -> Q:
    given = Exists(DistributionRow.objects.filter(dataset=OuterRef("pk"), format=name))
    if name not in TABLE_FORMATS:
        return Q(given)
    return Q(given) | Q(Exists(table_rows(person).filter(dataset=OuterRef("pk"), live__isnull=False)))


def _holds(name: str, member: str) -> Q:
    """A JSON list that has the member: SQLite keeps Korean as escapes, PostgreSQL as it is."""
    return Q(**{f"{name}__icontains": json.dumps(member)}) | Q(
        **{f"{name}__icontains": json.dumps(member, ensure_ascii=False)}
    )


def _with_ways(rows: Sequence[DatasetRow], person: Person) -> list[Listed]:
    open_rows = [row for row in rows if row.state == State.PUBLISHED]
    distributions = _distributions(row.id for row in open_rows)
    tables = _tables(open_rows, person)
    return [
        Listed(
            dataset=dataset_value(row),
            distributions=tuple(distributions.get(row.id, ())),
            tables=tuple(tables.get(row.id, ())),
        )
        for row in with_entitlements(list(rows))
    ]


def _distributions(ids: Iterable[str]) -> dict[str, list[Distribution]]:
    found: dict[str, list[Distribution]] = {}
    rows = DistributionRow.objects.filter(dataset__in=list(ids)).order_by("dataset", "position", "id")
    for dataset_id, id_, title, format_, url, size in rows.values_list(
        "dataset_id", "id", "title", "format", "url", "bytes"
    ):
        one = Distribution(id=id_, title=title, format=format_, url=url, bytes=size)
        found.setdefault(dataset_id, []).append(one)
    return found


def _tables(rows: Sequence[DatasetRow], person: Person) -> dict[str, list[TableSummary]]:
    """Read whole where the dataset is not for holders; else as far as the holder may see them."""
    by_entitlement = [row.id for row in rows if row.access in BY_ENTITLEMENT]
    found: dict[str, list[TableSummary]] = {}
    whole = TableRow.objects.filter(dataset__in=[row.id for row in rows if row.access not in BY_ENTITLEMENT])
    names = ("dataset_id", "id", "name", "sql_name", "live__number", "live__rows", "live__at")
    for dataset_id, id_, name, sql_name, number, count, at in (
        whole.filter(live__isnull=False).order_by("created", "id").values_list(*names)
    ):
        one = TableSummary(id=TableId(id_), name=name, sql_name=sql_name, version=number, rows=count, at=at)
        found.setdefault(dataset_id, []).append(one)
    if by_entitlement:
        for table in seen_tables(table_rows(person).filter(dataset__in=by_entitlement), person):
            if table.live:
                found.setdefault(table.dataset_id, []).append(summary_of(table))
    return found


def summary_of(table: Table) -> TableSummary:
    """Of a table with live rows."""
    assert table.live is not None
    return TableSummary(
        id=table.id,
        name=table.name,
        sql_name=table.sql_name,
        version=table.live.number,
        rows=table.live.rows,
        at=table.live.at,
    )
