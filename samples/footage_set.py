"""Footage's training set in the sample city: eleven rendered clips, labelled by two made-up people, checked and released."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from naru.base.kit.person import SYSTEM, Person, service
from naru.systems.footage import reads as footage
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.core.labels.prelabels import prelabels
from naru.systems.footage.core.labels.values import COORDINATES, LABELS
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.stages import Outcome, Stage
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.sets import actions, labelling, masking, measuring, plan_text, reads, releases
from samples.scenes.camera_file import CAMERAS

PLAN = Path(__file__).parent / "footage_set.yaml"
TRUTH = "footage-sample-truth"  # in the home: what was rendered, until the set is made of it
SEED = 20260509
JITTER_PX = 0.6  # how far a hand is off
GOLD_EVERY = 4  # clips
LABELLER, INSPECTOR = "sample-labeller", "sample-inspector"


def keep_truth(clip: Path, truth: Path) -> None:
    """Of one rendered clip, under its camera's id."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pq.read_table(truth / "tracks.parquet"), folder / f"{clip.parent.name}.parquet")


def bring_set() -> bool:
    """Make the set once all cameras have been run, and release it; whether it was made now."""
    plan = plan_text.read(PLAN.read_text(encoding="utf-8"))
    cameras = [camera for site in footage.sites(SYSTEM) for camera in site.cameras if _truth_of(camera.id).exists()]
    known = {each.id for each in reads.sets(SYSTEM)}
    if plan.id in known or len(cameras) < len(read_cameras(CAMERAS)):
        return False
    labeller, inspector = (
        _officer(name, called) for name, called in ((LABELLER, "견본 라벨러"), (INSPECTOR, "견본 검수자"))
    )
    actions.set_up_set(plan, by=SYSTEM)
    for place, camera in enumerate(cameras):
        for clip in footage.clips(camera.id, SYSTEM):
            if clip.state is ClipState.PRESENT:
                _label(plan, clip.id, camera.id, place, labeller, inspector)
    known_figures = measuring.measure(plan.id, by=SYSTEM)
    if not releases.gate(plan.id, SYSTEM):
        releases.release(plan.id, key=known_figures.key, by=SYSTEM)
    return True


def _officer(name: str, called: str) -> Person:
    return replace(service(name, called=called), is_officer=True)


def _label(plan: SetPlan, clip_id: str, camera_id: str, place: int, labeller: Person, inspector: Person) -> None:
    [taken] = actions.take_clips(plan.id, [clip_id], by=labeller)
    actions.pass_stage(plan.id, clip_id, Stage.REFINE, Outcome.PASSED, by=labeller)
    truth = pq.read_table(_truth_of(camera_id))
    right = prelabels(truth, clip_id=clip_id, classes=plan.class_names, size=(taken.width, taken.height))
    right = _drawn(right, "score", pa.nulls(len(right), pa.float64()))
    if place % GOLD_EVERY == 0:
        labelling.take_labels(plan.id, {clip_id: right}, person="견본 정답", gold=True, by=inspector)
        second = _by_hand(right, seed=SEED + 1000 + place, size=(taken.width, taken.height))
        labelling.take_labels(plan.id, {clip_id: second}, person="견본 라벨러 둘째", by=labeller)
    drawn = _by_hand(right, seed=SEED + place, size=(taken.width, taken.height))
    labelling.take_labels(plan.id, {clip_id: drawn}, person=labeller.name, by=labeller)
    masking.cover_labelled(plan.id, clip_id, by=labeller)
    for stage in (Stage.INSPECT, Stage.VERIFY):
        actions.pass_stage(plan.id, clip_id, stage, Outcome.PASSED, by=inspector)


def _by_hand(labels: pa.Table, *, seed: int, size: tuple[int, int]) -> pa.Table:
    """A hand is off by a little, each track its own way; the same ``seed`` gives the same hand."""
    chance = np.random.default_rng(seed)
    tracks = labels["track_id"].to_numpy()
    off = {track: chance.normal(0, JITTER_PX, 4) for track in np.unique(tracks)}
    edges = np.stack([labels[name].to_numpy() for name in COORDINATES], axis=1)
    moved = edges + np.array([off[track] for track in tracks]).reshape(-1, 4)
    moved[:, 2:] = np.maximum(moved[:, 2:], moved[:, :2] + 1)
    moved = np.round(np.clip(moved, 0, [*size, *size]), 2)
    keep = (moved[:, 2] > moved[:, 0]) & (moved[:, 3] > moved[:, 1])
    for column, name in enumerate(COORDINATES):
        labels = _drawn(labels, name, pa.array(moved[:, column]))
    return labels.filter(pa.array(keep))


def _drawn(labels: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return labels.set_column(LABELS.get_field_index(name), LABELS.field(name), values)


def _folder() -> Path:
    return Path(settings.NARU_HOME) / TRUTH


def _truth_of(camera_id: str) -> Path:
    return _folder() / f"{camera_id}.parquet"
