"""What the academy counts, as of any instant: certificates that hold."""

from datetime import datetime

from django.db.models import Q

from naru.base.kit.query_rows import QueryRows
from naru.systems.academy.models import Credential


def certificates(until: datetime) -> QueryRows:
    """Opened by course, never by certificate: that bears a name."""
    holding = Credential.objects.filter(Q(revoked=None) | Q(revoked__gt=until), issued__lte=until)
    return QueryRows(query=holding, kind="academy_cohort", at="issued", shown_by="enrolment__cohort_id")
