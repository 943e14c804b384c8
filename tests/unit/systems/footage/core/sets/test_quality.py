"""Indicators: intervals over clips, quotas, rules that labels keep, labels beside gold, agreement of people."""

from typing import Any

import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.intervals import share_interval
from naru.systems.footage.core.labels.values import AttributeRule, LabelClass, Media
from naru.systems.footage.core.sets.accuracy import accuracy, confusions
from naru.systems.footage.core.sets.agreement import agreement, alpha, kappa
from naru.systems.footage.core.sets.diversity import Gathered, diversity
from naru.systems.footage.core.sets.indicators import Figure, Indicator, figures
from naru.systems.footage.core.sets.intervals import Cluster, clustered_share
from naru.systems.footage.core.sets.matching import NOTHING, Pair, pairs
from naru.systems.footage.core.sets.plan import Quota, Thresholds
from naru.systems.footage.core.sets.syntax import FAULT_WORDS, faults, faulty_rows
from tests.label_rows import labels, track

CLASSES = (
    LabelClass(
        name="person",
        attributes=(AttributeRule(name="pose", values=("stand", "walk"), changes=True), AttributeRule(name="sex")),
    ),
    LabelClass(name="car"),
)
MEDIA = Media(name="clip", width=100, height=80, frames=10)


def box(label: str = "person", at: float = 0.0, frame: int = 0, **more: Any) -> dict[str, Any]:
    return {"label": label, "box": (at, 0.0, at + 10, 20.0), "frame": frame, **more}


def test_clips_count_and_not_boxes() -> None:
    alike = clustered_share([Cluster(hits=90, of=100)] * 5, confidence=0.95)
    apart = clustered_share([Cluster(hits=100, of=100)] * 4 + [Cluster(hits=50, of=100)], confidence=0.95)
    assert alike is not None
    assert apart is not None
    assert alike.value == apart.value == 0.9
    independent = share_interval(450, 500)
    assert apart.low < alike.low == independent.low, "five clips that differ say less than five hundred boxes"


@pytest.mark.parametrize(
    ("clusters", "value", "low"),
    [
        ([], None, None),
        ([Cluster(hits=0, of=0)], None, None),
        ([Cluster(hits=1, of=1)], 1.0, 0.2065),
        ([Cluster(hits=4, of=4), Cluster(hits=0, of=0)], 1.0, 0.2065),
        ([Cluster(hits=4, of=4)] * 2, 1.0, 0.3424),
    ],
)
def test_intervals_of_few_clips_are_wide(clusters: list[Cluster], value: float | None, low: float | None) -> None:
    found = clustered_share(clusters, confidence=0.95)
    assert (found.value if found else None) == value
    assert (found and found.low) == (low if low is None else pytest.approx(low, abs=1e-4))


def gathered(person: int, car: int) -> Gathered:
    return Gathered(boxes={("class", "person"): person, ("class", "car"): car}, total=person + car)


@pytest.mark.parametrize(
    ("clips", "share", "filled", "score"),
    [
        ([gathered(50, 50)], 0.5, 1.0, 1.0),
        ([gathered(80, 20)], 0.2, 0.5, 0.5),
        ([gathered(60, 40)], 0.4, 1.0, 1.0),
        ([gathered(61, 39)], 0.39, 0.975, 0.975),
        ([gathered(100, 0)], 0.0, 0.0, 0.0),
    ],
)
def test_a_quota_is_filled_by_a_share_of_boxes(
    clips: list[Gathered], share: float, filled: float, score: float
) -> None:
    found = diversity(clips, [Quota(dimension="class", value="car", share=0.4)], confidence=0.95)
    assert found.quotas[0].share == pytest.approx(share)
    assert found.quotas[0].filled == pytest.approx(filled)
    assert found.score is not None
    assert found.score.value == pytest.approx(score)
    assert found.score.low <= found.score.value <= found.score.high


def test_without_quotas_everything_is_filled_and_without_boxes_nothing_is_known() -> None:
    assert diversity([gathered(1, 0)], [], confidence=0.95).score.value == 1.0  # type: ignore[union-attr]
    assert diversity([], [Quota(dimension="class", value="car", share=0.4)], confidence=0.95).score is None


def test_the_same_clips_have_the_same_interval() -> None:
    clips = [gathered(10, 3), gathered(2, 9), gathered(7, 7)]
    quotas = [Quota(dimension="class", value="car", share=0.6)]
    assert diversity(clips, quotas, confidence=0.9) == diversity(clips, quotas, confidence=0.9)
    assert diversity(clips, quotas, confidence=0.9).score.low < 1.0  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([box()], []),
        ([box("tree")], ["class_unknown"]),
        ([box(at=90.5)], []),
        ([box(at=90.6)], ["box_outside"]),
        ([box(at=-0.5)], []),
        ([box(at=-0.6)], ["box_outside"]),
        ([{"label": "person", "box": (5, 5, 5, 9)}], ["box_empty"]),
        ([box(at=-50, outside=True)], []),
        ([box(frame=9)], []),
        ([box(frame=10)], ["frame_unknown"]),
        ([box(track_id=1), box(at=5, track_id=1)], ["track_twice"]),
        ([box(track_id=1), box(at=5, track_id=2), box(), box()], []),
        ([box(track_id=1), box("car", frame=1, track_id=1)], ["class_changes"]),
        ([box(attributes={"pose": "walk"})], []),
        ([box(attributes={"pose": "run"})], ["attribute_value"]),
        ([box(attributes={"hat": "red"})], ["attribute_unknown"]),
        ([box("car", attributes={"pose": "walk"})], ["attribute_unknown"]),
        ([box(track_id=1, attributes={"pose": "walk"}), box(frame=1, track_id=1, attributes={"pose": "stand"})], []),
        (
            [box(track_id=1, attributes={"sex": "f"}), box(frame=1, track_id=1, attributes={"sex": "m"})],
            ["attribute_changes"],
        ),
        ([box(track_id=1, attributes={"sex": "f"}), box(frame=1, track_id=2, attributes={"sex": "m"})], []),
    ],
)
def test_rules_that_labels_keep(rows: list[dict[str, Any]], codes: list[str]) -> None:
    found = faults(labels(*rows), MEDIA, CLASSES)
    assert [fault.code for fault in found] == codes
    assert set(codes) <= FAULT_WORDS.keys()


def test_a_row_with_two_faults_is_one_faulty_row() -> None:
    found = faults(labels(box("tree", at=200, frame=77)), MEDIA, CLASSES)
    assert [fault.code for fault in found] == ["box_outside", "class_unknown", "frame_unknown"]
    assert faulty_rows(found) == 1
    assert found[0].frame == 77


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ([], [], []),
        ([box()], [box()], [("person", "person")]),
        ([box()], [box("car")], [("person", "car")]),
        ([box()], [], [("person", NOTHING)]),
        ([], [box()], [(NOTHING, "person")]),
        ([box()], [box(frame=1)], [("person", NOTHING), (NOTHING, "person")]),
        ([box()], [box(at=3.3)], [("person", "person")]),
        ([box()], [box(at=3.4)], [("person", NOTHING), (NOTHING, "person")]),
        ([box(), box(at=6)], [box(at=5)], [("person", "person"), ("person", NOTHING)]),
        ([box(outside=True)], [box()], [(NOTHING, "person")]),
    ],
)
def test_boxes_are_paired_by_overlap(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], found: list[tuple[str, str]]
) -> None:
    assert [(pair.one, pair.other) for pair in pairs(labels(*ours), labels(*theirs), least=0.5)] == found


def test_more_pairs_are_better_than_one_good_one() -> None:
    """Greedy would take the best pair and leave two boxes alone."""
    found = pairs(labels(box(at=0), box(at=3)), labels(box(at=2.5), box(at=5.8)), least=0.5)
    assert [pair.other for pair in found].count(NOTHING) == 0


def test_labels_beside_gold() -> None:
    ours = labels(box(), box("car", at=30), box(at=60))
    gold = labels(box(), box(at=30), box("car", at=80))
    found = accuracy([(ours, gold)], classes=("person", "car"), least=0.5, confidence=0.95)
    assert found.right is not None
    assert found.right.value == 0.25
    assert (found.missed, found.extra, found.confused) == (1, 1, 1)
    assert found.by_class["car"].value == 0.0  # type: ignore[union-attr]
    assert found.by_class["person"].value == pytest.approx(1 / 3)  # type: ignore[union-attr]
    assert confusions(pairs(ours, gold, least=0.5)) == {("car", "person"): 1, ("person", ""): 1, ("", "car"): 1}


def test_without_gold_nothing_is_known() -> None:
    assert accuracy([], classes=("person",), least=0.5, confidence=0.95).right is None


def said(*values: tuple[str, str]) -> list[Pair]:
    return [Pair(frame=0, one=one, other=other, overlap=1.0) for one, other in values]


KRIPPENDORFF = (*[("a", "a")] * 4, *[("b", "b")] * 3, ("a", "b"), ("b", "a"), ("a", "b"))


@pytest.mark.parametrize(
    ("values", "wanted_alpha", "wanted_kappa"),
    [
        ([], None, None),
        ([("a", "a"), ("a", "a")], None, None),
        ([("a", "a"), ("b", "b")], 1.0, 1.0),
        ([("a", "b"), ("b", "a")], -0.5, -1.0),
        (KRIPPENDORFF, 1 - 19 * 6 / 198, 0.4),
    ],
)
def test_agreement_beyond_chance(
    values: list[tuple[str, str]], wanted_alpha: float | None, wanted_kappa: float | None
) -> None:
    """α = 1 − (n − 1) · o / e by hand: of 10 units 3 differ, 11 a and 9 b: 1 − 19 · 6 / 198."""
    assert alpha(said(*values)) == (wanted_alpha if wanted_alpha is None else pytest.approx(wanted_alpha))
    assert kappa(said(*values)) == (wanted_kappa if wanted_kappa is None else pytest.approx(wanted_kappa, abs=0.01))


def test_agreement_is_told_by_label_and_by_person() -> None:
    one = labels(*track(1, range(6)), *track(2, range(6), label="car", at=200))
    other = labels(*track(1, range(6)), *track(2, range(6), label="person", at=200))
    found = agreement([{"가": one, "나": one, "다": other}, {"가": one}], least=0.5)
    assert found.boxes == 36
    assert found.by_person["가"] == found.by_person["나"] == pytest.approx(0.5)
    assert found.by_person["다"] == pytest.approx(0.0)
    assert found.by_label["car"] is not None
    assert found.alpha is not None
    assert 0 < found.alpha < 1


def thresholds(**changes: Any) -> Thresholds:
    said = dict.fromkeys(("diversity", "syntactic", "semantic", "validity", "confidence", "overlap", "shortcut"), 0.9)
    return Thresholds(**{**said, "near_bits": 3, **changes})


def test_an_indicator_passes_where_its_lower_end_reaches_what_is_wanted() -> None:
    interval = share_interval(95, 100)
    found = figures({Indicator.SYNTACTIC: interval}, thresholds(syntactic=interval.low))
    assert [(figure.indicator.value, figure.passes) for figure in found] == [
        ("diversity", False),
        ("syntactic", True),
        ("semantic", False),
        ("validity", False),
    ]
    assert not Figure(indicator=Indicator.SYNTACTIC, interval=interval, threshold=interval.low + 1e-9).passes


def test_an_empty_table_breaks_no_rule() -> None:
    assert faults(pa.table(labels()), MEDIA, CLASSES) == []
