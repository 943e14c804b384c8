"""Models run by onnxruntime on one thread; OpenVINO's own files by OpenVINO, where it is installed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn, Protocol

import cv2
import numpy as np
import onnxruntime
import onnxruntime.capi.onnxruntime_pybind11_state as onnx_errors
from numpy.typing import NDArray

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.cards import card_of
from naru.systems.footage.core.detect.boxes import Boxes, Floats, suppress
from naru.systems.footage.core.detect.card import HeadKind, InputCard, Task
from naru.systems.footage.core.detect.fitting import Fitting, fit
from naru.systems.footage.core.detect.heads import read_boxes
from naru.systems.footage.core.detect.misfits import misfit
from naru.systems.footage.core.detect.values import ModelFiles

Image = NDArray[np.uint8]
Look = Callable[[tuple[int, int]], Image]  # a picture in blue, green, red, scaled to a width and height
_UNREADABLE = (
    onnx_errors.EPFail,
    onnx_errors.Fail,
    onnx_errors.InvalidArgument,
    onnx_errors.InvalidGraph,
    onnx_errors.InvalidProtobuf,
    onnx_errors.NoModel,
    onnx_errors.NoSuchFile,
    onnx_errors.NotImplemented,
    onnx_errors.RuntimeException,
    RuntimeError,  # of OpenVINO
)
TRIAL = (320, 320)  # the input that a model of any size is tried with


class Runtime(Protocol):
    """A loaded model."""

    def input_shape(self, name: str) -> list[int | str | None] | None:
        """None where there is no such input; a text or None for a side of any length."""

    def run(self, name: str, tensor: Floats) -> Mapping[str, Floats]:
        """All outputs by name."""


class OnnxRuntime:
    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]

    def input_shape(self, name: str) -> list[int | str | None] | None:
        return next((list(given.shape) for given in self._session.get_inputs() if given.name == name), None)

    def run(self, name: str, tensor: Floats) -> Mapping[str, Floats]:
        return dict(zip(self._outputs, self._session.run(None, {name: tensor}), strict=True))


class OpenVino:
    def __init__(self, weights: Path) -> None:
        import openvino  # type: ignore[import-not-found, unused-ignore]

        self._model = openvino.Core().compile_model(str(weights), "CPU", {"INFERENCE_NUM_THREADS": 1})

    def input_shape(self, name: str) -> list[int | str | None] | None:
        for given in self._model.inputs:
            if name in given.get_names():
                return [side.get_length() if side.is_static else None for side in given.get_partial_shape()]
        return None

    def run(self, name: str, tensor: Floats) -> Mapping[str, Floats]:
        answer = self._model({name: tensor})
        return {alias: values for port, values in answer.items() for alias in port.get_names()}


class Model:
    """Weights that fit their card. Raises ``Refused``: ``model_…``."""

    def __init__(self, files: ModelFiles, *, task: Task) -> None:
        self.card = card_of(files)
        self._name = files.weights.name
        if self.card.task is not task:
            raise Refused("model_of_another_task", model=self._name, task=self.card.task.value, wanted=task.value)
        self._runtime = _load(files.weights)
        self._check()

    def outputs(self, look: Look, size: tuple[int, int]) -> tuple[Mapping[str, Floats], Fitting]:
        """What the model says of a picture of ``size`` (width, height), by its own names."""
        fitting = fit(size, self.card.input)
        return self._runtime.run(self.card.input.name, _tensor(look(fitting.scaled), fitting, self.card.input)), fitting

    def _check(self) -> None:
        given, card = self.card.input, self.card
        shape = self._runtime.input_shape(given.name)
        if shape is None:
            self._misfits("input", given.name, "-")
        wanted = [1, 1 if given.colour == "grey" else 3, given.height or TRIAL[1], given.width or TRIAL[0]]
        fixed = [(seen, want) for seen, want in zip(shape, wanted, strict=False) if isinstance(seen, int) and seen > 0]
        if len(shape) != 4 or any(seen != want for seen, want in fixed):
            self._misfits("input", "×".join(map(str, wanted)), "×".join(map(str, shape)))
        blank = np.zeros((wanted[2], wanted[3], 3), np.uint8)
        try:
            outputs, fitting = self.outputs(lambda size: blank, (wanted[3], wanted[2]))
        except _UNREADABLE as error:
            self._misfits("input", "float32", str(error)[:80])
        if card.head.kind is HeadKind.VALUES:
            for meaning, (output, place, _) in (card.head.values or {}).items():
                if output not in outputs or outputs[output].size <= place:
                    self._misfits(meaning, f"{output}[{place}]", ", ".join(outputs))
        elif wrong := misfit(self.named(outputs), card.head, size=fitting.canvas):
            self._misfits(wrong.what, wrong.expected, wrong.seen)

    def named(self, outputs: Mapping[str, Floats]) -> dict[str, Floats]:
        """Outputs by the names of the card's head."""
        return {ours: outputs[theirs] for ours, theirs in self.card.head.outputs.items() if theirs in outputs}

    def _misfits(self, what: str, expected: str, seen: str) -> NoReturn:
        raise Refused("model_misfits_card", model=self._name, what=what, expected=expected, seen=seen)


class Detector(Model):
    """A model that finds boxes. ``least``: the least score; None: the card's."""

    def __init__(self, files: ModelFiles, *, task: Task, least: float | None = None) -> None:
        super().__init__(files, task=task)
        self._least = self.card.least_score if least is None else least

    def find(self, look: Look, size: tuple[int, int]) -> Boxes:
        """Boxes in pixels of the picture, of the card's classes, the best first."""
        outputs, fitting = self.outputs(look, size)
        boxes = read_boxes(self.named(outputs), self.card.head, size=fitting.canvas, least=self._least)
        boxes = suppress(boxes.where(np.isin(boxes.labels, list(self.card.classes))), self.card.nms_iou)
        return Boxes(xyxy=fitting.to_picture(boxes.xyxy), scores=boxes.scores, labels=boxes.labels)


class Judge(Model):
    """A model that says something of one crop."""

    def values(self, crop: Image) -> dict[str, float]:
        """By the card's meanings."""
        outputs, _ = self.outputs(scaler(crop), (crop.shape[1], crop.shape[0]))
        said = self.card.head.values or {}
        return {
            meaning: float(outputs[output].reshape(-1)[place]) * factor
            for meaning, (output, place, factor) in said.items()
        }


def scaler(image: Image) -> Look:
    """Of a picture in memory."""

    def look(size: tuple[int, int]) -> Image:
        if size == (image.shape[1], image.shape[0]):
            return image
        return cv2.resize(image, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)

    return look


def _load(weights: Path) -> Runtime:
    try:
        return OnnxRuntime(weights) if weights.suffix == ".onnx" else OpenVino(weights)
    except ModuleNotFoundError:
        raise Refused("model_needs_openvino", model=weights.name) from None
    except _UNREADABLE:
        raise Refused("model_unreadable", model=weights.name) from None


def _tensor(image: Image, fitting: Fitting, card: InputCard) -> Floats:
    """1 × colours × height × width."""
    width, height = fitting.canvas
    canvas: NDArray[Any] = image
    if fitting.scaled != fitting.canvas:
        canvas = np.full((height, width, image.shape[2]), card.fill, np.uint8)
        canvas[fitting.top : fitting.top + image.shape[0], fitting.left : fitting.left + image.shape[1]] = image
    if card.colour == "grey":
        canvas = cv2.cvtColor(canvas, cv2.COLOR_BGR2GRAY)[:, :, None]
    elif card.colour == "rgb":
        canvas = canvas[:, :, ::-1]
    planes = canvas.transpose(2, 0, 1)[None].astype(np.float32)
    if any(card.mean) or any(value != 1 for value in card.std):
        planes -= np.array(card.mean, np.float32)[None, :, None, None]
        planes /= np.array(card.std, np.float32)[None, :, None, None]
    return np.ascontiguousarray(planes)
