"""What is handed out of a release: one ZIP with masked clips, labels in a chosen format, manifest, Croissant and a datasheet.

Made as it is sent, entry by entry, so that it is never on the disk a second time; a release of which something was withdrawn is not sent.
"""

import io
import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.usage.core.values import Use
from naru.data.usage.recording import record as record_use
from naru.systems.footage import storage
from naru.systems.footage.adapters.label_files import EPOCH, ZipSink
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.values import Labelling, Losses, Media, MediaLabels
from naru.systems.footage.core.sets.croissant import croissant
from naru.systems.footage.core.sets.datasheet import datasheet
from naru.systems.footage.core.sets.manifest import ReleasedClip
from naru.systems.footage.core.sets.states import ReleaseState
from naru.systems.footage.models import ReleasedClip as ReleasedClipRow
from naru.systems.footage.models import ReleaseReader as ReaderRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.sets import label_store, reads
from naru.systems.footage.sets.releases import csv_files
from naru.systems.footage.sets.shapes import ReleaseView

PIECE_BYTES = 1 << 20


def open_release(release_id: str, by: Person) -> ReleaseView:
    """A release whose files this person may have. Raises ``Refused``: ``not_found``, ``release_is_gone``, ``release_not_for_you``."""
    view = reads.release(release_id, by)
    dataset_id = SetRow.objects.values_list("dataset_id", flat=True).get(id=view.set_id)
    if not reads.may_read_release(view, by, dataset_id=dataset_id):
        raise Refused("release_not_for_you")
    if view.state is not ReleaseState.RELEASED:
        raise Refused("release_is_gone")
    return view


def labelling_of(view: ReleaseView, *, split: str = "") -> Labelling:
    """Its labels, one clip after another; of one split where it is named."""
    chosen = [clip for clip in view.manifest.clips if not split or clip.split == split]
    return Labelling(
        classes=view.plan.classes,
        media=(MediaLabels(media=media(clip), labels=label_store.read(view.set_id, clip.labels_id)) for clip in chosen),
    )


def media(clip: ReleasedClip) -> Media:
    return Media(
        name=clip.clip_id, width=clip.width, height=clip.height, frames=clip.frames, fps=clip.fps, subset=clip.split
    )


def package(view: ReleaseView, format: str, *, site: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Iterator[bytes]:
    """The bytes of the ZIP, piece by piece; counted as read once they are out, and its reader is told of withdrawals.

    ``site``: the address that the descriptions name. Raises ``Refused``: ``labels_format_unknown``,
    ``labels_format_cannot_say``.
    """
    chosen = format_named(format)  # refused before anything is sent
    if not by.is_anonymous and not by.service and not by.is_system:
        ReaderRow.objects.get_or_create(release_id=view.id, person_id=by.id, defaults={"at": clock.now()})
    pieces = _counted(view, chosen.name, site, by)
    first = next(pieces, b"")  # what a format cannot say is refused before anything is sent
    return itertools.chain([first], pieces)


def _counted(view: ReleaseView, format: str, site: str, by: Person) -> Iterator[bytes]:
    sent = 0
    for piece in _zipped(view, format, site):
        sent += len(piece)
        yield piece
    dataset_id = SetRow.objects.values_list("dataset_id", flat=True).get(id=view.set_id)
    boxes = sum(clip.boxes for clip in view.manifest.clips)
    record_use(
        Use(
            door="download",
            dataset=dataset_id,
            rows=boxes,
            bytes=sent,
            reader=by.id,
            is_open=view.plan.access == "open",
        )
    )


class _Outlet(io.RawIOBase):
    """What the ZIP writes, to be taken piece by piece; it cannot be sought in."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        pieces, self.pieces = self.pieces, []
        yield from pieces


def _zipped(view: ReleaseView, format: str, site: str) -> Iterator[bytes]:
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        losses = format_named(format).write(labelling_of(view), ZipSink(archive, f"labels/{format}/"))
        yield from outlet.taken()
        for name, content in descriptions(view, site=site, losses=losses).items():
            _put(archive, name, content)
            yield from outlet.taken()
        for name, pieces in csv_files(view.set_id, view.manifest.clips).items():
            with archive.open(_entry(name), "w", force_zip64=True) as entry:
                for piece in pieces:
                    entry.write(piece)
                    yield from outlet.taken()
        for clip in view.manifest.clips:
            yield from _clip(archive, outlet, view, clip)
    yield from outlet.taken()


def descriptions(view: ReleaseView, *, site: str, losses: Losses | None = None) -> dict[str, bytes]:
    """Files that say what a release is, by name."""
    lost = {loss.value: count for loss, count in losses.counts.items()} if losses else {}
    return {
        "manifest.json": _json({**view.manifest.to_json(), "digest": view.digest, "labels_lost": lost}),
        "croissant.json": _json(croissant(view.manifest, view.plan, release_url=f"{site}/footage/releases/{view.id}/")),
        "DATASHEET.ko.md": datasheet(view.manifest, view.plan, view.figures, language="ko").encode(),
        "DATASHEET.en.md": datasheet(view.manifest, view.plan, view.figures, language="en").encode(),
    }


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name), content)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _clip(archive: zipfile.ZipFile, outlet: _Outlet, view: ReleaseView, clip: ReleasedClip) -> Iterator[bytes]:
    path = masked_path(view, clip.clip_id)
    with path.open("rb") as file, archive.open(zipfile.ZipInfo(clip.name, EPOCH), "w", force_zip64=True) as entry:
        while piece := file.read(PIECE_BYTES):
            entry.write(piece)
            yield from outlet.taken()


def masked_path(view: ReleaseView, clip_id: str) -> Path:
    """The masked copy that was released. Raises ``Refused``: ``not_found``, ``release_is_gone``."""
    row = ReleasedClipRow.objects.filter(release_id=view.id, clip_id=clip_id).first()
    if row is None:
        raise Refused("not_found")
    path = storage.store().file("mask", row.mask_key, "masked.mp4")
    if not path.exists():
        raise Refused("release_is_gone")
    return path
