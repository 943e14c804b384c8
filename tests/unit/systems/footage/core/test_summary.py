"""A summary is kept as JSON and comes back the same."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.footage.core.summary import CameraSummary, Estimate, ZoneFigures
from tests.footage import summary


def test_a_summary_survives_being_kept() -> None:
    value = summary()
    assert CameraSummary.from_json(orjson.loads(orjson.dumps(value.to_json()))) == value


@given(seen=st.floats(0, 1e6), due=st.floats(0, 1e6))
def test_coverage_is_a_share(seen: float, due: float) -> None:
    assert 0 <= summary(seen_minutes=seen, due_minutes=due).coverage <= 1


def test_coverage_is_what_was_seen_of_what_was_due() -> None:
    assert summary(seen_minutes=45.0, due_minutes=60.0).coverage == 0.75


def test_the_share_that_stayed_is_unknown_where_nobody_came() -> None:
    empty = ZoneFigures(zone_id="z", visits=0, visitors=0, passers=0, dwell_s=Estimate(value=None))
    assert empty.stay_share is None
    assert ZoneFigures(zone_id="z", visits=9, visitors=2, passers=6, dwell_s=Estimate(value=3.0)).stay_share == 0.25
