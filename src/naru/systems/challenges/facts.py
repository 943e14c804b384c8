"""What challenges count, as of any instant: those that were held."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.systems.challenges.models import Challenge


def held(until: datetime) -> QueryRows:
    return QueryRows(query=Challenge.objects.filter(launched__lte=until), kind="challenge", at="launched")
