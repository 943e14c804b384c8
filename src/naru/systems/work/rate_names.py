"""The figures of law and policy with which paid work reckons; their values are rows that the city enters."""

from naru.base.kit.words import Words
from naru.commons.rates.core.names import DAYS, SHARE, WON, declare, need
from naru.commons.rates.core.values import RateName, ValueKind

MINIMUM_WAGE = "labour.minimum_wage_hour"
INCOME_TAX, LOCAL_TAX, SMALL_SUM = "tax.freelance_income", "tax.local_on_income", "tax.freelance_small_sum"
JOB_DAYS, FULL_WEEK_HOURS = "work.job_days", "work.full_week_hours"

declare(
    RateName(
        name=MINIMUM_WAGE, words=Words("시간당 최저임금", "Minimum wage an hour"), kind=ValueKind.INTEGER, unit=WON
    ),
    RateName(
        name=INCOME_TAX,
        words=Words("인적용역 사업소득 원천징수율", "Income tax withheld from freelance pay"),
        kind=ValueKind.DECIMAL,
        unit=SHARE,
    ),
    RateName(
        name=LOCAL_TAX,
        words=Words("원천징수한 소득세에 더하는 지방소득세율", "Local tax on the income tax withheld"),
        kind=ValueKind.DECIMAL,
        unit=SHARE,
    ),
    RateName(
        name=SMALL_SUM,
        words=Words("이 금액보다 적은 소득세는 걷지 않음", "Income tax below which none is withheld"),
        kind=ValueKind.INTEGER,
        unit=WON,
    ),
    RateName(
        name=JOB_DAYS,
        words=Words("일자리로 세는 유급 계약 기간", "Days of a paid contract from which it is a job"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=FULL_WEEK_HOURS,
        words=Words("온종일 일한 것으로 보는 한 주의 시간", "Hours a week that look like full-time employment"),
        kind=ValueKind.INTEGER,
        unit=Words("시간", "hours"),
    ),
)
need("work", MINIMUM_WAGE, INCOME_TAX, LOCAL_TAX, SMALL_SUM, JOB_DAYS, FULL_WEEK_HOURS)
