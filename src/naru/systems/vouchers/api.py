"""Vouchers in the API: programmes and their figures, for anyone."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from naru.systems.vouchers import reads

router = Router(tags=["vouchers"])


class ProgrammeOut(Schema):
    id: str
    title_ko: str
    title_en: str
    year: int
    opens: datetime
    closes: datetime
    spend_until: date
    applied: int
    eligible: int
    awarded: int
    agreed: int
    delivered: int
    budget_krw: int
    awarded_krw: int
    held_krw: int
    paid_krw: int
    returned_krw: int


@router.get(
    "/vouchers/programmes",
    response=list[ProgrammeOut],
    url_name="voucher_programmes",
    summary="Voucher programmes and their figures",
)
def programmes(request: HttpRequest) -> list[ProgrammeOut]:
    return [_out(each) for each in reads.programmes()]


def _out(found: reads.Programme) -> ProgrammeOut:
    figures = reads.figures(found)
    return ProgrammeOut(
        id=found.id,
        title_ko=found.title.ko,
        title_en=found.title.en,
        year=found.year,
        opens=found.opens,
        closes=found.closes,
        spend_until=found.spend_until,
        applied=figures.applied,
        eligible=figures.eligible,
        awarded=figures.awarded,
        agreed=figures.agreed,
        delivered=figures.delivered,
        budget_krw=figures.budget_krw,
        awarded_krw=figures.awarded_krw,
        held_krw=figures.held_krw,
        paid_krw=figures.paid_krw,
        returned_krw=figures.returned_krw,
    )
