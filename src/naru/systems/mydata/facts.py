"""What MyData counts, as of any instant: services that the city registered."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.systems.mydata.models import Service


def registered(until: datetime) -> QueryRows:
    """Those that have stopped since, too: they were demonstrated."""
    return QueryRows(query=Service.objects.filter(registered__lte=until), kind="mydata_service", at="registered")
