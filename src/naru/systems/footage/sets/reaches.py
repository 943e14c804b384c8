"""What a withdrawal reaches, asked before it is done: lineage from clips and tracks to labels, releases, datasets and their users."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pyarrow as pa

from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import HolderKind
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import VersionId
from naru.systems.footage import storage
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.labels.withdrawn import without_person
from naru.systems.footage.core.sets.reach import Reach
from naru.systems.footage.core.sets.states import ReleaseState, Target
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.core.track.withdrawn import SAME
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import Event as EventRow
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import ReleasedClip as ReleasedClipRow
from naru.systems.footage.models import ReleaseReader as ReaderRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.models import Withdrawal as WithdrawalRow
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.track_withdrawal import track_boxes
from naru.systems.footage.sets import label_store
from naru.systems.footage.sets.shapes import OUT


def reach(target: Target, id: str, *, by: Person) -> Reach:
    """What withdrawing a clip, a camera's clips, or a track (``<clip>:<track>``) would take with it. For officers and auditors.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``withdrawal_target_unknown``.
    """
    require(rights.may_see_footage(by), by)
    clips = _clips(target, id)
    ids = [clip.id for clip in clips]
    cameras = sorted({clip.camera_id for clip in clips})
    labellings = LabellingRow.objects.filter(set_clip__clip_id__in=ids, erased=None).order_by("id")
    released = ReleasedClipRow.objects.filter(clip_id__in=ids)
    releases = ReleaseRow.objects.filter(id__in=released.values("release_id")).order_by("id")
    standing = [row for row in releases if row.state == ReleaseState.RELEASED.value]
    sets = SetClipRow.objects.filter(clip_id__in=ids).exclude(due=OUT)
    return Reach(
        clips=tuple(sorted(ids)),
        cameras=tuple(cameras),
        events=tuple(sorted(_events(cameras, set(ids), track_of(target, id)))),
        results=tuple(sorted(_results(cameras, set(ids)))),
        labellings=tuple(row.id for row in labellings),
        boxes=_boxes(target, id, labellings),
        sets=tuple(sorted(set(sets.values_list("set_id", flat=True)) | {row.set_id for row in releases})),
        releases=tuple(row.id for row in standing),
        versions=tuple(_versions(releases)),
        holders=tuple(sorted(f"{kind}:{name}" for kind, name in holders(releases))),
    )


def _boxes(target: Target, id: str, labellings: Iterable[LabellingRow]) -> int:
    """Label boxes that go: all of a clip's, or those on the person."""
    if target is not Target.TRACK:
        return sum(row.boxes for row in labellings)
    return sum(row.boxes - len(visible(left)) for row, left in reduced(id, labellings))


def reduced(id: str, labellings: Iterable[LabellingRow]) -> Iterator[tuple[LabellingRow, pa.Table]]:
    """Each labelling with what is left of it without the person."""
    track_id = track_of(Target.TRACK, id)
    boxes = track_boxes(storage.store(), _camera_of(id), track_id) if track_id is not None else {}
    for row in labellings:
        labels = label_store.read(row.set_clip.set_id, row.id)
        gone = boxes.get(row.set_clip.clip_id)
        yield row, without_person(labels, gone, least=SAME) if gone is not None else labels


def track_of(target: Target, id: str) -> int | None:
    number = id.partition(":")[2]
    return int(number) if target is Target.TRACK and number.isdecimal() else None


def _camera_of(id: str) -> str:
    """The camera whose clip a track is named by. Raises ``Refused``: ``withdrawal_target_unknown``."""
    clip = ClipRow.objects.filter(id=id.partition(":")[0], state=ClipState.PRESENT.value).first()
    if clip is None:
        raise Refused("withdrawal_target_unknown", target=id)
    return clip.camera_id


def _clips(target: Target, id: str) -> list[ClipRow]:
    present = ClipRow.objects.filter(state=ClipState.PRESENT.value)
    match target:
        case Target.CLIP:
            found = list(present.filter(id=id))
        case Target.CAMERA:
            found = list(present.filter(camera_id=id).order_by("id"))
        case Target.TRACK:
            found = list(present.filter(id__in=_clips_of_track(id)))
    if not found:
        raise Refused("withdrawal_target_unknown", target=id)
    return found


def _clips_of_track(id: str) -> list[str]:
    """A person may walk from one clip into the next. None once it is withdrawn."""
    track_id, camera_id = track_of(Target.TRACK, id), _camera_of(id)
    if track_id is None or WithdrawalRow.objects.filter(camera_id=camera_id, track_id=track_id).exists():
        return []
    return sorted(track_boxes(storage.store(), camera_id, track_id))


def _events(cameras: Sequence[str], clips: set[str], track_id: int | None) -> Iterable[str]:
    """Those that show one of the clips; of a track, those that it is in."""
    shown_by = {
        event["event_id"]
        for camera in map(partial(current.of_camera, storage.store()), cameras)
        if camera is not None and track_id is not None and camera.has("events")
        for event in camera.table("events").to_pylist()
        if track_id in (event["track_ids"] or ())
    }
    for event_id, shown in EventRow.objects.filter(camera_id__in=cameras).values_list("id", "clips"):
        if clips & set(shown) and (track_id is None or event_id in shown_by):
            yield event_id


def _results(cameras: Sequence[str], clips: set[str]) -> Iterable[str]:
    """Of the clips, and of their cameras as a whole, which are made of them."""
    for camera_id in cameras:
        found = current.of_camera(storage.store(), camera_id)
        if found is None:
            continue
        yield from (f"{stage}/{key}" for stage, key in found.results.items())
        for clip in found.clips:
            if clip.clip_id in clips:
                yield from (f"{stage}/{key}" for stage, key in clip.results.items())


def _versions(releases: Iterable[ReleaseRow]) -> list[str]:
    """Versions of datasets that hold rows of it and are there still."""
    found = []
    for version_id in dict.fromkeys(version for row in releases for version in row.versions):
        version = catalogue_reads.version_by_id(VersionId(version_id), SYSTEM)
        if version.state is not VersionState.ERASED:
            found.append(version_id)
    return found


def holders(releases: Iterable[ReleaseRow]) -> set[tuple[str, str]]:
    """(person or organisation, id) of those entitled to the dataset, now or once, and of those who took a release."""
    rows = list(releases)
    found = {
        ("person", reader) for reader in ReaderRow.objects.filter(release__in=rows).values_list("person_id", flat=True)
    }
    datasets = SetRow.objects.filter(id__in={row.set_id for row in rows}).exclude(dataset_id="")
    for dataset_id in datasets.values_list("dataset_id", flat=True):
        for each in catalogue_reads.entitlements_on(dataset_id, SYSTEM):
            if each.holder.kind is not HolderKind.SERVICE:
                found.add((each.holder.kind.value, each.holder.id))
    return found
