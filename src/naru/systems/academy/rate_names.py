"""The figures of law and policy with which the academy reckons; their values are rows that the city enters."""

from naru.base.kit.words import Words
from naru.commons.rates.core.names import WON, declare, need
from naru.commons.rates.core.values import RateName, ValueKind

MINIMUM_WAGE, WEEKS_MONTH = "labour.minimum_wage_hour", "labour.weeks_a_month"
RETENTION_MONTHS = "academy.retention_months"
SMALL_CELL, ATTEMPTS_HOUR, SIMILAR_FROM = "academy.small_cell", "academy.attempts_an_hour", "academy.similar_from"

declare(
    RateName(
        name=MINIMUM_WAGE, words=Words("시간당 최저임금", "Minimum wage an hour"), kind=ValueKind.INTEGER, unit=WON
    ),
    RateName(
        name=WEEKS_MONTH,
        words=Words(
            "월 임금을 시급으로 바꿀 때의 한 달 주 수", "Weeks a month when monthly pay is reckoned by the hour"
        ),
        kind=ValueKind.DECIMAL,
        unit=Words("주", "weeks"),
    ),
    RateName(
        name=SMALL_CELL,
        words=Words("통계에 보이는 가장 적은 사람 수", "The smallest number of people shown in a figure"),
        kind=ValueKind.INTEGER,
        unit=Words("명", "people"),
    ),
    RateName(
        name=ATTEMPTS_HOUR,
        words=Words("한 실습에 한 시간 동안 낼 수 있는 답", "Answers to an exercise in an hour"),
        kind=ValueKind.INTEGER,
        unit=Words("번", "answers"),
    ),
    RateName(
        name=SIMILAR_FROM,
        words=Words("강사에게 닮은 답으로 보이는 비율", "Share from which answers are shown as alike"),
        kind=ValueKind.DECIMAL,
        unit=Words("비율", "as a share of 1"),
    ),
    RateName(
        name=RETENTION_MONTHS,
        words=Words(
            "채용 뒤 재직을 확인하는 때", "Months after hiring at which it is asked whether one still works there"
        ),
        kind=ValueKind.INTEGER,
        unit=Words("개월", "months"),
    ),
)
need("academy", MINIMUM_WAGE, WEEKS_MONTH, RETENTION_MONTHS, SMALL_CELL, ATTEMPTS_HOUR, SIMILAR_FROM)
