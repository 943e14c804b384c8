"""The figures of a set as it is: indicators, splits, near-duplicates, shortcuts, proofs of masking; kept under what went into them.

*Theory of operation.* Only clips that have passed all five stages are measured, for only those are released. Whatever takes long (frames) lies
in the pipeline's store under its inputs, so that measuring again after one correction looks at one clip.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.sets.accuracy import Accuracy, accuracy
from naru.systems.footage.core.sets.agreement import agreement
from naru.systems.footage.core.sets.diversity import Gathered, diversity
from naru.systems.footage.core.sets.indicators import Indicator
from naru.systems.footage.core.sets.intervals import Cluster, clustered_share
from naru.systems.footage.core.sets.measured import Measured, SemanticFigures
from naru.systems.footage.core.sets.near_duplicates import near_groups
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_mapping
from naru.systems.footage.core.sets.shortcut import Backgrounds, shortcut
from naru.systems.footage.core.sets.splits import SplitClip, leaks, shares, split
from naru.systems.footage.core.sets.states import LabelSource
from naru.systems.footage.core.sets.validity import Examples, validity
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Measurement as MeasurementRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.sets import label_store, pictures, reads
from naru.systems.footage.sets.clip_tables import FoundClip, find_clips, masking_proof
from naru.systems.footage.sets.labelling import newest_by_person
from naru.systems.footage.sets.pictures import ClipLook
from naru.systems.footage.sets.shapes import DONE, SetClipView

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementView:
    key: str
    measured: Measured
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    view: SetClipView
    found: FoundClip | None
    labels: pa.Table
    look: ClipLook | None


def measurement_key(plan: SetPlan, clips: Sequence[SetClipView]) -> str:
    """Of everything that the figures come from: equal as long as nothing changed."""
    labellings = LabellingRow.objects.filter(set_clip__set_id=plan.id, erased=None).order_by("id")
    found = find_clips(clip.camera_id for clip in clips)
    masks = {clip_id: each.mask_key for clip_id, each in found.items()}
    return sha256_of(
        {
            "plan": plan_mapping(plan),
            "clips": [
                [clip.clip_id, clip.labels.id if clip.labels else "", masks.get(clip.clip_id, "")] for clip in clips
            ],
            "labellings": list(labellings.values_list("id", flat=True)),
        }
    )


def releasable(set_id: str, by: Person) -> list[SetClipView]:
    """Clips that have passed all stages and are there still."""
    return [clip for clip in reads.set_clips(set_id, by) if clip.due == DONE and not clip.is_withdrawn]


def latest(set_id: str) -> MeasurementView | None:
    row = MeasurementRow.objects.filter(set_id=set_id).order_by("-id").first()
    return MeasurementView(key=row.key, measured=Measured.from_json(row.figures), made=row.made) if row else None


def measure(
    set_id: str,
    *,
    by: Person,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    clock: Clock = SYSTEM_CLOCK,
) -> MeasurementView:
    """Measure the set as it is; what is measured already is answered. For officers.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    plan = reads.training_set(set_id, by).plan
    views = releasable(set_id, by)
    key = measurement_key(plan, views)
    if (known := latest(set_id)) is not None and known.key == key:
        return known
    measured = measured_of(plan, views, tell=tell)
    with transaction.atomic():
        MeasurementRow.objects.create(set_id=set_id, key=key, figures=measured.to_json(), made=clock.now())
    made = latest(set_id)
    assert made is not None, "it was written down"
    return made


def measured_of(
    plan: SetPlan,
    views: Sequence[SetClipView],
    *,
    splits: Mapping[str, str] | None = None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Measured:
    """The figures of these clips with the labels that they are given with; ``splits`` where they are settled already."""
    found = find_clips(view.camera_id for view in views)
    clips = []
    for done, view in enumerate(views):
        clips.append(_looked_at(view, found.get(view.clip_id)))
        tell(done + 1, len(views))
    return _measured(plan, clips, splits)


def _looked_at(view: SetClipView, found: FoundClip | None) -> _Clip:
    assert view.labels is not None, "a clip that passed all stages has labels"
    labels = label_store.read(view.set_id, view.labels.id)
    masked = found is not None and found.masked() is not None
    look = pictures.look(found, labels, labels_sha256=view.labels.sha256) if found and masked else None
    if found is not None and masked:
        pictures.draw_samples(view.set_id, found, labels)
    return _Clip(view=view, found=found, labels=labels, look=look)


def _measured(plan: SetPlan, clips: Sequence[_Clip], settled: Mapping[str, str] | None) -> Measured:
    confidence = plan.thresholds.confidence
    near = _near(clips, bits=plan.thresholds.near_bits)
    placed = [
        SplitClip(
            clip_id=clip.view.clip_id,
            camera_id=clip.view.camera_id,
            day=clip.view.day,
            boxes=len(visible(clip.labels)),
            near=near[clip.view.clip_id],
        )
        for clip in clips
    ]
    splits = settled if settled is not None else split(placed, plan.splits)
    gathered = diversity([_gathered(clip) for clip in clips], plan.quotas, confidence=confidence)
    semantic = _semantic(plan, clips)
    valid = validity(_examples(clips, splits, "train"), _examples(clips, splits, "test"), confidence=confidence)
    counts = sum((Counter(visible(clip.labels)["label"].to_pylist()) for clip in clips), Counter[str]())
    return Measured(
        boxes=sum(counts.values()),
        tracks=sum(clip.view.labels.tracks for clip in clips if clip.view.labels),
        classes=dict(counts),
        splits=splits,
        shares=shares(placed, splits),
        indicators={
            Indicator.DIVERSITY: gathered.score,
            Indicator.SYNTACTIC: clustered_share([_right_rows(clip) for clip in clips], confidence=confidence),
            Indicator.SEMANTIC: semantic.right,
            Indicator.VALIDITY: valid.right if valid else None,
        },
        quotas=gathered.quotas,
        semantic=SemanticFigures(
            clips=len(_gold(plan.id, clips)),
            missed=semantic.missed,
            extra=semantic.extra,
            confused=semantic.confused,
            by_class=semantic.by_class,
        ),
        agreement=agreement(_by_person(plan.id, clips), least=plan.thresholds.overlap),
        validity=valid,
        shortcut=shortcut(_backgrounds(clips, splits, "train"), _backgrounds(clips, splits, "test")),
        leaks=tuple(leaks(placed, splits)),
        pictures=sum(len(clip.look.hashes) for clip in clips if clip.look),
        near=sum(len(groups) for groups in near.values()),
        proofs={clip.view.clip_id: masking_proof(clip.found, clip.labels) if clip.found else None for clip in clips},
    )


def _near(clips: Sequence[_Clip], *, bits: int) -> dict[str, frozenset[int]]:
    """Of each clip, the groups of near-duplicates that it shares with another clip."""
    hashes = [clip.look.hashes if clip.look else np.zeros(0, np.uint64) for clip in clips]
    owners = np.repeat(np.arange(len(clips)), [len(of) for of in hashes])
    groups = near_groups(np.concatenate(hashes), bits=bits) if len(owners) else np.zeros(0, np.int64)
    seen: dict[int, set[int]] = {}
    for group, owner in zip(groups.tolist(), owners.tolist(), strict=True):
        seen.setdefault(group, set()).add(owner)
    shared = {group: of for group, of in seen.items() if len(of) > 1}
    return {
        clip.view.clip_id: frozenset(group for group, of in shared.items() if place in of)
        for place, clip in enumerate(clips)
    }


def _gathered(clip: _Clip) -> Gathered:
    labels = visible(clip.labels)
    counts: Counter[tuple[str, str]] = Counter(("class", label) for label in labels["label"].to_pylist())
    counts["site", clip.view.site] = len(labels)
    if clip.found is None:
        return Gathered(boxes=counts, total=len(labels))
    camera = clip.found.camera.camera
    counts["site_kind", camera["site_kind"]] = len(labels)
    counts["weekday", WEEKDAYS[clip.view.day.weekday()]] = len(labels)
    times, zone = clip.found.times_us(), ZoneInfo(camera["time_zone"])
    for frame, count in Counter(labels["frame"].to_pylist()).items():
        if frame < len(times):
            at = datetime.fromtimestamp(times[frame] / 1e6, UTC).astimezone(zone)
            counts["hour", f"{at.hour:02}"] += count
    return Gathered(boxes=counts, total=len(labels))


def _right_rows(clip: _Clip) -> Cluster:
    assert clip.view.labels is not None
    return Cluster(hits=len(clip.labels) - clip.view.labels.faults, of=len(clip.labels))


def _gold(set_id: str, clips: Sequence[_Clip]) -> dict[str, pa.Table]:
    """The newest gold of each clip that has some."""
    ids = [clip.view.id for clip in clips]
    rows = LabellingRow.objects.filter(set_clip_id__in=ids, source=LabelSource.GOLD.value, erased=None).order_by("id")
    newest = {row.set_clip_id: row.id for row in rows}
    return {owner: label_store.read(set_id, labelling_id) for owner, labelling_id in newest.items()}


def _semantic(plan: SetPlan, clips: Sequence[_Clip]) -> Accuracy:
    gold = _gold(plan.id, clips)
    beside = [(clip.labels, gold[clip.view.id]) for clip in clips if clip.view.id in gold]
    return accuracy(
        beside, classes=plan.class_names, least=plan.thresholds.overlap, confidence=plan.thresholds.confidence
    )


def _by_person(set_id: str, clips: Sequence[_Clip]) -> list[Mapping[str, pa.Table]]:
    """Labels by person, of each clip that two or more have labelled."""
    found: list[Mapping[str, pa.Table]] = []
    rows = SetClipRow.objects.filter(id__in=[clip.view.id for clip in clips]).order_by("id")
    for row in rows:
        newest = newest_by_person(row)
        if len(newest) > 1:
            found.append({person: label_store.read(set_id, each.id) for person, each in newest.items()})
    return found


def _examples(clips: Sequence[_Clip], splits: Mapping[str, str], name: str) -> list[Examples]:
    return [clip.look.examples for clip in clips if clip.look and splits[clip.view.clip_id] == name]


def _backgrounds(clips: Sequence[_Clip], splits: Mapping[str, str], name: str) -> Backgrounds:
    chosen = [clip.look.backgrounds for clip in clips if clip.look and splits[clip.view.clip_id] == name]
    rows = [each.rows for each in chosen if len(each.labels)]
    return Backgrounds(
        rows=np.concatenate(rows) if rows else np.zeros((0, 1)),
        labels=[label for each in chosen for label in each.labels],
    )
