"""The names that figures go by, as packages declare them where they are imported, and which of them a system needs."""

import re
from collections.abc import Mapping

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates.core.values import RateName, ValueKind

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
SHARE, WON = Words("비율", "as a share of 1"), Words("원", "won")
DAYS, WORKING_DAYS = Words("일", "days"), Words("근무일", "working days")

_NAMES: dict[str, RateName] = {}
_NEEDED: dict[str, set[str]] = {}


def declare(*names: RateName) -> None:
    """Make names known; two packages may declare one name only as the same."""
    for each in names:
        assert NAME.fullmatch(each.name), f"{each.name!r} cannot be a rate's name"
        assert _NAMES.get(each.name, each) == each, f"rate {each.name!r} is declared twice"
        _NAMES[each.name] = each


def need(system: str, *names: str) -> None:
    """Say that a system cannot decide without these: the doctor looks whether each has a figure today."""
    assert all(name in _NAMES for name in names), f"{system} needs a rate that nobody declares"
    for name in names:
        _NEEDED.setdefault(name, set()).add(system)


def declared() -> Mapping[str, RateName]:
    """By name: those of the packages imported so far."""
    return dict(sorted(_NAMES.items()))


def needed() -> Mapping[str, frozenset[str]]:
    """Name → the systems that need it."""
    return {name: frozenset(systems) for name, systems in sorted(_NEEDED.items())}


def named(name: str) -> RateName:
    """Raises ``Refused``: ``rate_undeclared``."""
    if name not in _NAMES:
        raise Refused("rate_undeclared", name=name)
    return _NAMES[name]


# What several systems of a Korean city reckon with; a system declares what is its own. Values come in as rows.
SHARED = (
    RateName(
        name="vat.standard",
        words=Words("부가가치세율", "Value-added tax"),
        kind=ValueKind.DECIMAL,
        unit=SHARE,
    ),
    RateName(
        name="vat.invoice_day",
        words=Words("세금계산서를 끊어야 하는 다음 달의 날", "Day of the next month by which a tax invoice is issued"),
        kind=ValueKind.INTEGER,
        unit=Words("일", "day of the month"),
    ),
    RateName(
        name="vat.invoice_electronic_sales",
        words=Words(
            "전자세금계산서 의무가 되는 개인사업자의 매출", "Sales from which sole traders issue electronic invoices"
        ),
        kind=ValueKind.INTEGER,
        unit=WON,
    ),
    RateName(
        name="commerce.withdrawal_days",
        words=Words("청약 철회 기간", "Days in which a consumer may withdraw"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name="commerce.refund_working_days",
        words=Words("철회한 뒤 환급해야 하는 기간", "Working days in which a withdrawn price is paid back"),
        kind=ValueKind.INTEGER,
        unit=WORKING_DAYS,
    ),
    RateName(
        name="data_dispute.proposal_days",
        words=Words("분쟁 조정안을 내야 하는 기간", "Days in which a settlement of a dispute is proposed"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name="data_dispute.answer_days",
        words=Words("조정안에 답해야 하는 기간", "Days in which the parties answer the proposal"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name="public_data.answer_working_days",
        words=Words(
            "공공데이터 제공 신청에 답해야 하는 기간", "Working days in which a request for public data is answered"
        ),
        kind=ValueKind.INTEGER,
        unit=WORKING_DAYS,
    ),
)
declare(*SHARED)
