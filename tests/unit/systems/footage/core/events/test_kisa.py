"""The Korean test: its score and its files; events beside the truth."""

import json

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.events import refusals  # noqa: F401  declares the sentences
from naru.systems.footage.core.events.intervals import EventScore, event_score, false_alarms_per_hour, temporal_iou
from naru.systems.footage.core.events.kisa import Alarm, KisaClip, KisaWindow, score_kisa
from naru.systems.footage.core.events.kisa_xml import read_kisa, write_kisa
from tests.footage_rows import SHARED

KISA = SHARED / "kisa"


def clip(*starts: int, name: str = "a.mp4", description: str = "Loitering") -> KisaClip:
    return KisaClip(
        name=name, alarms=tuple(Alarm(description=description, start_s=start, duration_s=20) for start in starts)
    )


@pytest.mark.skipif(not KISA.exists(), reason="no ../shared/data/footage beside this checkout")
def test_the_made_up_clips_score_what_they_must() -> None:
    sides = [
        [one for path in sorted((KISA / side).glob("*.xml")) for one in read_kisa(path.read_bytes(), file=path.name)]
        for side in ("truth", "answers")
    ]
    result, expected = score_kisa(*sides), json.loads((KISA / "expect.json").read_text())
    assert (result.score.hits, result.score.missed, result.score.false) == (
        expected["tp"],
        expected["fn"],
        expected["fp"],
    )
    assert result.points == pytest.approx(expected["points"])
    assert result.passed is expected["passed"]
    assert {name.removesuffix(".mp4"): word for name, word in result.clips.items()} == expected["clips"]


@pytest.mark.parametrize(
    ("alarm", "expected"),
    [(97, "false and missed"), (98, "hit"), (100, "hit"), (110, "hit"), (111, "false and missed")],
)
def test_an_alarm_counts_from_two_seconds_before_to_ten_after(alarm: int, expected: str) -> None:
    assert score_kisa([clip(100)], [clip(alarm)]).clips == {"a.mp4": expected}


def test_the_window_is_a_parameter() -> None:
    result = score_kisa([clip(100)], [clip(95)], window=KisaWindow(before_s=5, pass_points=100))
    assert (result.points, result.passed) == (100, True)


@pytest.mark.parametrize(
    ("truth", "said", "score"),
    [
        ([clip(100)], [], EventScore(hits=0, missed=1, false=0)),
        ([], [clip(100)], EventScore(hits=0, missed=0, false=1)),
        ([clip(100)], [clip(100, description="Intrusion")], EventScore(hits=0, missed=1, false=1)),
        ([clip(100)], [clip(100, 101)], EventScore(hits=1, missed=0, false=1)),
        ([clip(100, 105)], [clip(103, 106)], EventScore(hits=2, missed=0, false=0)),
        ([clip(100, 109)], [clip(110, 108)], EventScore(hits=2, missed=0, false=0)),
    ],
)
def test_alarms_are_matched_one_to_one(truth: list[KisaClip], said: list[KisaClip], score: EventScore) -> None:
    assert score_kisa(truth, said).score == score


def test_a_pass_begins_at_ninety_points() -> None:
    for missed, passed in ((2, True), (3, False)):  # 2·9 of 20, 2·9 of 21
        truth = [clip(100 * n, name=f"{n}") for n in range(9 + missed)]
        result = score_kisa(truth, truth[:9])
        assert (result.points >= 90, result.passed) == (passed, passed)


@pytest.mark.parametrize("of", [clip(183, 3723), clip()])
def test_an_answer_is_written_as_the_test_takes_it(of: KisaClip) -> None:
    written = write_kisa(of)
    assert read_kisa(written, file="x") == (of,)
    assert b"<Alarms></Alarms>" in written or b"<StartTime>01:02:03</StartTime>" in written


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b"<KisaLibraryIndex><Clip>", "XML"),
        (b"<html></html>", "KisaLibraryIndex"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><KisaLibraryIndex/>', "DOCTYPE"),
        (write_kisa(clip(100)).replace(b"00:01:40", b"1:40"), "StartTime"),
        (write_kisa(clip(100)).replace(b"00:01:40", b"00:61:40"), "StartTime"),
        (write_kisa(clip(100)).replace(b">1<", b">2<"), "AlarmEvents"),
        (write_kisa(clip(100)).replace(b">1<", b">one<"), "AlarmEvents"),
        (write_kisa(clip(100)).replace(b"a.mp4", b""), "Filename"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_is_wrong(text: bytes, what: str) -> None:
    with pytest.raises(Refused) as refused:
        read_kisa(text, file="C01.xml")
    assert refused.value.facts == {"file": "C01.xml", "what": what}
    assert "C01.xml" in refused.value.words.ko


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (5, 15), 1 / 3),
        ((0, 10), (10, 20), 0.0),
        ((0, 10), (20, 30), 0.0),
        ((5, 5), (5, 5), 1.0),
    ],
)
def test_temporal_overlap(one: tuple[int, int], other: tuple[int, int], expected: float) -> None:
    assert temporal_iou(one, other) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("truth", "found", "overlap", "hits"),
    [
        ([(0, 10)], [(0, 6)], 0.5, 1),
        ([(0, 10)], [(0, 3)], 0.3, 1),
        ([(0, 10)], [(0, 2)], 0.3, 0),
        ([(0, 10)], [(0, 6), (0, 7)], 0.5, 1),
        ([(0, 10), (4, 14)], [(2, 12), (0, 8)], 0.5, 2),  # the first fits both: it must not take what the second needs
        ([], [(0, 1)], 0.5, 0),
        ([(0, 1)], [], 0.5, 0),
    ],
)
def test_events_are_found_where_they_overlap_enough(
    truth: list[tuple[int, int]], found: list[tuple[int, int]], overlap: float, hits: int
) -> None:
    score = event_score(truth, found, overlap=overlap)
    assert score == EventScore(hits=hits, missed=len(truth) - hits, false=len(found) - hits)


def test_nothing_there_and_nothing_found_is_right() -> None:
    assert event_score([], [], overlap=0.5).f1 == 1
    assert event_score([(0, 10)], [(0, 10), (50, 60)], overlap=0.5).f1 == pytest.approx(2 / 3)


def test_a_false_alarm_touches_no_event_and_is_counted_by_the_hour() -> None:
    hour = 3_600_000_000
    assert false_alarms_per_hour([(0, 10)], [(10, 20), (11, 20), (30, 40)], watched_us=2 * hour) == 1.0
    assert false_alarms_per_hour([(0, 10)], [], watched_us=hour) == 0
