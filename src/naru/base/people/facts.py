"""What people count, as of any instant: organisations that take part."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.base.people.models import Organisation


def organisations(until: datetime) -> QueryRows:
    return QueryRows(query=Organisation.objects.filter(created__lte=until), kind="organisation", at="created")
