"""Cases at a role's desk as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.words import Words
from naru.systems.combination.core import rights


def case(case_name: str, person: Person) -> RefView | None:
    """A case at the desk, or what is about the agency itself, to officers and auditors."""
    if not rights.may_audit(person):
        return None
    if case_name == "agency":
        return RefView(title=Words("결합전문기관 지정", "Designation"), address=reverse("combination:designation"))
    title = Words(f"결합 사건 {case_name}", f"Case {case_name}")
    return RefView(title=title, address=reverse("combination:case", args=[case_name]))
