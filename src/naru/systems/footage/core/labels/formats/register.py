"""The formats there are, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage.core.labels import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.systems.footage.core.labels.formats import aihub, coco, cvat, datumaro, kitti, label_studio, mot, voc, yolo
from naru.systems.footage.core.labels.formats.aihub_schemas import FOOTFALL, PARK, AihubSchema
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.values import Labelling, Losses


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``read`` and ``write`` stream: whoever reads takes one clip after another."""

    name: str
    words: Words
    read: Callable[[Source], Labelling]
    write: Callable[[Labelling, Sink], Losses]


def _aihub(schema: AihubSchema, words: Words) -> Format:
    return Format(name=schema.name, words=words, read=partial(aihub.read, schema), write=partial(aihub.write, schema))


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            name="coco",
            words=Words("COCO (그림과 영상)", "COCO, pictures and videos"),
            read=coco.read,
            write=coco.write,
        ),
        Format(name="yolo", words=Words("YOLO", "YOLO"), read=yolo.read, write=yolo.write),
        Format(name="mot", words=Words("MOT", "MOT"), read=mot.read, write=mot.write),
        Format(name="cvat", words=Words("CVAT 영상", "CVAT for video"), read=cvat.read, write=cvat.write_video),
        Format(
            name="cvat-images", words=Words("CVAT 그림", "CVAT for images"), read=cvat.read, write=cvat.write_images
        ),
        Format(
            name="label-studio",
            words=Words("Label Studio", "Label Studio"),
            read=label_studio.read,
            write=label_studio.write,
        ),
        Format(name="voc", words=Words("Pascal VOC", "Pascal VOC"), read=voc.read, write=voc.write),
        Format(name="kitti", words=Words("KITTI", "KITTI"), read=kitti.read, write=kitti.write),
        Format(name="datumaro", words=Words("Datumaro", "Datumaro"), read=datumaro.read, write=datumaro.write),
        _aihub(FOOTFALL, Words("AI-Hub 유동인구", "AI-Hub, footfall")),
        _aihub(PARK, Words("AI-Hub 공원", "AI-Hub, parks")),
    )
}


def format_named(name: str) -> Format:
    """Raises ``Refused``: ``labels_format_unknown``."""
    found = FORMATS.get(name)
    if found is None:
        raise Refused("labels_format_unknown", format=name, known=", ".join(FORMATS))
    return found
