"""The label table, a clip or picture with its labels, classes, what a format loses.

Boxes are pixels of the picture as shown, the origin top left, the far edge exclusive; frames count from 0 in the order shown, of the whole
clip, also where only every third was labelled. Every frame in which something is seen has a row; ``keyframe`` says which were drawn by hand.
A row that is ``outside`` says that its track is *not* seen from there on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

from naru.base.kit.words import Words

LABELS = pa.schema(
    [
        ("frame", pa.int32()),  # 0 of a picture
        ("track_id", pa.int64()),  # null where nothing follows it from frame to frame
        ("label", pa.string()),
        ("x1", pa.float64()),
        ("y1", pa.float64()),
        ("x2", pa.float64()),
        ("y2", pa.float64()),
        ("rotation", pa.float64()),  # degrees clockwise about the box's middle
        ("outside", pa.bool_()),
        ("occluded", pa.bool_()),
        ("keyframe", pa.bool_()),
        ("z_order", pa.int32()),
        ("score", pa.float64()),  # null where a person drew it
        ("attributes", pa.string()),  # a JSON object, canonical; "" where there are none
    ]
)
COORDINATES = ("x1", "y1", "x2", "y2")


class MediaKind(StrEnum):
    CLIP = "clip"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A clip or a picture. ``name`` is its path in the set, so that equal file names in two folders are two things."""

    name: str
    kind: MediaKind = MediaKind.CLIP
    width: int = 0  # pixels; 0 where its format does not say
    height: int = 0
    frames: int = 1  # of the whole clip; 0 where its format does not say
    fps: float = 0.0  # 0 where its format does not say
    start: int = 0  # the first frame that was labelled
    step: int = 1  # every how many-th
    subset: str = ""  # "train", …; "" where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLabels:
    """``labels``: LABELS, in the order of tracks, then frames, as they came."""

    media: Media
    labels: pa.Table


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRule:
    """``values``: those that it may take; any where there are none."""

    name: str
    values: tuple[str, ...] = ()
    changes: bool = False  # from frame to frame of one track


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelClass:
    name: str
    attributes: tuple[AttributeRule, ...] = ()
    words: Words | None = None


class Loss(StrEnum):
    """What a format has no place for."""

    TRACKS = "tracks"
    KEYFRAMES = "keyframes"
    OUTSIDE = "outside"
    OCCLUDED = "occluded"
    ATTRIBUTES = "attributes"
    ROTATION = "rotation"
    Z_ORDER = "z_order"
    SCORES = "scores"
    PARTS_OF_PIXELS = "parts_of_pixels"
    UNLABELLED = "unlabelled"  # clips in which nothing was labelled
    SHAPES = "shapes"  # outlines, points and masks, of which the box alone is read
    KEYFRAMES_ADDED = "keyframes_added"


LOSS_WORDS: Mapping[Loss, Words] = {
    Loss.TRACKS: Words("궤적 번호", "track ids"),
    Loss.KEYFRAMES: Words("직접 그린 그림의 표시", "which frames were drawn by hand"),
    Loss.OUTSIDE: Words("화면에서 사라진 표시", "where a track is out of sight"),
    Loss.OCCLUDED: Words("가림 표시", "occlusion"),
    Loss.ATTRIBUTES: Words("속성", "attributes"),
    Loss.ROTATION: Words("기울기", "rotation"),
    Loss.Z_ORDER: Words("앞뒤 순서", "order from back to front"),
    Loss.SCORES: Words("모델 점수", "scores of models"),
    Loss.PARTS_OF_PIXELS: Words("화소보다 작은 자리", "parts of a pixel"),
    Loss.UNLABELLED: Words("라벨이 없는 영상", "clips without a label"),
    Loss.SHAPES: Words("다각형·점·마스크의 모양", "outlines, points and masks but for their boxes"),
    Loss.KEYFRAMES_ADDED: Words(
        "끝을 나타내려 더한 직접 그린 그림", "frames marked as drawn, to say where a track ends"
    ),
}


@dataclass(slots=True)
class Losses:
    """How many rows (or clips) lost what."""

    counts: dict[Loss, int] = field(default_factory=dict)

    def add(self, loss: Loss, count: int) -> None:
        if count:
            self.counts[loss] = self.counts.get(loss, 0) + count


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelling:
    """All of a set's labels, read one clip after another.

    ``classes``: those that the file declares, in their order. ``losses``: what of the file has no place here; whole once all is read.
    """

    classes: tuple[LabelClass, ...]
    media: Iterable[MediaLabels]
    losses: Losses = field(default_factory=Losses)
