"""What the catalogue counts, as of any instant: published datasets, their tables, rows, issuers and updates.

A dataset was published at an instant where the last step of its history by then was one that publishes. What is sealed is
in no count.
"""

from datetime import datetime
from functools import partial

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from naru.base.kit.query_rows import QueryRows
from naru.data.catalogue.core.states import Access, VersionState
from naru.data.catalogue.models import Dataset, Publisher, Revision, Table, TableVersion

PUBLISHING = ("dataset.published", "dataset.harvested")
STEPS = (*PUBLISHING, "dataset.withdrawn")


def datasets(until: datetime, theme: str = "") -> QueryRows:
    """Published ones, from the instant they were last published; with a theme, those that bear it."""
    published = _published(until)
    if theme:
        published = published.annotate(themes_text=Cast("themes", TextField())).filter(
            themes_text__contains=f'"{theme}"'
        )
    return QueryRows(query=published, kind="dataset", at="since", of="organisation_id")


finance, medicine, logistics, tourism = (
    partial(datasets, theme=theme) for theme in ("finance", "medicine", "logistics", "tourism")
)


def tables(until: datetime) -> QueryRows:
    """Tables of published datasets that had a live version, from their first one on."""
    return QueryRows(query=_tables(until), kind="dataset", at="since", shown_by="dataset_id")


def rows(until: datetime) -> QueryRows:
    """Rows of the newest live versions of those tables."""
    return QueryRows(query=_tables(until), kind="dataset", at="since", shown_by="dataset_id", amount="newest_rows")


def issuers(until: datetime) -> QueryRows:
    """Publishers with a published dataset, from their first one on."""
    published = _published(until)
    first = Revision.objects.filter(
        dataset__publisher=OuterRef("pk"), dataset__in=published.values("pk"), verb__in=PUBLISHING, at__lte=until
    ).order_by("at")
    query = Publisher.objects.filter(Exists(published.filter(publisher=OuterRef("pk")))).annotate(
        since=Subquery(first.values("at")[:1])
    )
    return QueryRows(query=query, kind="publisher", at="since", shown_by="slug")


def updates(until: datetime) -> QueryRows:
    """Versions that came after a table's first: what is kept fresh."""
    shown = (VersionState.LIVE.value, VersionState.WITHDRAWN.value)
    query = TableVersion.objects.filter(
        number__gt=1, at__lte=until, state__in=shown, table__dataset__in=_published(until).values("pk")
    )
    return QueryRows(query=query, kind="dataset", at="at", shown_by="table__dataset_id")


def _published(until: datetime) -> QuerySet[Dataset]:
    steps = Revision.objects.filter(dataset=OuterRef("pk"), verb__in=STEPS, at__lte=until).order_by("-number")
    return (
        Dataset.objects.exclude(access=Access.SEALED.value)
        .annotate(step=Subquery(steps.values("verb")[:1]), since=Subquery(steps.values("at")[:1]))
        .filter(step__in=PUBLISHING)
    )


def _tables(until: datetime) -> QuerySet[Table]:
    live = TableVersion.objects.filter(table=OuterRef("pk"), state=VersionState.LIVE.value, at__lte=until)
    first = live.order_by().values("table").annotate(first=Min("at")).values("first")
    return Table.objects.filter(Exists(live), dataset__in=_published(until).values("pk")).annotate(
        since=Subquery(first), newest_rows=Subquery(live.order_by("-number").values("rows")[:1])
    )
