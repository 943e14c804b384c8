"""The figures of policy that combinations are measured by; a city enters them with their sources."""

from naru.base.kit.words import Words
from naru.commons.rates.core.names import DAYS, WON, WORKING_DAYS, declare
from naru.commons.rates.core.values import RateName, ValueKind

AVERAGE, GOAL, POPULATION = "combination.average_days", "combination.goal_days", "combination.population"
SUPPLEMENT, FEE = "combination.supplement_working_days", "combination.fee_krw"
FEE_DAYS, STAFF = "combination.fee_days", "combination.staff_min"
declare(
    RateName(
        name=AVERAGE,
        words=Words("결합에 걸린 평균 날수", "Days that a combination took on average"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=GOAL,
        words=Words("결합에 걸릴 날수의 목표", "Days that a combination should take"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=POPULATION,
        words=Words("겹치는 사람을 어림할 때의 인구", "Population by which overlaps are estimated"),
        kind=ValueKind.INTEGER,
        unit=Words("명", "persons"),
    ),
    RateName(
        name=SUPPLEMENT,
        words=Words("결합 신청 보완 기간", "Days to supplement an application"),
        kind=ValueKind.INTEGER,
        unit=WORKING_DAYS,
    ),
    RateName(name=FEE, words=Words("결합 수수료", "Fee of a combination"), kind=ValueKind.INTEGER, unit=WON),
    RateName(
        name=FEE_DAYS,
        words=Words("결합 수수료를 내는 기간", "Days in which the fee of a combination is paid"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=STAFF,
        words=Words("결합전문기관의 전담 인력", "Staff that a combination agency needs"),
        kind=ValueKind.INTEGER,
        unit=Words("명", "persons"),
    ),
)
