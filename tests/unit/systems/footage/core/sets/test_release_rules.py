"""What may be released: splits, near-duplicates, shortcuts, masking, the gate, what a release is and says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.figures.intervals import Interval, share_interval
from naru.systems.footage.core.sets.agreement import Agreement
from naru.systems.footage.core.sets.classifier import balanced_accuracy, train
from naru.systems.footage.core.sets.croissant import croissant
from naru.systems.footage.core.sets.crops import CROP, background_boxes, features, widened
from naru.systems.footage.core.sets.datasheet import datasheet
from naru.systems.footage.core.sets.gate import BAR_WORDS, Bar, ClipFacts, Reason, ReleaseFacts, bars
from naru.systems.footage.core.sets.hashes import picture_hashes
from naru.systems.footage.core.sets.indicators import Indicator, figures
from naru.systems.footage.core.sets.manifest import Manifest, ReleasedClip
from naru.systems.footage.core.sets.masking_proof import MaskingProof, uncovered_labels, uncovered_tracks
from naru.systems.footage.core.sets.measured import Measured, SemanticFigures
from naru.systems.footage.core.sets.near_duplicates import near_groups, near_pairs
from naru.systems.footage.core.sets.plan_file import plan_from_mapping, plan_mapping
from naru.systems.footage.core.sets.reach import REACH_WORDS, Reach
from naru.systems.footage.core.sets.release_diff import release_difference
from naru.systems.footage.core.sets.release_tables import ReleasedLabels, clip_rows, csv_pieces, label_rows
from naru.systems.footage.core.sets.shortcut import Backgrounds, Shortcut, shortcut
from naru.systems.footage.core.sets.splits import Leak, SplitClip, leaks, shares, split
from naru.systems.footage.core.sets.validity import BACKGROUND, Examples, validity
from naru.systems.footage.core.tables import MASKS, TRACKS
from tests.label_rows import labels, track
from tests.set_plans import set_plan

SHARES = {"train": 0.6, "validation": 0.2, "test": 0.2}
DAY = date(2026, 5, 9)
PLAN = plan_from_mapping(set_plan())


def clips(*of: tuple[str, str, int, int]) -> list[SplitClip]:
    """id, camera, day of May, boxes."""
    return [
        SplitClip(clip_id=id, camera_id=camera, day=date(2026, 5, day), boxes=boxes) for id, camera, day, boxes in of
    ]


def test_a_day_of_a_camera_stands_in_one_split_alone() -> None:
    given = clips(
        *((f"{camera}{day}{part}", camera, day, 10) for camera in "abcd" for day in (1, 2, 3) for part in "xy")
    )
    splits = split(given, SHARES)
    assert leaks(given, splits) == []
    assert shares(given, splits) == pytest.approx({"train": 0.6, "validation": 0.2, "test": 0.2}, abs=0.05)
    assert split(given[::-1], SHARES) == splits, "in any order"


def test_near_duplicates_keep_camera_days_together() -> None:
    given = clips(("a", "one", 1, 10), ("b", "two", 1, 10), ("c", "three", 1, 10), ("d", "four", 1, 10))
    joined = [replace(clip, near=frozenset({7})) if clip.clip_id in "ad" else clip for clip in given]
    splits = split(joined, SHARES)
    assert splits["a"] == splits["d"]
    assert leaks(joined, splits) == []
    torn = {**splits, "a": "train", "d": "test"}
    assert leaks(joined, torn) == [Leak(splits=("test", "train"), clips=("a", "d"))]


@pytest.mark.parametrize(
    ("count", "filled"),
    [
        (1, {"train"}),
        (2, {"train", "test"}),
        (3, {"train", "validation", "test"}),
        (9, {"train", "validation", "test"}),
    ],
)
def test_no_split_stays_empty_while_there_are_groups_for_it(count: int, filled: set[str]) -> None:
    given = clips(*((f"c{at}", f"camera{at}", 1, 1000 if at == 0 else 1) for at in range(count)))
    assert len(set(split(given, SHARES).values())) == len(filled)


def test_a_split_of_no_share_gets_nothing() -> None:
    given = clips(*((f"c{at}", f"camera{at}", 1, 10) for at in range(6)))
    assert set(split(given, {"train": 0.5, "validation": 0.0, "test": 0.5}).values()) == {"train", "test"}


@pytest.mark.parametrize("bits", [0, 1, 3, 6])
def test_every_pair_within_so_many_bits_is_found_and_no_other(bits: int) -> None:
    chance = np.random.default_rng(3)
    base = chance.integers(0, 2**63, 60, dtype=np.uint64)
    flipped = []
    for value in base:
        apart = int(chance.integers(0, 9))
        places = chance.choice(64, apart, replace=False)
        flipped.append(value ^ np.uint64(sum(1 << int(place) for place in places)))
    distinct = np.unique(np.concatenate([base, np.array(flipped, np.uint64)]))
    ones, others = near_pairs(distinct, bits=bits)
    wanted = {
        (one, other)
        for one in range(len(distinct))
        for other in range(one + 1, len(distinct))
        if int(distinct[one] ^ distinct[other]).bit_count() <= bits
    }
    assert set(zip(ones.tolist(), others.tolist(), strict=True)) == wanted


def test_chains_of_near_duplicates_are_one_group() -> None:
    hashes = np.array([0b0, 0b1, 0b11, 0b111, 0b111 << 40, 0b0], np.uint64)
    assert near_groups(hashes, bits=1).tolist() == [0, 0, 0, 0, 1, 0]
    assert near_groups(hashes[:0], bits=3).tolist() == []


def test_a_picture_a_little_brighter_or_noisy_has_nearly_the_same_hash_and_another_has_not() -> None:
    chance = np.random.default_rng(1)
    coarse = chance.integers(0, 200, (2, 8, 8)).astype(np.uint8)
    pictures = np.kron(coarse, np.ones((1, 4, 4), np.uint8))
    noisy = np.clip(pictures.astype(int) + 20 + chance.integers(-3, 4, pictures.shape), 0, 255).astype(np.uint8)
    one, other = picture_hashes(pictures)
    assert [int(a ^ b).bit_count() <= 4 for a, b in zip(picture_hashes(noisy), (one, other), strict=True)] == [
        True,
        True,
    ]
    assert int(one ^ other).bit_count() > 12
    assert len(picture_hashes(pictures[:0])) == 0


def points(
    *centres: tuple[str, float], each: int = 20, spread: float = 0.1, seed: int = 0
) -> tuple[np.ndarray[Any, Any], list[str]]:
    chance = np.random.default_rng(seed)
    rows = np.concatenate([chance.normal(at, spread, (each, 3)) for _, at in centres])
    return rows, [name for name, _ in centres for _ in range(each)]


def backgrounds(*centres: tuple[str, float], seed: int = 0) -> Backgrounds:
    rows, names = points(*centres, seed=seed)
    return Backgrounds(rows=rows, labels=names)


def test_a_background_that_gives_the_answer_away_is_found_out() -> None:
    learnt = backgrounds(("person", 0.0), ("car", 5.0))
    same = shortcut(learnt, backgrounds(("person", 0.0), ("car", 5.0), seed=1))
    assert same is not None
    assert (same.accuracy, same.chance, same.above_chance) == (1.0, 0.5, 0.5)
    elsewhere = shortcut(learnt, backgrounds(("person", 5.0), ("car", 5.0), seed=1))
    assert elsewhere is not None
    assert elsewhere.above_chance == 0.0


def test_where_there_is_nothing_to_guess_nothing_is_said() -> None:
    one, two = backgrounds(("person", 0.0)), backgrounds(("person", 0.0), ("car", 5.0))
    assert shortcut(one, two) is None
    assert shortcut(two, one) is None
    assert Shortcut(accuracy=0.3, chance=0.5).above_chance == 0.0


def examples(clip_id: str, *centres: tuple[str, float], seed: int = 0) -> Examples:
    rows, names = points(*centres, seed=seed)
    return Examples(clip_id=clip_id, rows=rows, labels=names)


def test_a_model_trained_on_the_set_is_tested_clip_by_clip() -> None:
    training = [examples("a", ("person", 0.0), (BACKGROUND, 5.0))]
    good = validity(training, [examples("b", ("person", 0.0), (BACKGROUND, 5.0), seed=1)], confidence=0.95)
    assert good is not None
    assert (good.right.value, good.balanced, good.trained_on, good.tested_on) == (1.0, 1.0, 40, 40)
    wrong = validity(training, [examples("b", ("person", 5.0), (BACKGROUND, 0.0), seed=1)], confidence=0.95)
    assert wrong is not None
    assert wrong.right.value == 0.0
    assert validity([examples("a", ("person", 0.0))], training, confidence=0.95) is None
    assert validity(training, [], confidence=0.95) is None


def test_classes_weigh_the_same_however_many_rows_each_has() -> None:
    rare, _ = points(("car", 5.0), each=3)
    common, _ = points(("person", 0.0), each=300)
    model = train(np.concatenate([common, rare]), ["person"] * 300 + ["car"] * 3)
    assert model.predict(rare) == ["car"] * 3
    assert balanced_accuracy(["person"] * 9 + ["car"], ["person"] * 10) == 0.5


def test_crops_are_told_by_their_gradients_and_colours() -> None:
    stripes = np.zeros((2, CROP, CROP, 3), np.uint8)
    stripes[0, ::4], stripes[1, :, ::4] = 255, 255
    found = features(stripes)
    assert found.shape == (2, 152)
    assert np.abs(found[0] - found[1]).max() > 0.1
    assert features(stripes[:0]).shape == (0, 152)


def test_background_boxes_touch_no_label() -> None:
    boxes = np.array([[0, 0, 10, 20], [50, 30, 60, 50]], float)
    found = background_boxes(boxes, (100, 60), seed=1)
    assert len(found) == 2
    assert np.array_equal(found, background_boxes(boxes, (100, 60), seed=1))
    assert not any((a[0] < b[2]) and (b[0] < a[2]) and (a[1] < b[3]) and (b[1] < a[3]) for a in found for b in boxes)
    assert len(background_boxes(np.array([[0, 0, 100, 60]], float), (100, 60), seed=1)) == 0
    assert widened(np.array([[0.0, 0.0, 10.0, 20.0]]), (100, 60)).tolist() == [[0, 0, 11, 22]]
    assert widened(np.array([[99.0, 59.0, 120.0, 80.0]]), (100, 60)).tolist() == [[96, 56, 100, 60]]


def masks(*regions: tuple[int, int | None, float, float, float, float]) -> pa.Table:
    rows = [
        {"clip_id": "c", "frame": frame, "track_id": name, "region": "head", "x1": x1, "y1": y1, "x2": x2, "y2": y2}
        for frame, name, x1, y1, x2, y2 in regions
    ]
    return pa.Table.from_pylist(rows, MASKS)


def tracks(*rows: tuple[int, int, str]) -> pa.Table:
    filled = {"camera_id": "c", "clip_id": "c", "t_us": 0, "x1": 0, "y1": 0, "x2": 1, "y2": 1, "interpolated": False}
    return pa.Table.from_pylist(
        [filled | {"frame": frame, "track_id": name, "class": kind} for frame, name, kind in rows], TRACKS
    )


def test_every_box_of_a_person_or_vehicle_needs_its_region() -> None:
    painted = masks((0, 1, 0, 0, 9, 9), (1, None, 0, 0, 9, 9))
    assert uncovered_tracks(tracks((0, 1, "person")), painted) == (1, 0)
    assert uncovered_tracks(tracks((0, 1, "person"), (1, 1, "person"), (0, 2, "car"), (0, 3, "bottle")), painted) == (
        3,
        2,
    )


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        ({"label": "person", "box": (10, 10, 20, 60)}, False),
        ({"label": "person", "box": (10, 30, 20, 90)}, True),
        ({"label": "person", "box": (10, 10, 20, 60), "frame": 1}, True),
        ({"label": "person", "box": (10, 30, 20, 90), "outside": True}, False),
        ({"label": "bottle", "box": (10, 30, 20, 90)}, False),
        ({"label": "car", "box": (0, 0, 20, 20)}, False),
        ({"label": "car", "box": (0, 40, 20, 60)}, True),
    ],
)
def test_a_label_whose_head_or_plate_shows_is_found(row: dict[str, Any], is_open: bool) -> None:
    painted = masks((0, 1, 5, 5, 25, 25))
    assert bool(uncovered_labels(labels(row), painted)) is is_open


WHOLE = MaskingProof(key="k", sha256="s", masks_sha256="m", boxes=4, open_tracks=0, open_labels=0)
CLIP = ClipFacts(
    clip_id="c", is_withdrawn=False, legal_basis="법", masking=WHOLE, in_time=True, verified_labels="l", labels="l"
)
GOOD = {each: Interval(value=1.0, low=1.0, high=1.0) for each in Indicator}
FACTS = ReleaseFacts(
    plan=PLAN,
    today=DAY,
    clips=[CLIP],
    indicators=figures(GOOD, PLAN.thresholds),
    sizes={"train": 1, "validation": 1, "test": 1},
    leaks=[],
    shortcut=None,
)


@pytest.mark.parametrize(
    ("change", "clip", "bar"),
    [
        ({}, {}, None),
        ({"clips": []}, {}, Bar.NO_CLIP),
        ({"today": PLAN.keep_until}, {}, None),
        ({"today": date(2030, 1, 1)}, {}, Bar.KEEPING_OVER),
        ({"sizes": {"train": 1, "validation": 1}}, {}, Bar.SPLIT_EMPTY),
        ({"leaks": [Leak(splits=("test", "train"), clips=("a", "b"))]}, {}, Bar.LEAK),
        ({"shortcut": Shortcut(accuracy=0.5 + PLAN.thresholds.shortcut, chance=0.5)}, {}, None),
        ({"shortcut": Shortcut(accuracy=0.51 + PLAN.thresholds.shortcut, chance=0.4)}, {}, Bar.SHORTCUT),
        ({"indicators": figures({**GOOD, Indicator.VALIDITY: None}, PLAN.thresholds)}, {}, Bar.INDICATOR_UNKNOWN),
        (
            {"indicators": figures({**GOOD, Indicator.DIVERSITY: share_interval(1, 9)}, PLAN.thresholds)},
            {},
            Bar.INDICATOR_LOW,
        ),
        ({}, {"is_withdrawn": True}, Bar.CLIP_WITHDRAWN),
        ({}, {"legal_basis": "  "}, Bar.NO_LEGAL_BASIS),
        ({}, {"masking": None}, Bar.NOT_MASKED),
        ({}, {"masking": replace(WHOLE, open_tracks=1)}, Bar.MASKED_IN_PART),
        ({}, {"masking": replace(WHOLE, open_labels=1)}, Bar.MASKED_IN_PART),
        ({}, {"in_time": False}, Bar.TAKEN_TOO_LATE),
        ({}, {"verified_labels": ""}, Bar.NOT_VERIFIED),
        ({}, {"labels": "other"}, Bar.LABELS_CHANGED),
    ],
)
def test_what_stands_in_a_releases_way(change: dict[str, Any], clip: dict[str, Any], bar: Bar | None) -> None:
    facts = replace(FACTS, **change)
    if clip:
        facts = replace(facts, clips=[replace(CLIP, **clip)])
    found = bars(facts)
    assert [reason.bar for reason in found] == ([bar] if bar else [])
    assert all("{" not in reason.words.ko + reason.words.en for reason in found)


def test_every_bar_has_words() -> None:
    assert BAR_WORDS.keys() == set(Bar)
    assert Reason(bar=Bar.SHORTCUT, facts={"accuracy": "80", "chance": "50"}).words.en.startswith("The background")


def released(clip_id: str = "c1", **changes: Any) -> ReleasedClip:
    said: dict[str, Any] = {
        "clip_id": clip_id,
        "name": f"clips/{clip_id}.mp4",
        "camera_id": "gate-1",
        "site": "gate",
        "day": "2026-05-09",
        "split": "train",
        "width": 640,
        "height": 360,
        "frames": 40,
        "fps": 10.0,
        "bytes": 1000,
        "sha256": "a" * 64,
        "labels_id": "l1",
        "labels_sha256": "b" * 64,
        "boxes": 12,
    }
    return ReleasedClip(**{**said, **changes})


def manifest(*of: ReleasedClip, **changes: Any) -> Manifest:
    said: dict[str, Any] = {
        "set_id": "walkers",
        "number": 1,
        "made": datetime(2026, 6, 1, tzinfo=UTC),
        "plan_sha256": "c" * 64,
        "classes": ("person", "car"),
        "clips": of,
        "indicators": {},
        "files": {"labels.csv": "d" * 64, "clips.csv": "e" * 64},
    }
    return Manifest(**{**said, **changes})


def test_a_manifest_changes_with_whatever_it_names() -> None:
    digest = manifest(released()).digest
    assert manifest(released()).digest == digest
    for other in (
        manifest(released(sha256="f" * 64)),
        manifest(released(split="test")),
        manifest(released(), number=2),
        manifest(released(), withdrawn=("x",)),
    ):
        assert other.digest != digest


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([released("a"), released("b")], ((), (), (), (), 0)),
        ([released("a")], ((), ("b",), (), (), -12)),
        ([released("a"), released("b"), released("c")], (("c",), (), (), (), 12)),
        ([released("a"), released("b", labels_sha256="9" * 64, boxes=20)], ((), (), ("b",), (), 8)),
        ([released("a", split="test"), released("b")], ((), (), (), ("a",), 0)),
    ],
)
def test_what_two_releases_differ_in(after: list[ReleasedClip], told: tuple[Any, ...]) -> None:
    found = release_difference(manifest(released("a"), released("b")), manifest(*after, number=2))
    assert (found.added, found.removed, found.relabelled, found.moved, found.boxes) == told
    assert found.is_empty == (told == ((), (), (), (), 0))


def test_a_releases_rows_are_its_visible_boxes_with_their_times() -> None:
    away = {"label": "person", "box": (0, 0, 5, 5), "frame": 3, "track_id": 1, "outside": True}
    table = labels(*track(1, range(3)), away)
    [rows] = list(label_rows([ReleasedLabels(clip=released(), labels=table, times_us=[0, 250_000, 500_000])]))
    assert rows["frame"].to_pylist() == [0, 1, 2]
    assert [at.microsecond for at in rows["t"].to_pylist()] == [0, 250_000, 500_000]
    assert set(rows["split"].to_pylist()) == {"train"}
    text = b"".join(csv_pieces([rows, rows])).decode().splitlines()
    assert text[0].replace('"', "").startswith("clip,split,frame,t,track,class,x1")
    assert len(text) == 7
    assert clip_rows([released()]).to_pylist()[0]["day"] == DAY


def measured(**changes: Any) -> Measured:
    said: dict[str, Any] = {
        "boxes": 24,
        "tracks": 3,
        "classes": {"person": 20, "car": 4},
        "splits": {"c1": "train", "c2": "test"},
        "shares": {"train": 0.5, "test": 0.5},
        "indicators": {**GOOD, Indicator.SEMANTIC: None},
        "quotas": (),
        "semantic": SemanticFigures(
            clips=1, missed=2, extra=1, confused=0, by_class={"person": GOOD[Indicator.VALIDITY], "car": None}
        ),
        "agreement": Agreement(alpha=0.8, by_label={"person": 0.7}, by_person={"가": None}, boxes=40),
        "validity": None,
        "shortcut": Shortcut(accuracy=0.6, chance=0.5),
        "leaks": (Leak(splits=("test", "train"), clips=("a", "b")),),
        "pictures": 30,
        "near": 2,
        "proofs": {"c1": WHOLE, "c2": None},
    }
    return Measured(**{**said, **changes})


def test_figures_are_kept_as_json_and_read_back() -> None:
    value = measured()
    assert Measured.from_json(json.loads(json.dumps(value.to_json()))) == value
    assert value.sizes == {"train": 1, "test": 1}


def test_a_release_is_described_in_croissant_with_every_file_and_its_hash() -> None:
    told = croissant(
        manifest(released("c1"), released("c2", split="test")), PLAN, release_url="https://x/footage/releases/r/"
    )
    files = {each["@id"]: each["sha256"] for each in told["distribution"]}
    assert files == {"labels.csv": "d" * 64, "clips.csv": "e" * 64, "clips/c1.mp4": "a" * 64, "clips/c2.mp4": "a" * 64}
    sources = {field["source"]["fileObject"]["@id"] for records in told["recordSet"] for field in records["field"]}
    assert sources == {"labels.csv", "clips.csv"}
    assert told["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert told["license"].startswith("http")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", ("거리 보행자", "품질 지표", "철회됨: x")), ("en", ("Walkers in streets", "Indicators", "Withdrawn: x"))],
)
def test_a_datasheet_answers_in_both_languages(language: Any, words: tuple[str, ...]) -> None:
    text = datasheet(manifest(released(), withdrawn=("x",)), PLAN, measured().to_json(), language=language)
    assert all(each in text for each in words)
    assert text.startswith("# ")


def test_a_plan_is_read_from_its_mapping_and_written_back() -> None:
    plan = plan_from_mapping(set_plan())
    assert plan_from_mapping(plan_mapping(plan)) == plan
    assert plan.class_names == ("person", "car")


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"id": "Walkers 1"}, "set_field_unusable", "id"),
        ({"id": None}, "set_field_missing", "id"),
        ({"colour": "red"}, "set_field_unknown", "colour"),
        ({"access": "sealed"}, "set_field_unusable", "access"),
        ({"classes": []}, "set_field_unusable", "classes"),
        (
            {"classes": [{"name": "a", "ko": "가", "en": "A"}, {"name": "a", "ko": "가", "en": "A"}]},
            "set_field_unusable",
            "classes",
        ),
        ({"splits": {"train": 0.6, "validation": 0.2, "test": 0.1}}, "set_field_unusable", "splits"),
        ({"splits": {"train": 0.8, "validation": 0.2, "test": 0.0}}, "set_field_unusable", "splits"),
        ({"quotas": {"colour": {"red": 0.5}}}, "set_field_unknown", "quotas.colour"),
        ({"quotas": {"class": {"person": 1.01}}}, "set_field_unusable", "quotas.class.person"),
        ({"keep_until": "31.12.2029"}, "set_field_unusable", "keep_until"),
        ({"gold_share": "much"}, "set_field_unusable", "gold_share"),
        ({"thresholds": {**set_plan()["thresholds"], "near_bits": 9}}, "set_field_unusable", "thresholds.near_bits"),
        ({"thresholds": {**set_plan()["thresholds"], "confidence": 1}}, "set_field_unusable", "thresholds"),
        ({"title": {"ko": "가"}}, "set_field_missing", "title.en"),
    ],
)
def test_what_is_wrong_in_a_plan_is_named_at_its_place(change: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        plan_from_mapping({**set_plan(), **change})
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)


def test_a_reach_is_counted_in_its_order() -> None:
    empty = dict.fromkeys(("cameras", "events", "results", "labellings", "sets", "releases", "versions", "holders"), ())
    reach = Reach(clips=("a", "b"), boxes=40, **empty)
    assert list(reach.counts()) == list(REACH_WORDS)
    assert (reach.counts()["clips"], reach.counts()["boxes"]) == (2, 40)
