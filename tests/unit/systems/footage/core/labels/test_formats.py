"""Every label format out and in again: what it keeps, what it names as lost, what lying files are refused for."""

from typing import Any

import orjson
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.register import FORMATS, format_named
from naru.systems.footage.core.labels.values import LabelClass, Loss, Media, MediaKind, MediaLabels
from tests.footage_rows import SHARED
from tests.label_rows import Memory, clip, folder, labels, read, seen, track, written

MATERIAL = SHARED / "formats"
GEOMETRY = ("frame", "label", "x1", "y1", "x2", "y2")
KEPT = {  # columns that come back, beside frame, label and box
    "coco": ("track_id", "occluded", "keyframe"),
    "yolo": (),
    "mot": ("track_id", "occluded"),
    "cvat": ("track_id", "occluded", "keyframe"),
    "cvat-images": ("track_id", "occluded"),
    "label-studio": ("track_id",),
    "voc": ("track_id", "occluded", "keyframe"),
    "kitti": ("track_id", "occluded"),
    "datumaro": ("track_id", "occluded", "keyframe"),
    "aihub-footfall": ("track_id", "occluded", "keyframe"),
    "aihub-park": ("track_id", "occluded", "keyframe"),
}
CLASSES = {"aihub-footfall": ("person", "person"), "aihub-park": ("stand", "moving")}


def of(format: str, **media: Any) -> MediaLabels:
    """Two tracks, one of them away from frame 6 to 8 and half hidden."""
    one, other = CLASSES.get(format, ("person", "car"))
    rows = [
        *track(3, range(6), label=one),
        *track(3, range(9, 12), label=one),
        *track(8, range(2, 5), label=other, at=100.0, occluded=True),
    ]
    return clip(*rows, **media)


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_format_keeps_comes_back_as_it_was(format: str) -> None:
    one, other = CLASSES.get(format, ("person", "car"))
    sent = [
        of(format, name="gate/a", subset="train"),
        of(format, name="yard/a", subset="train"),
        of(format, name="b", subset="test"),
    ]
    files, _ = written(format, *sent, classes=[LabelClass(name=name) for name in dict.fromkeys((one, other))])
    back, _ = read(format, files)
    assert {(each.media.subset, each.media.name) for each in back} == {
        ("train", "gate/a"),
        ("train", "yard/a"),
        ("test", "b"),
    }
    by_name = {each.media.name: each for each in back}
    for each in sent:
        found = by_name[each.media.name]
        assert found.media == each.media
        assert seen(found.labels, *GEOMETRY, *KEPT[format]) == seen(each.labels, *GEOMETRY, *KEPT[format])


@pytest.mark.parametrize("format", FORMATS)
def test_a_clip_in_which_nothing_is_labelled_is_still_there(format: str) -> None:
    files, _ = written(format, of(format), clip(name="empty"))
    back, _ = read(format, files)
    assert {each.media.name: len(each.labels) > 0 for each in back} == {"clip": True, "empty": False}


LOSSES = [
    ("yolo", {Loss.TRACKS: 12, Loss.KEYFRAMES: 6, Loss.OCCLUDED: 3}),
    ("mot", {Loss.KEYFRAMES: 6}),
    ("kitti", {Loss.KEYFRAMES: 6}),
    ("cvat-images", {Loss.KEYFRAMES: 6}),
    ("label-studio", {Loss.OCCLUDED: 3}),
    ("coco", {}),
    ("cvat", {}),
    ("voc", {}),
    ("datumaro", {}),
]


@pytest.mark.parametrize(("format", "lost"), LOSSES)
def test_what_a_format_has_no_place_for_is_named_and_counted(format: str, lost: dict[Loss, int]) -> None:
    assert written(format, of(format))[1].counts == lost


def test_a_hidden_row_is_a_loss_but_in_the_formats_that_have_it() -> None:
    away = {"label": "person", "box": (0, 0, 5, 5), "frame": 7, "track_id": 1, "outside": True}
    sent = clip(*track(1, range(3)), away)
    for format in ("coco", "mot", "voc", "kitti", "label-studio"):
        assert written(format, sent)[1].counts[Loss.OUTSIDE] == 1
    for format in ("cvat", "datumaro"):
        back, _ = read(format, written(format, sent)[0])
        assert [row["frame"] for row in back[0].labels.to_pylist() if row["outside"]] == [7]


def test_label_studio_gets_keyframes_alone() -> None:
    """cvat#8514: one keyframe became 20,000 boxes."""
    files, losses = written("label-studio", clip(*track(1, range(40))))
    sequence = orjson.loads(files.files["tasks.json"])[0]["annotations"][0]["result"][0]["value"]["sequence"]
    assert [(entry["frame"], entry["enabled"]) for entry in sequence] == [(1, True), (40, True)]
    assert not losses.counts


def test_keyframes_stay_keyframes() -> None:
    """cvat#900: after a round trip all were."""
    sent = clip(*track(1, range(10)))
    for format in ("cvat", "coco", "datumaro", "voc", "label-studio"):
        back, _ = read(format, written(format, sent)[0])
        assert [row["frame"] for row in back[0].labels.to_pylist() if row["keyframe"]] == [0, 9], format


def test_a_step_is_that_of_the_source_video() -> None:
    """cvat#764: imported with a step of 5, boxes landed on the wrong pictures."""
    sent = clip(*track(1, range(10, 40, 5)), start=10, step=5)
    files, _ = written("cvat", sent)
    back, _ = read("cvat", files)
    assert back[0].media == sent.media
    assert seen(back[0].labels, "frame") == [(frame,) for frame in range(10, 40, 5)]
    del files.files["naru-media.json"]
    assert read("cvat", files)[0][0].media == Media(name="clip", width=640, height=360, frames=40, start=10, step=5)


def test_boxes_between_keyframes_move() -> None:
    """cvat#3300, #3879: they stood still."""
    xml = CVAT.replace(b"BOXES", b"".join(_box(frame, x) for frame, x in ((0, 0), (4, 8))))
    back, _ = read("cvat", Memory({"annotations.xml": xml}))
    rows = back[0].labels.to_pylist()
    assert [(row["frame"], row["x1"], row["keyframe"]) for row in rows] == [
        (0, 0.0, True),
        (1, 2.0, False),
        (2, 4.0, False),
        (3, 6.0, False),
        (4, 8.0, True),
    ]


CVAT = b"""<annotations><meta><task><mode>interpolation</mode><start_frame>0</start_frame><stop_frame>9</stop_frame>
<labels><label><name>person</name></label></labels></task><source>v.mp4</source></meta>
<track id="0" label="person">BOXES</track></annotations>"""


def _box(frame: int, x: int, outside: int = 0) -> bytes:
    return f'<box frame="{frame}" outside="{outside}" occluded="0" keyframe="1" xtl="{x}" ytl="0" xbr="{x + 5}" ybr="9"/>'.encode()


def test_nothing_is_drawn_where_a_track_is_outside() -> None:
    xml = CVAT.replace(b"BOXES", _box(0, 0) + _box(3, 0, outside=1) + _box(6, 0))
    back, _ = read("cvat", Memory({"annotations.xml": xml}))
    assert seen(back[0].labels, "frame") == [(0,), (1,), (2,), (6,)]


def test_pictures_of_one_name_in_two_folders_are_two() -> None:
    """cvat#9327, geti#7496: the later overwrote the earlier."""
    box = {"label": "person", "box": (1, 2, 30, 40)}
    sent = [
        MediaLabels(media=Media(name=name, kind=MediaKind.PICTURE, width=64, height=48), labels=labels(box))
        for name in ("north/img0.jpg", "south/img0.jpg")
    ]
    for format in ("coco", "yolo", "cvat-images", "voc", "datumaro"):
        back, _ = read(format, written(format, *sent)[0])
        assert [each.media for each in back] == [each.media for each in sent], format
        assert all(seen(each.labels, *GEOMETRY) == seen(sent[0].labels, *GEOMETRY) for each in back), format


def test_attributes_and_turned_boxes_come_back() -> None:
    row = {
        "label": "person",
        "box": (10, 20, 30, 60),
        "frame": 4,
        "track_id": 2,
        "rotation": 30.0,
        "attributes": {"pose": "walk"},
    }
    for format in ("coco", "cvat", "cvat-images", "voc", "datumaro"):
        back, _ = read(format, written(format, clip(row))[0])
        assert seen(back[0].labels, *GEOMETRY, "rotation", "attributes") == seen(
            labels(row), *GEOMETRY, "rotation", "attributes"
        ), format
    turned = {**row, "attributes": {}}
    back, _ = read("label-studio", written("label-studio", clip(turned))[0])
    assert seen(back[0].labels, *GEOMETRY, "rotation") == seen(labels(turned), *GEOMETRY, "rotation")


TASK = {"id": 1, "data": {"video": "x.mp4"}, "annotations": [{"result": []}]}
LIES = [
    ("mot", {"gt/gt.txt": b"-1,1,0,0,5,5,1,1,1\n"}, "labels_frame_impossible"),
    ("mot", {"gt/gt.txt": b"0,1,0,0,5,5,1,1,1\n"}, "labels_frame_impossible"),
    ("mot", {"gt/gt.txt": b"1,1,0,0,5,5,1,13,1\n"}, "labels_class_unknown"),
    ("mot", {"gt/gt.txt": b"1,1,0,0,5,5,1,1,1\n1,1,9,9,5,5,1,1,1\n"}, "labels_track_twice"),
    ("mot", {"gt/gt.txt": b"1,1,0,0,-5,5,1,1,1\n"}, "labels_box_impossible"),
    ("mot", {"gt/gt.txt": b"1,1,nan,0,5,5,1,1,1\n"}, "labels_box_impossible"),
    ("mot", {"gt/gt.txt": b"1,1,0\n"}, "labels_unreadable"),
    ("mot", {"gt/gt.txt": b"1" * 20_000}, "labels_unreadable"),
    ("mot", {"notes.md": b""}, "labels_missing"),
    ("kitti", {"0000.txt": b"0 1 Car 0 0 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000\n"}, "labels_unreadable"),
    ("kitti", {"0000.txt": b"-1 1 Car 0 0 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10\n"}, "labels_frame_impossible"),
    ("yolo", {"data.yaml": b"names: [person]", "labels/a.txt": b"0 .5 .5 .1 .1\n"}, "labels_missing"),
    ("yolo", {"labels/a.txt": b"0 .5 .5 .1 .1\n"}, "labels_missing"),
    ("coco", {"a.json": b'{"images":[{"id":1}],"annotations":[{"id":1,"image_id":2,"category_id":1,"bbox":[0,0,1,1]}]}'}, "labels_unreadable"),
    ("coco", {"a.json": b'{"images":[{"id":1},{"id":1}]}'}, "labels_unreadable"),
    ("coco", {"a.json": b'{"images":[{"id":1}],"annotations":[{"id":1,"image_id":1,"category_id":7,"bbox":[0,0,1,1]}]}'}, "labels_class_unknown"),
    ("coco", {"a.json": b'{"images":[{"id":1}],"annotations":[{"id":1,"image_id":1,"bbox":[0,0,NaN,1]}]}'}, "labels_unreadable"),
    ("coco", {"a.json": b'{"images":' + b"[" * 100_000}, "labels_unreadable"),
    ("coco", {"a.json": b'{"images":[]} trailing'}, "labels_unreadable"),
    ("coco", {"a.json": b'{"images":[],"images":[]}'}, "labels_unreadable"),
    ("cvat", {"a.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><annotations>&a;</annotations>'}, "labels_unreadable"),
    ("cvat", {"a.xml": b"<annotations>" + b"<a>" * 100 + b"</a>" * 100 + b"</annotations>"}, "labels_unreadable"),
    ("cvat", {"a.xml": b"<annotations>"}, "labels_unreadable"),
    ("cvat", {"a.xml": CVAT.replace(b'label="person"', b'label="tree"').replace(b"BOXES", b"")}, "labels_class_unknown"),
    ("cvat", {"a.xml": CVAT.replace(b"BOXES", b'<box frame="-1" xtl="0" ytl="0" xbr="1" ybr="1"/>')}, "labels_frame_impossible"),
    ("cvat", {"a.xml": CVAT.replace(b"BOXES", _box(1, 0) + _box(1, 3))}, "labels_track_twice"),
    ("label-studio", {"a.json": b'[{"data":{}}]'}, "labels_unreadable"),
    ("label-studio", {"a.json": orjson.dumps([{**TASK, "annotations": [{"result": [{"type": "videorectangle", "value": {"sequence": [{"frame": 1, "x": 1, "y": 1, "width": 1, "height": 1}]}}]}]}])}, "labels_format_cannot_say"),
    ("datumaro", {"annotations/a.json": b'{"items":[{"id":"a","annotations":[{"type":"bbox","label_id":0,"bbox":[0,0,1,1]}]}]}'}, "labels_class_unknown"),
    ("voc", {"a.xml": b"<annotation><filename>a.jpg</filename><object><name>cat</name></object></annotation>"}, "labels_box_impossible"),
    ("aihub-park", {"a.json": b'{"annotations":[{"cur_frame":0,"class_name":99,"bbox":[0,0,1,1],"object_id":1}]}'}, "labels_class_unknown"),
    ("aihub-park", {"a.json": b'{"annotations":[{"cur_frame":-1,"class_name":1,"bbox":[0,0,1,1]}]}'}, "labels_frame_impossible"),
    ("aihub-footfall", {"a.json": b"[]"}, "labels_unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("format", "files", "code"), LIES, ids=[f"{place}-{lie[0]}" for place, lie in enumerate(LIES)])
def test_a_file_that_lies_is_refused(format: str, files: dict[str, bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(format, Memory(files))
    assert refused.value.code == code
    assert "?" not in refused.value.words.en.replace("?", "", 0) or refused.value.facts


def test_a_line_that_stands_for_ten_million_frames_is_refused() -> None:
    """label-studio: framesCount is whatever the file says."""
    region = {
        "type": "videorectangle",
        "original_width": 100,
        "original_height": 100,
        "value": {
            "framesCount": 10_000_000,
            "sequence": [{"frame": 1, "enabled": True, "x": 1, "y": 1, "width": 1, "height": 1}],
        },
    }
    with pytest.raises(Refused) as refused:
        read("label-studio", Memory({"a.json": orjson.dumps([{**TASK, "annotations": [{"result": [region]}]}])}))
    assert refused.value.code == "labels_too_many"


def test_a_format_that_nobody_knows_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused, match="coco"):
        format_named("csv")


needs_material = pytest.mark.skipif(not MATERIAL.exists(), reason="label files of other makers lie in ../shared")


@needs_material
@pytest.mark.parametrize(
    ("format", "path", "rows"),
    [
        ("cvat", "datumaro/cvat_dataset/for_video", [6]),
        ("cvat-images", "datumaro/cvat_dataset/for_images/export_project", [2, 2, 2, 2, 2, 2]),
        ("mot", "datumaro/mot_dataset/mot_seq_with_seqinfo", [1]),
        ("voc", "datumaro/voc_dataset/voc_dataset1", [2]),
        ("coco", "datumaro/coco_dataset/coco_instances", [2]),
        ("coco", "mmtracking/demo_cocovid_data.json", [10]),
        ("coco", "mmtracking/demo_vis_data.json", [1]),
    ],
)
def test_files_of_other_makers_are_read_and_come_back(format: str, path: str, rows: list[int]) -> None:
    found, labelling = read(format, folder(MATERIAL / path))
    assert [len(each.labels) for each in found] == rows
    back, again = read(format, written(format, *found, classes=labelling.classes)[0])
    assert [each.media for each in back] == [each.media for each in found]
    assert all(one.labels.equals(other.labels) for one, other in zip(found, back, strict=True))
    assert again.classes == labelling.classes


@needs_material
def test_a_cvat_track_counts_frames_of_the_source_and_what_is_outside_is_hidden() -> None:
    found, _ = read("cvat", folder(MATERIAL / "datumaro/cvat_dataset/for_video"))
    first = [row for row in found[0].labels.to_pylist() if row["track_id"] == 0]
    assert [(row["frame"], row["outside"], row["occluded"]) for row in first] == [
        (10, False, True),
        (13, True, False),
        (16, True, False),
    ]


@needs_material
def test_a_mot_class_counts_from_one() -> None:
    found, _ = read("mot", folder(MATERIAL / "datumaro/mot_dataset/mot_seq_with_seqinfo"))
    assert seen(found[0].labels, *GEOMETRY) == [(0, "label_2", 0.0, 4.0, 4.0, 12.0)]
    assert found[0].media.fps == 10.0


@needs_material
def test_raw_tracklets_are_refused_for_having_no_boxes_in_the_picture() -> None:
    with pytest.raises(Refused, match="none in the picture"):
        read("kitti", folder(MATERIAL / "datumaro/kitti_dataset/kitti_raw"))


@needs_material
def test_a_class_that_a_file_never_declares_is_named() -> None:
    with pytest.raises(Refused, match="class 95"):
        read("coco", folder(MATERIAL / "mmtracking/demo_tao_data.json"))


@needs_material
def test_label_studio_expands_keyframes_as_its_maker_does() -> None:
    told = orjson.loads((MATERIAL / "label-studio/video_interpolation.json").read_bytes())
    wanted = {
        "test_video_disabled_till_end": 5,
        "test_video_enabled_till_end": 10,
        "test_video_enabled_till_end_one_frame": 10,
        "test_video_disabled_till_end_one_frame": 1,
        "test_video_disabled_till_end_keyframe_count": 10,
        "test_no_label_result": 10,
        "test_case_with_1_frame_inside_2_span": 294,
    }
    counts = {}
    for name, case in told.items():
        result = [{**region, "original_width": 100, "original_height": 100} for region in case["result"]]
        tasks = orjson.dumps([{**TASK, "annotations": [{"result": result}]}])
        found, _ = read("label-studio", Memory({"a.json": tasks}))
        counts[name] = len(found[0].labels)
        if name == "test_video_enabled_till_end":
            assert [row["x1"] for row in found[0].labels.to_pylist()[:6]] == [38.0, 38.5, 39.0, 39.5, 40.0, 40.0]
    assert counts == wanted
