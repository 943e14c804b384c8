"""Consultations, applications and holdings as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination import reads


def consultation(consultation_id: str, person: Person) -> RefView | None:
    """To its firm's people, officers and auditors."""
    try:
        found = reads.consultation(consultation_id, person)
    except Refused:
        return None
    title = Words(f"결합 사전협의 {found.name.ko}", f"Consultation of {found.name.en}")
    return RefView(title=title, address=reverse("combination:consultation", args=[found.id]))


def application(case_id: str, person: Person) -> RefView | None:
    """To its firm's people, officers and auditors."""
    try:
        found, _ = reads.application(case_id, person)
    except Refused:
        return None
    title = Words(f"결합 신청 {found.name.ko}", f"Combination of {found.name.en}")
    return RefView(title=title, address=reverse("combination:application", args=[found.id]))


def holding(_holding_id: str, _person: Person) -> RefView | None:
    """Everyone may see what organisations tell."""
    return RefView(
        title=Words("결합할 수 있는 보유 정보", "What could be combined"), address=reverse("combination:partners")
    )
