"""Figures of law that consents are reckoned by; values come in as rows."""

from naru.base.kit.words import Words
from naru.commons.rates.core.names import DAYS, declare, need
from naru.commons.rates.core.values import RateName, ValueKind

GUARDIAN_AGE = "mydata.guardian_age"
DELETION_DAYS = "mydata.deletion_days"
RECORD_YEARS = "mydata.record_years"
SMALLEST_CELL = "mydata.smallest_cell"
PROXY_DAYS = "mydata.proxy_days"
YEARS, PEOPLE = Words("년", "years"), Words("명", "people")

declare(
    RateName(
        name=GUARDIAN_AGE,
        words=Words("혼자 동의할 수 있는 나이", "Age from which one agrees alone"),
        kind=ValueKind.INTEGER,
        unit=YEARS,
    ),
    RateName(
        name=DELETION_DAYS,
        words=Words("삭제를 증명해야 하는 기한", "Days within which deletion is proved"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=RECORD_YEARS,
        words=Words("전송 기록을 두는 기간", "Years that records of sending are kept"),
        kind=ValueKind.INTEGER,
        unit=YEARS,
    ),
    RateName(
        name=SMALLEST_CELL,
        words=Words("공개할 수 있는 가장 적은 사람 수", "Fewest people that a public figure may be of"),
        kind=ValueKind.INTEGER,
        unit=PEOPLE,
    ),
    RateName(
        name=PROXY_DAYS,
        words=Words("대리를 맡길 수 있는 가장 긴 기간", "Longest term of a proxy"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
)
need("mydata", GUARDIAN_AGE, DELETION_DAYS, RECORD_YEARS, SMALLEST_CELL, PROXY_DAYS)
