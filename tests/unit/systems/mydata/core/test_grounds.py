"""Grounds of law are rows: read by code, with their day."""

from datetime import date
from typing import Any

import pytest

from naru.base.kit.words import Words
from naru.systems.mydata.core.grounds import Ground, grounds_of

ROW: dict[str, Any] = {"code": "expired", "ko": "끝남", "en": "over", "source": "PIPA 35-2", "since": "2025-03-13"}


def test_a_row_is_a_ground_from_its_day_on() -> None:
    grounds = grounds_of([ROW, {**ROW, "code": "dispute", "retains": True}])
    assert grounds["expired"] == Ground(
        code="expired", words=Words("끝남", "over"), source="PIPA 35-2", since=date(2025, 3, 13)
    )
    assert (grounds["expired"].retains, grounds["dispute"].retains) == (False, True)


@pytest.mark.parametrize("missing", list(ROW))
def test_a_row_that_lacks_anything_cannot_be_read(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        grounds_of([{name: value for name, value in ROW.items() if name != missing}])


def test_a_day_that_is_none_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        grounds_of([{**ROW, "since": "spring"}])
