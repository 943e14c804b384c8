"""A duty ends once; late is counted from the day after its day."""

from datetime import date, timedelta

import pytest

from naru.base.kit.refusals import Refused
from naru.commons.duties.core.states import DutyState, days_late, is_reminded, moved

DUE = date(2026, 12, 8)


@pytest.mark.parametrize(("after", "late"), [(-1, 0), (0, 0), (1, 1), (10, 10)])
def test_the_day_itself_is_in_time(after: int, late: int) -> None:
    assert days_late(DUE, DUE + timedelta(days=after)) == late


def test_reminders_come_a_week_before_the_day_before_on_the_day_and_each_week_late() -> None:
    assert [n for n in range(-15, 10) if is_reminded(DUE, DUE - timedelta(days=n))] == [-14, -7, 0, 1, 7]


@pytest.mark.parametrize("to", [DutyState.DONE, DutyState.EXCUSED, DutyState.VOID])
def test_what_is_void_stays_so(to: DutyState) -> None:
    assert moved(DutyState.OPEN, to) is to
    with pytest.raises(Refused):
        moved(DutyState.VOID, to)
