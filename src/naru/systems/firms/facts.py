"""What firms count, as of any instant: firms with a page, problems, proofs of concept adopted, support awarded, what they report of growth."""

from datetime import datetime

from naru.base.kit.query_rows import QueryRows
from naru.systems.firms.core.states import Outcome
from naru.systems.firms.models import Award, Growth, Pilot, Problem, Profile


def firms(until: datetime) -> QueryRows:
    query = Profile.objects.filter(created__lte=until)
    return QueryRows(query=query, kind="organisation", at="created", of="organisation_id")


def problems(until: datetime) -> QueryRows:
    return QueryRows(query=Problem.objects.filter(posted__lte=until), kind="problem", at="posted")


def pilots(until: datetime) -> QueryRows:
    """Proofs of concept begun, by the firm that tries."""
    query = Pilot.objects.filter(starts__lte=until)
    return QueryRows(
        query=query, kind="problem", at="starts", shown_by="proposal__problem_id", of="proposal__organisation_id"
    )


def adopted(until: datetime) -> QueryRows:
    query = Pilot.objects.filter(outcome=Outcome.ADOPTED.value, decided__lte=until)
    return QueryRows(
        query=query, kind="problem", at="decided", shown_by="proposal__problem_id", of="proposal__organisation_id"
    )


def awards(until: datetime) -> QueryRows:
    """From when they were announced: before, nobody is told who applied."""
    query = Award.objects.filter(call__announced__lte=until)
    return QueryRows(query=query, kind="support_award", at="call__announced", of="organisation_id")


def jobs(until: datetime) -> QueryRows:
    """People, of each firm's report for its last year."""
    newest = dict(Growth.objects.filter(at__lte=until).order_by("year").values_list("organisation_id", "id"))
    query = Growth.objects.filter(id__in=newest.values())
    return QueryRows(query=query, kind="organisation", at="at", shown_by="organisation_id", amount="jobs")


def investment_krw(until: datetime) -> QueryRows:
    query = Growth.objects.filter(at__lte=until)
    return QueryRows(query=query, kind="organisation", at="at", shown_by="organisation_id", amount="investment_krw")
