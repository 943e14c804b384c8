"""What an answer says of a link: 429 is not dead, a firewall's page is not alive, one failure is no failure."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.systems.harvest.core.links import Link, LinkState, Probe, as_promised, probed

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
FILE, PAGE = b"a,b\n1,2\n", b"<html><head><title>Request Rejected</title></head></html>"

CASES = {
    "a file": (Probe(status=200, media_type="text/csv", head=FILE), "csv", LinkState.ALIVE, timedelta(days=7)),
    "part of a file": (Probe(status=206, head=FILE), "csv", LinkState.ALIVE, timedelta(days=7)),
    "a firewall's page": (Probe(status=200, media_type="text/html", head=PAGE), "csv", LinkState.DOUBTFUL, timedelta(days=1)),
    "a page where one was promised": (Probe(status=200, head=PAGE), "html", LinkState.ALIVE, timedelta(days=7)),
    "too many requests": (Probe(status=429), "csv", LinkState.UNKNOWN, timedelta(hours=1)),
    "come back in two hours": (Probe(status=503, retry=timedelta(hours=2)), "csv", LinkState.UNKNOWN, timedelta(hours=2)),
    "down": (Probe(status=503), "csv", LinkState.FAILING, timedelta(hours=1)),
    "gone": (Probe(status=404), "csv", LinkState.FAILING, timedelta(hours=1)),
    "nothing answers": (Probe(status=None), "csv", LinkState.FAILING, timedelta(hours=1)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_first_probe(case: str) -> None:
    probe, promised, state, pause = CASES[case]
    found = probed(Link(), probe, promised=promised, now=NOW)
    assert (found.state, found.next_at) == (state, NOW + pause)


def test_dead_after_three_misses_on_two_days_and_alive_at_the_first_answer() -> None:
    link, states, pauses, now = Link(), [], [], NOW
    for _ in range(4):
        link = probed(link, Probe(status=404), promised="csv", now=now)
        states.append(link.state)
        assert link.next_at is not None
        pauses.append(link.next_at - now)
        now = link.next_at
    assert states == [LinkState.FAILING, LinkState.FAILING, LinkState.FAILING, LinkState.DEAD]
    assert pauses == [timedelta(hours=1), timedelta(hours=12), timedelta(days=1), timedelta(days=3)]
    assert probed(link, Probe(status=200, head=FILE), promised="csv", now=now) == Link(
        state=LinkState.ALIVE, next_at=now + timedelta(days=7)
    )


def test_three_misses_on_one_day_are_not_death() -> None:
    link = Link(misses=2, failing_since=NOW)
    assert probed(link, Probe(status=500), promised="csv", now=NOW).state is LinkState.FAILING


def test_as_promised() -> None:
    assert as_promised("text/csv; charset=utf-8", "csv")
    assert not as_promised("text/html", "csv")
    assert not as_promised("text/csv", "")
