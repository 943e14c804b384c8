"""What MyData counts, as of any instant."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.systems.mydata.models import Service


def registered(until: datetime) -> QueryRows:
    """Every service from its first registration on, one that was stopped since among them."""
    return QueryRows(query=Service.objects.filter(registered__lte=until), kind="mydata_service", at="registered")
