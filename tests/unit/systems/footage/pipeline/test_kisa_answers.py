"""Answers of the Korean test from what a store holds."""

from pathlib import Path

import pyarrow as pa
import pytest

from naru.systems.footage.core.events.kisa import Alarm, KisaClip
from naru.systems.footage.core.tables import EVENTS
from naru.systems.footage.pipeline.kisa_answers import answers_of
from naru.systems.footage.pipeline.store import Store

SECOND = 1_000_000


def event(rule: str, start_s: float) -> dict[str, object]:
    of_all = {"event_id": f"{rule}{start_s}", "rule_version": 1, "camera_id": "c", "zone_id": None, "score": 1.0}
    times = {"start_us": round(start_s * SECOND), "end_us": round(start_s * SECOND) + 1}
    return {**of_all, **times, "rule": rule, "track_ids": [1], "clip_ids": ["k"], "evidence_us": []}


@pytest.mark.parametrize(
    ("events", "alarms"),
    [
        ([], ()),
        ([("cooking", 12.9)], (Alarm(description="FireDetection", start_s=2, duration_s=27),)),  # whole seconds, to the end
        ([("tent", 12.0)], ()),  # the test has no name for it
        ([("cooking", 9.9)], ()),  # before the clip
        ([("cooking", 10.0)], (Alarm(description="FireDetection", start_s=0, duration_s=30),)),
        ([("cooking", 40.0)], ()),  # the clip's end is no part of it
        ([("cooking", 30.0), ("cooking", 20.0)], (
            Alarm(description="FireDetection", start_s=10, duration_s=20),
            Alarm(description="FireDetection", start_s=20, duration_s=10),
        )),
    ],
)  # fmt: skip
def test_alarms_begin_in_whole_seconds_of_their_clip(
    tmp_path: Path, events: list[tuple[str, float]], alarms: tuple[Alarm, ...]
) -> None:
    store = Store(tmp_path)
    table = pa.Table.from_pylist([event(*each) for each in events], schema=EVENTS)
    kept = store.once("events", "a", clips=["k"], make=lambda folder: {"events": table})
    row = {"start_us": 10 * SECOND, "end_us": 40 * SECOND}
    clip = {"clip_id": "k", "name": "c/C001.mp4", "path": "", "row": row, "results": {}}
    said = {"camera": {"id": "c"}, "clips": [clip], "results": {"events": kept.key}, "refused": []}
    store.write_json("cameras/c", said)
    assert list(answers_of(store, {"cooking": "FireDetection"})) == [KisaClip(name="C001.mp4", alarms=alarms)]
