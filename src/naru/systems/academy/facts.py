"""What the academy counts, as of any instant."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.systems.academy.models import Credential


def completed(until: datetime) -> QueryRows:
    """Certificates of completion that held then: what was revoked by that instant is none."""
    query = Credential.objects.filter(issued__lte=until).exclude(revoked__lte=until)
    return QueryRows(query=query, kind="academy_credential", at="issued")
