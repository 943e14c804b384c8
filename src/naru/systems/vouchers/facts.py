"""What vouchers count, as of any instant: awards, their won, what was paid, and the jobs that firms report."""

from datetime import datetime

from django.db.models import QuerySet

from naru.base.kit.query_rows import QueryRows
from naru.systems.vouchers.core.states import ClaimState
from naru.systems.vouchers.models import Award, Claim, Outcome


def awards(until: datetime) -> QueryRows:
    return QueryRows(query=_awards(until), kind="voucher_award", at="programme__announced", of="organisation_id")


def awarded_krw(until: datetime) -> QueryRows:
    return QueryRows(query=_awards(until), kind="voucher_award", at="programme__announced", amount="won")


def paid_krw(until: datetime) -> QueryRows:
    """The subsidy's part of what was delivered, inspected and paid."""
    query = Claim.objects.filter(state=ClaimState.PAID.value, paid__lte=until)
    return QueryRows(
        query=query,
        kind="voucher_claim",
        at="paid",
        amount="subsidy_krw",
        of="award__supplier_id",
        to="award__organisation_id",
    )


def hires(until: datetime) -> QueryRows:
    """Of each firm's last report by then, so that six and twelve months are not added up."""
    newest = dict(Outcome.objects.filter(at__lte=until).order_by("months").values_list("award_id", "id"))
    query = Outcome.objects.filter(id__in=newest.values())
    return QueryRows(query=query, kind="voucher_award", at="at", shown_by="award_id", amount="hires")


def _awards(until: datetime) -> QuerySet[Award]:
    return Award.objects.filter(programme__announced__lte=until)
