"""What was read of a dataset, or under an entitlement, as far as it has been rolled up."""

from datetime import date

from django.db.models import QuerySet
from django.db.models import Sum as Total

from naru.data.usage.core.values import Metered, Share, Sum
from naru.data.usage.models import UsageDay


def metered(*, entitlement: str, since: date, until: date) -> Metered:
    """What was read under an entitlement from ``since`` to ``until``, both included."""
    return _metered(UsageDay.objects.filter(entitlement=entitlement, day__gte=since, day__lte=until))


def of_dataset(dataset: str, *, since: date, until: date) -> Metered:
    """What was read of a dataset; whether one may know that is the caller's to ask."""
    return _metered(UsageDay.objects.filter(dataset=dataset, day__gte=since, day__lte=until))


def shares(dataset: str, *, since: date, until: date) -> list[Share]:
    """By which doors, for which holders and purposes; most rows first. Persons are not named."""
    rows = UsageDay.objects.filter(dataset=dataset, day__gte=since, day__lte=until)
    grouped = rows.values("door", "holder", "purpose").annotate(a=Total("reads"), b=Total("rows"), c=Total("bytes"))
    added = grouped.values_list("door", "holder", "purpose", "a", "b", "c")
    found = [
        Share(door=door, holder=holder, purpose=purpose, sum=Sum(reads=count, rows=many, bytes=size))
        for door, holder, purpose, count, many, size in added
    ]
    return sorted(found, key=lambda each: (-each.sum.rows, each.door, each.holder, each.purpose))


def entitled(dataset: str) -> list[tuple[str, date, Sum]]:
    """(entitlement, day, what was read) of all reads of a dataset that were made under one; the earliest day first."""
    rows = UsageDay.objects.filter(dataset=dataset).exclude(entitlement="")
    grouped = rows.values("entitlement", "day").annotate(a=Total("reads"), b=Total("rows"), c=Total("bytes"))
    added = grouped.order_by("day", "entitlement").values_list("entitlement", "day", "a", "b", "c")
    return [(id, day, Sum(reads=count, rows=many, bytes=size)) for id, day, count, many, size in added]


def _metered(rows: QuerySet[UsageDay]) -> Metered:
    grouped = rows.values("day").annotate(a=Total("reads"), b=Total("rows"), c=Total("bytes")).order_by("day")
    added = grouped.values_list("day", "a", "b", "c")
    by_day = {day: Sum(reads=count, rows=many, bytes=size) for day, count, many, size in added}
    return Metered(total=sum(by_day.values(), Sum()), by_day=by_day)
