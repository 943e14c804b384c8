"""Keyframes filled and found again, labellings compared and merged, tracks as labels to begin with, JSON in pieces."""

import io
from typing import Any

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.differences import label_difference
from naru.systems.footage.core.labels.formats import json_stream
from naru.systems.footage.core.labels.formats.json_stream import elements
from naru.systems.footage.core.labels.formats.picture_size import picture_size
from naru.systems.footage.core.labels.keyframes import filled, has_gaps, keyframes_only
from naru.systems.footage.core.labels.merging import merge
from naru.systems.footage.core.labels.prelabels import KEY_EVERY, prelabels
from naru.systems.footage.core.labels.rows import Rows, by_frame, check_tracks
from naru.systems.footage.core.tables import TRACKS
from tests.label_rows import labels, seen, track


def test_frames_between_keyframes_lie_evenly_between_them() -> None:
    keys = labels(*(row for row in track(1, range(9)) if row["frame"] in (0, 8)))
    assert has_gaps(keys)
    made = filled(keys)
    assert made.equals(labels(*track(1, range(9))))
    assert not has_gaps(made)


@pytest.mark.parametrize(
    ("step", "frames"), [(1, [0, 1, 2, 3, 4, 5, 6]), (2, [0, 2, 4, 6]), (3, [0, 3, 6]), (6, [0, 6]), (7, [0, 6])]
)
def test_filling_goes_by_steps(step: int, frames: list[int]) -> None:
    keys = labels(*(row for row in track(1, range(7)) if row["frame"] in (0, 6)))
    assert seen(filled(keys, step=step), "frame") == [(frame,) for frame in frames]


def test_a_track_that_nothing_ends_goes_on_when_it_is_to() -> None:
    keys = labels(*track(1, [2]))
    assert seen(filled(keys, until=5), "frame") == [(2,), (3,), (4,)]
    assert seen(filled(keys), "frame") == [(2,)]


def test_keyframes_are_found_again_and_only_those_that_are_needed() -> None:
    walk = labels(*track(1, range(9)))
    keys, added = keyframes_only(walk)
    assert (seen(keys, "frame"), added) == ([(0,), (8,)], 0)
    bent = labels(*(row | {"box": (0.0, 0.0, 9.0, 9.0)} if row["frame"] == 4 else row for row in track(1, range(9))))
    keys, added = keyframes_only(bent)
    assert (4,) in seen(keys, "frame")
    assert filled(keys).select(["frame", "x1"]).equals(bent.select(["frame", "x1"]))


def test_an_occlusion_that_begins_is_a_keyframe() -> None:
    rows = [row | {"occluded": row["frame"] >= 3} for row in track(1, range(6))]
    keys, added = keyframes_only(labels(*rows))
    assert (seen(keys, "frame"), added) == ([(0,), (3,), (5,)], 1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, (0, 0, 0, 0)),
        ({"label": "car"}, (0, 0, 0, 1)),
        ({"attributes": {"pose": "walk"}}, (0, 0, 0, 1)),
        ({"box": (0.0, 0.0, 9.0, 9.0)}, (0, 0, 1, 0)),
        ({"frame": 30}, (1, 1, 0, 0)),
        ({"outside": True}, (0, 1, 0, 0)),
    ],
)
def test_what_a_person_changed_is_told_box_by_box(change: dict[str, Any], found: tuple[int, int, int, int]) -> None:
    rows = track(1, range(5))
    told = label_difference(labels(*rows), labels(*rows[:4], rows[4] | change))
    assert (told.added, told.removed, told.moved, told.renamed) == found
    assert told.is_empty == (found == (0, 0, 0, 0))
    assert (4 in told.frames) != told.is_empty


def box(label: str, left: float, frame: int = 0) -> dict[str, Any]:
    return {"label": label, "box": (left, 0.0, left + 10, 20.0), "frame": frame}


def test_labellings_merge_by_majority_and_what_is_disputed_is_named() -> None:
    merged = merge(
        {
            "가": labels(box("person", 0), box("person", 50), box("car", 100)),
            "나": labels(box("person", 1), box("car", 100)),
            "다": labels(box("person", 0), box("person", 100)),
        },
        least=0.5,
    )
    assert seen(merged.labels, "label", "x1") == [("car", 100.0), ("person", 0.0)]
    assert [(dispute.box[0], sorted(dispute.said.values())) for dispute in merged.disputes] == [
        (50.0, ["", "", "person"]),
        (100.0, ["car", "car", "person"]),
    ]


def test_of_two_people_a_box_that_one_has_stays_and_is_disputed() -> None:
    merged = merge({"가": labels(box("person", 0), box("person", 50)), "나": labels(box("person", 0))}, least=0.5)
    assert len(merged.labels) == 2
    assert len(merged.disputes) == 1
    one_more = merge(
        {"가": labels(box("person", 0)), "나": labels(box("person", 0)), "다": labels(box("person", 90))}, least=0.5
    )
    assert [dispute.box[0] for dispute in one_more.disputes] == [0.0, 90.0]


def tracks(*rows: dict[str, Any]) -> pa.Table:
    filled_in = {
        "camera_id": "c",
        "clip_id": "clip",
        "t_us": 0,
        "score": 0.5,
        "interpolated": False,
        "gx": None,
        "gy": None,
    }
    return pa.Table.from_pylist([filled_in | row for row in rows], TRACKS)


def test_tracks_become_labels_cut_to_the_picture() -> None:
    made = prelabels(
        tracks(
            {"track_id": 1, "frame": 0, "class": "person", "x1": -5, "y1": 1.236, "x2": 10, "y2": 20},
            {
                "track_id": 1,
                "frame": 1,
                "class": "person",
                "x1": 90,
                "y1": 1,
                "x2": 130,
                "y2": 20,
                "interpolated": True,
            },
            {"track_id": 2, "frame": 0, "class": "person", "x1": 101, "y1": 1, "x2": 130, "y2": 20},
            {"track_id": 3, "frame": 0, "class": "bottle", "x1": 1, "y1": 1, "x2": 5, "y2": 5},
            {"track_id": 4, "frame": 0, "class": "person", "x1": 1, "y1": 1, "x2": 5, "y2": 5, "clip_id": "other"},
        ),
        clip_id="clip",
        classes=("person",),
        size=(100, 60),
    )
    assert seen(made, "track_id", "frame", "x1", "y1", "x2", "occluded") == [
        (1, 0, 0.0, 1.24, 10.0, False),
        (1, 1, 90.0, 1.0, 100.0, True),
    ]


def test_every_tenth_frame_of_a_track_is_a_keyframe_and_its_ends() -> None:
    rows = [
        {"track_id": 1, "frame": 3 + at, "class": "person", "x1": 1, "y1": 1, "x2": 5, "y2": 5}
        for at in range(KEY_EVERY + 4)
    ]
    made = prelabels(tracks(*rows), clip_id="clip", classes=("person",), size=(100, 60))
    assert [row["frame"] for row in made.to_pylist() if row["keyframe"]] == [3, 13, 16]
    assert len(prelabels(tracks(), clip_id="clip", classes=("person",), size=(100, 60))) == 0


def test_rows_come_frame_by_frame() -> None:
    table = labels(box("car", 5, 3), box("person", 0, 1), box("person", 9, 3))
    assert [(frame, len(rows)) for frame, rows in by_frame(table)] == [(1, 1), (3, 2)]
    assert list(by_frame(labels())) == []


def test_a_track_stands_once_in_a_frame() -> None:
    check_tracks(labels(*track(1, range(3)), *track(2, range(3))), file="f", media="m")
    with pytest.raises(Refused, match="track 1 stands twice in frame 2 of m"):
        check_tracks(labels(*track(1, range(3)), *track(1, [2])), file="f", media="m")


@pytest.mark.parametrize(("box", "is_one"), [((0, 0, 0, 0), True), ((0, 0, 5, -1), False), ((5, 0, 4, 1), False), ((0, 0, 1e6, 1), True), ((0, 0, 1e6 + 1, 1), False), ((float("nan"), 0, 1, 1), False)])  # fmt: skip
def test_what_is_a_box(box: tuple[float, float, float, float], is_one: bool) -> None:
    rows = Rows("f")
    if is_one:
        rows.add("person", box)
        assert len(rows) == 1
        return
    with pytest.raises(Refused) as refused:
        rows.add("person", box, place="line 7")
    assert refused.value.facts["place"] == "line 7"


@pytest.mark.parametrize("chunk", [1, 2, 7, 1 << 20])
def test_json_is_read_element_by_element_wherever_a_chunk_ends(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    text = '\ufeff{"info": {"a": [1]}, "images": [{"id": 1, "이름": "가"}, 12345, -1.5e3], "none": [], "last": 12}'.encode()
    found = [(each.path, each.value, each.is_item) for each in elements(io.BytesIO(text), name="f", format="JSON")]
    assert found == [
        ("info", {"a": [1]}, False),
        ("images", {"id": 1, "이름": "가"}, True),
        ("images", 12345, True),
        ("images", -1500.0, True),
        ("last", 12, False),
    ]


def test_the_size_of_a_picture_is_in_its_head() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\x68"
    jpeg = b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0\x00\x11\x08\x01\x68\x02\x80\x03"
    assert picture_size(png) == (640, 360)
    assert picture_size(jpeg) == (640, 360)
    assert picture_size(b"GIF89a") is None
    assert picture_size(jpeg[:9]) is None
