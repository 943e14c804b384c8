"""The kit's values: canonical JSON, cursors, ids; and the queue's pure rules."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from naru.base.jobs.core.retries import DEATHS, GiveUp, TryAgain, after_death, after_failure
from naru.base.jobs.core.states import WAYS, State
from naru.base.jobs.core.ticks import Daily, Every
from naru.base.kit.canonical import canonical_json, sha256_of, sha256_of_file
from naru.base.kit.child.limits import call_filter
from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.ids import is_id, new_id
from naru.base.kit.refusals import Refused


def test_canonical_json_sorts_keys_by_utf16_and_spends_no_space():
    # RFC 8785, 3.2.3
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7}
    assert [*json.loads(canonical_json(value))] == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]
    assert canonical_json({"b": [1, 2.0, 1.5], "a": "한글\n"}) == '{"a":"한글\\n","b":[1,2,1.5]}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1, {"a": object()}, "\ud800"])
def test_what_has_no_canonical_json_is_refused(value):
    with pytest.raises(ValueError):
        canonical_json(value)


def test_hashes_are_of_bytes_values_and_files(tmp_path):
    (tmp_path / "f").write_bytes(b"abc")
    assert sha256_of(b"abc") == sha256_of_file(tmp_path / "f")
    assert sha256_of({"a": 1, "b": 2}) == sha256_of({"b": 2, "a": 1})


@pytest.mark.parametrize("cursor", ["", "x", "!!", "한글", "W10", encode_cursor([1], ordering="other"), "A" * 5000])
def test_a_cursor_of_another_list_is_refused(cursor):
    with pytest.raises(Refused, match="marker"):
        decode_cursor(cursor, ordering="mine")


def test_ids_are_ids_and_sort_by_birth():
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert all(map(is_id, ids))
    assert not any(map(is_id, ["", "a", ids[0].upper(), ids[0] + "0", "u" * 26]))


def test_a_failing_job_waits_longer_each_time_and_then_no_more():
    waits = [after_failure(n, 9) for n in range(1, 9)]
    assert waits[:3] == [TryAgain(timedelta(seconds=s)) for s in (5, 20, 80)]
    assert waits[-1] == TryAgain(timedelta(hours=1))
    assert after_failure(9, 9) == GiveUp()
    assert (after_death(DEATHS - 1), after_death(DEATHS)) == (TryAgain(timedelta(0)), GiveUp())


def test_every_state_of_a_job_has_its_ways_and_words():
    assert set(WAYS) == set(State)
    assert not WAYS[State.SUCCESSFUL]
    assert all(state.words.ko and state.words.en for state in State)


def test_a_daily_tick_is_a_time_of_the_citys_day():
    at_four = Daily(time(4, 0))
    assert at_four.last_tick(datetime(2026, 11, 22, 19, 0, tzinfo=UTC)) == datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    assert at_four.last_tick(datetime(2026, 11, 22, 18, 59, tzinfo=UTC)) == datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


def test_ticks_do_not_depend_on_when_one_looks():
    rhythm = Every(timedelta(minutes=7))
    start = datetime(2026, 11, 22, tzinfo=UTC)
    ticks = {rhythm.last_tick(start + timedelta(seconds=s)) for s in range(0, 7 * 60 * 10, 13)}
    assert len(ticks) == 11
    assert {later - sooner for sooner, later in zip(sorted(ticks), sorted(ticks)[1:], strict=False)} == {rhythm.step}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_call_filter_is_a_program_whose_jumps_stay_inside(machine):
    program = call_filter(machine, 4711)
    assert len(program) < 4096
    for place, (code, yes, no, _) in enumerate(program):
        if code in {0x15, 0x35, 0x45}:
            assert place + 1 + max(yes, no) < len(program)
    assert program[-1][0] == 0x06
