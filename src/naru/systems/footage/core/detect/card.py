"""A model's card: how a picture is fed to it, what its output means, which of its scores are worth looking at.

```yaml
name: yolox_nano            # and version: what DETECTIONS call the source
version: "0.1.1"
licence: Apache-2.0
sha256: 695e…               # of the weights; absent: not checked
task: objects               # objects | faces | plates | person | face
input: {name: images, width: 416, height: 416, colour: bgr, fit: letterbox, fill: 114, mean: [0, 0, 0], std: [1, 1, 1]}
head: {kind: grid, strides: [8, 16, 32], outputs: {rows: output}, labels: 80}
classes: {0: person, 2: car}   # of the model's labels those that the city counts
riders: two_boxes           # two_boxes | one_box: a rider is in the bicycle's box
least_score: 0.1
nms_iou: 0.5
```
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.detect import refusals as _refusals  # noqa: F401 - declares the sentences

Option = TypeVar("Option", bound=StrEnum)
CLASSES = ("person", "bicycle", "motorcycle", "kickboard", "car", "bus", "truck", "bottle", "face", "plate")


class Task(StrEnum):
    OBJECTS = "objects"
    FACES = "faces"
    PLATES = "plates"
    PERSON = "person"  # says something of one person's crop
    FACE = "face"  # of one face's


class Fit(StrEnum):
    LETTERBOX = "letterbox"  # scaled evenly, top left
    CENTRED = "centred"  # scaled evenly, in the middle
    STRETCH = "stretch"
    AS_IS = "as_is"  # the picture's own size, filled up to multiples of 32


class HeadKind(StrEnum):
    GRID = "grid"
    BINS = "bins"
    HEAT_MAP = "heat_map"
    PRIORS = "priors"
    ROWS = "rows"
    FACE_GRID = "face_grid"
    VALUES = "values"


OUTPUTS = {  # of each head; "{stride}" stands for one output a stride
    HeadKind.GRID: ("rows",),
    HeadKind.BINS: ("scores_{stride}", "bins_{stride}"),
    HeadKind.HEAT_MAP: ("heat", "sides"),
    HeadKind.PRIORS: ("loc", "conf", "priors"),
    HeadKind.ROWS: ("rows",),
    HeadKind.FACE_GRID: ("cls_{stride}", "obj_{stride}", "bbox_{stride}"),
    HeadKind.VALUES: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCard:
    """``width`` and ``height`` 0: the picture's own. ``mean`` and ``std`` in the order of ``colour``."""

    name: str
    width: int
    height: int
    colour: str
    fit: Fit
    fill: int
    mean: tuple[float, ...]
    std: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCard:
    """``outputs``: what the head calls them → the model's names. ``labels``: how many classes the model tells apart.

    ``values`` of the head of that kind: a meaning → output, place in it, factor.
    """

    kind: HeadKind
    outputs: Mapping[str, str]
    strides: tuple[int, ...] = ()
    labels: int = 0
    values: Mapping[str, tuple[str, int, float]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    name: str
    version: str
    licence: str
    sha256: str
    task: Task
    input: InputCard
    head: HeadCard
    classes: Mapping[int, str]
    riders_in_one_box: bool
    least_score: float
    nms_iou: float

    @property
    def source(self) -> str:
        return f"{self.name} {self.version}".strip()


def read_card(read: object, *, named: str) -> Card:
    """``read``: the card's YAML or JSON as values. Raises ``Refused``: ``model_card_wrong`` with the field."""
    fields = _Fields(read, named)
    head = _head(fields.inner("head"))
    task = fields.one_of("task", Task)
    return Card(
        name=fields.text("name"),
        version=fields.text("version", ""),
        licence=fields.text("licence", ""),
        sha256=fields.text("sha256", "").lower(),
        task=task,
        input=_input(fields.inner("input")),
        head=head,
        classes=_classes(fields, task),
        riders_in_one_box=fields.text("riders", "two_boxes") == "one_box",
        least_score=fields.number("least_score", 0.3, low=0, high=1),
        nms_iou=fields.number("nms_iou", 0.5, low=0, high=1),
    )


def _input(fields: "_Fields") -> InputCard:
    fit = fields.one_of("fit", Fit, Fit.STRETCH)
    least = 0 if fit is Fit.AS_IS else 1
    return InputCard(
        name=fields.text("name"),
        width=int(fields.number("width", 0, low=least, high=8192)),
        height=int(fields.number("height", 0, low=least, high=8192)),
        colour=fields.text("colour", "bgr", ("bgr", "rgb", "grey")),
        fit=fit,
        fill=int(fields.number("fill", 0, low=0, high=255)),
        mean=fields.numbers("mean", (0.0, 0.0, 0.0)),
        std=fields.numbers("std", (1.0, 1.0, 1.0)),
    )


def _head(fields: "_Fields") -> HeadCard:
    kind = fields.one_of("kind", HeadKind)
    strides = tuple(int(stride) for stride in fields.numbers("strides", ()))
    outputs = {str(key): str(value) for key, value in fields.mapping("outputs").items()}
    for pattern in OUTPUTS[kind]:
        for stride in strides if "{stride}" in pattern else (0,):
            name = pattern.format(stride=stride)
            if name not in outputs:
                fields.wrong("outputs", f"{name}?")
    if kind in (HeadKind.GRID, HeadKind.BINS, HeadKind.FACE_GRID, HeadKind.HEAT_MAP) and not strides:
        fields.wrong("strides", "?")
    return HeadCard(
        kind=kind,
        outputs=outputs,
        strides=strides,
        labels=int(fields.number("labels", 0, low=0, high=100_000)),
        values=_values(fields) if kind is HeadKind.VALUES else None,
    )


def _values(fields: "_Fields") -> dict[str, tuple[str, int, float]]:
    values = {}
    for meaning in fields.mapping("values"):
        one = fields.inner("values").inner(meaning)
        values[meaning] = (
            one.text("output"),
            int(one.number("place", 0, low=0, high=4096)),
            one.number("factor", 1, low=-1e6, high=1e6),
        )
    return values


def _classes(fields: "_Fields", task: Task) -> dict[int, str]:
    if task in (Task.PERSON, Task.FACE):
        return {}
    default: dict[object, object] = {0: "face"} if task is Task.FACES else {}
    read = fields.mapping("classes", default)
    for label, name in read.items():
        if not isinstance(label, int) and not str(label).isdigit():
            fields.wrong("classes", str(label))
        if name not in CLASSES:
            fields.wrong("classes", str(name))
    return {int(str(label)): str(name) for label, name in read.items()}


class _Fields:
    """Values of a card by name, refused by name."""

    def __init__(self, read: object, card: str, path: str = "") -> None:
        self._card, self._path = card, path
        if not isinstance(read, Mapping):
            raise Refused("model_card_wrong", card=card, field=path or "card", reason="?")
        self._read: Mapping[object, Any] = read

    def wrong(self, field: str, reason: str) -> NoReturn:
        raise Refused("model_card_wrong", card=self._card, field=self._path + field, reason=reason)

    def inner(self, field: str) -> "_Fields":
        return _Fields(self._read.get(field), self._card, f"{self._path}{field}.")

    def text(self, field: str, default: str | None = None, options: tuple[str, ...] = ()) -> str:
        value = self._read.get(field, default)
        if value is None or isinstance(value, Mapping | list) or (options and value not in options):
            self.wrong(field, str(value))
        return str(value)

    def one_of(self, field: str, options: type[Option], default: Option | None = None) -> Option:
        value = self.text(field, default, tuple(options))
        return options(value)

    def number(self, field: str, default: float, *, low: float, high: float) -> float:
        value = self._read.get(field, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            self.wrong(field, str(value))
        return float(value)

    def numbers(self, field: str, default: tuple[float, ...]) -> tuple[float, ...]:
        value = self._read.get(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(item, int | float) for item in value):
            self.wrong(field, str(value))
        return tuple(float(item) for item in value)

    def mapping(self, field: str, default: Mapping[object, object] | None = None) -> dict[Any, Any]:
        value = self._read.get(field, default)
        if not isinstance(value, Mapping):
            self.wrong(field, str(value))
        return dict(value)
