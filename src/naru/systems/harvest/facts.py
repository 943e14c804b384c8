"""What harvest counts, as of any instant: sources kept in step, and the records that came from them."""

from datetime import datetime

from django.db.models import Q

from naru.base.kit.query_rows import QueryRows
from naru.systems.harvest.core.states import RecordState
from naru.systems.harvest.models import Record, Source


def sources(until: datetime) -> QueryRows:
    query = Source.objects.filter(Q(ended=None) | Q(ended__gt=until), created__lte=until)
    return QueryRows(query=query, kind="harvest_source", at="created")


def records(until: datetime) -> QueryRows:
    """Records present at their source that are datasets here."""
    query = Record.objects.filter(state=RecordState.PRESENT.value, first_at__lte=until).exclude(dataset_id="")
    return QueryRows(query=query, kind="dataset", at="first_at", shown_by="dataset_id")
