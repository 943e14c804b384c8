"""Labels written in a format: of a set as it is, or from file to file."""

from pathlib import Path

from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.systems.footage.adapters.label_files import FolderSink
from naru.systems.footage.adapters.label_reading import read_labels
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.values import LabelClass, Labelling, Losses, Media, MediaLabels
from naru.systems.footage.sets import label_store, reads


def export_labels(set_id: str, folder: Path, *, format: str, by: Person) -> Losses:
    """The labels in force of each clip that has some; what the format has no place for. For officers and auditors.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``labels_format_…``.
    """
    require(rights.may_see_footage(by), by)
    view = reads.training_set(set_id, by)
    clips = [clip for clip in reads.set_clips(set_id, by) if clip.labels is not None]
    labelling = Labelling(
        classes=view.plan.classes,
        media=(
            MediaLabels(
                media=Media(name=clip.clip_id, width=clip.width, height=clip.height, frames=clip.frames, fps=clip.fps),
                labels=label_store.read(set_id, clip.labels.id),
            )
            for clip in clips
            if clip.labels is not None
        ),
    )
    return format_named(format).write(labelling, FolderSink(folder))


def convert(source: Path, folder: Path, *, read_as: str, write_as: str) -> tuple[int, Losses]:
    """(how many clips and pictures, what was lost on the way). Raises ``Refused``: ``labels_…``."""
    target = format_named(write_as)
    with read_labels(source, read_as) as read:
        classes = tuple(LabelClass(name=name) for name in read.classes)
        losses = target.write(Labelling(classes=classes, media=read.labelled()), FolderSink(folder))
        for loss, count in read.losses.counts.items():
            losses.add(loss, count)
        return len(read.media), losses
