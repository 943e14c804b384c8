"""The plan and what was reported, as others name them: everyone may know of them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.words import Words
from naru.systems.strategy.models import PlanVersion, Report


def plan(number: str, _person: Person) -> RefView | None:
    if not number.isdecimal() or not PlanVersion.objects.filter(number=int(number)).exists():
        return None
    return RefView(
        title=Words(f"시 계획 {number}판", f"The city's plan, version {number}"),
        address=reverse("strategy:version", args=[int(number)]),
    )


def report(report_id: str, _person: Person) -> RefView | None:
    subject = Report.objects.filter(id=report_id).values_list("subject", flat=True).first()
    if subject is None:
        return None
    title = Words(f"알려 온 값: {subject}", f"A reported figure: {subject}")
    return RefView(title=title, address=reverse("strategy:plan"))
