"""Programmes, applications, vouchers, deliveries and recoveries as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.vouchers import reads
from naru.systems.vouchers.models import Claim, Recovery


def programme(programme_id: str, _person: Person) -> RefView | None:
    """Everyone may know of every programme."""
    try:
        found = reads.programme(programme_id)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("vouchers:programme", args=[programme_id]))


def application(case_id: str, person: Person) -> RefView | None:
    """To the applicant's own people, officers and auditors."""
    try:
        found = reads.application(case_id, person)
    except Refused:
        return None
    title = Words(f"바우처 신청 {found.number}", f"Voucher application {found.number}")
    return RefView(title=title, address=reverse("vouchers:application", args=[case_id]))


def award(award_id: str, person: Person) -> RefView | None:
    """To the firm's and the supplier's people, officers and auditors."""
    try:
        found = reads.award(award_id, person)
    except Refused:
        return None
    title = Words(f"바우처 {found.number} {found.holder_name.ko}", f"Voucher {found.number}, {found.holder_name.en}")
    return RefView(title=title, address=reverse("vouchers:award", args=[award_id]))


def claim(claim_id: str, person: Person) -> RefView | None:
    found = Claim.objects.filter(id=claim_id).values_list("award_id", flat=True).first()
    return award(found, person) if found else None


def recovery(recovery_id: str, person: Person) -> RefView | None:
    found = Recovery.objects.filter(id=recovery_id).values_list("award_id", flat=True).first()
    return award(found, person) if found else None
