"""Who waits where, and whose turn it is."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.portal.serving.head import Head
from naru.portal.serving.lanes import QUEUE_MAX, RULES, SMALL_BODY_BYTES, Lane, Rule, Turns, lane_of

HEAD = Head(method="GET", path="/", bytes=20, body_bytes=0, forwarded_for=(), has_session=False)
PATTERNS = {
    "practice": [re.compile("/exercises/[^/]+/run/$")],
    "questions": [re.compile("/sql/$")],
    "downloads": [re.compile(r"/tables/[^/]+/download\.")],
}
RULE = Rule(threads=4, share=3, crowded=2, wait_s=10)


@pytest.mark.parametrize(
    ("path", "body_bytes", "known", "lane"),
    [
        ("/", 0, False, Lane.PAGES),
        ("/health/", 0, False, Lane.HEALTH),
        ("/health/", None, False, Lane.HEALTH),
        ("/accounts/login/", 90, False, Lane.SIGN_IN),
        ("/accounts/login/", SMALL_BODY_BYTES + 1, False, Lane.UPLOADS),
        ("/sql/", 0, False, Lane.VISITORS_QUESTIONS),
        ("/sql/", SMALL_BODY_BYTES, True, Lane.QUESTIONS),
        ("/sql/words", 0, True, Lane.PAGES),
        ("/tables/a/download.xlsx", 0, False, Lane.DOWNLOADS),
        ("/exercises/sql-1/run/", 900, True, Lane.PRACTICE),
        ("/exercises/sql-1/", 0, True, Lane.PAGES),
        ("/x", None, True, Lane.UPLOADS),
    ],
)
def test_a_request_has_its_lane(path: str, body_bytes: int | None, known: bool, lane: Lane) -> None:
    assert lane_of(replace(HEAD, path=path, body_bytes=body_bytes, has_session=known), PATTERNS) is lane


def test_every_lane_has_a_rule_that_leaves_room_for_others() -> None:
    assert RULES.keys() == set(Lane)
    for lane, rule in RULES.items():
        assert 1 <= rule.crowded <= rule.share <= rule.threads, lane
        assert rule.threads == 1 or rule.crowded < rule.threads, lane


def lined_up(*addresses: str) -> Turns[str]:
    turns: Turns[str] = Turns(RULE)
    for number, address in enumerate(addresses):
        assert turns.join(f"{address}{number}", address, 0.0)
    return turns


def test_one_alone_has_their_share_and_no_more() -> None:
    turns = lined_up("a", "a", "a", "a")
    assert list(turns.start()) == ["a0", "a1", "a2"]
    turns.end("a")
    assert list(turns.start()) == ["a3"]


def test_others_are_served_in_turns_however_many_one_asks() -> None:
    turns = lined_up("a", "a", "a", "a", "b", "c")
    assert list(turns.start()) == ["a0", "b4", "c5", "a1"]
    turns.end("b")
    assert not list(turns.start())  # a has its crowded share
    turns.end("a")
    assert list(turns.start()) == ["a2"]


def test_who_waits_too_long_is_named_once() -> None:
    turns = lined_up("a", "a", "a", "a")
    list(turns.start())
    assert not list(turns.give_up(9.99))
    assert list(turns.give_up(10.0)) == ["a3"]
    turns.end("a")
    assert not list(turns.start())


def test_a_line_has_an_end_for_each_address() -> None:
    turns = lined_up(*["a"] * QUEUE_MAX)
    assert not turns.join("one more", "a", 0.0)
    assert turns.join("b", "b", 0.0)


@given(st.lists(st.sampled_from(["a", "b", "c", "end"]), max_size=60))
def test_never_more_run_than_there_are_threads_and_nobody_waits_while_there_is_room(steps: list[str]) -> None:
    turns: Turns[str] = Turns(RULE)
    running: list[str] = []
    waiting = 0
    for number, step in enumerate(steps):
        if step == "end":
            if running:
                turns.end(running.pop(0)[0])
        elif turns.join(f"{step}{number}", step, 0.0):
            waiting += 1
        started = list(turns.start())
        running, waiting = running + started, waiting - len(started)
        assert len(running) <= RULE.threads
        counts = [sum(each[0] == address for each in running) for address in "abc"]
        assert max(counts) <= RULE.share
        assert not waiting or len(running) == RULE.threads or max(counts) >= RULE.crowded
