"""The sample firms: once, with a call that was judged, readings that come out again, and a result of granted data."""

import json

import pytest

from naru.systems.firms.actions import pilots
from naru.systems.firms.models import Pilot, Result
from naru.systems.firms.reads import calls, directory, gaps, problems
from samples.firms import bring

pytestmark = pytest.mark.django_db


def test_the_sample_firms_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(as_json=True, again=False)
    assert bring(as_json=True, again=False)
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said == [{"firms": 12, "problems": 8, "awards": 2}] * 2
    assert len(directory.firms()) == 12
    states = sorted(each.state.value for each in problems.problems())
    assert states == ["adopted", *["posted"] * 7]
    for row in Pilot.objects.all():
        found = problems.pilot(row.id)
        assert found.effect is not None
        assert found.effect.helped
        for reading in found.readings:
            assert pilots.measure(found.sql, list(reading.citations))[0] == reading.figure
    (open_call, judged) = calls.calls()
    assert (open_call.announced, calls.count_applied(judged)) == (None, 4)
    assert [each.accepted for each in calls.awards_of_call(judged.id)] == [1, 0]
    assert gaps.missed_searches()[0].words == "버스 정류소별 승하차"
    assert len(gaps.missed_searches()) == 3
    assert [len(each.rows) for each in Result.objects.all()] == [6]
    assert directory.firms("관광지 혼잡도를 보는 기업")
