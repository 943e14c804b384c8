"""A truth and a submission as aligned arrays, in the form that the metric judges."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core import sheets
from naru.systems.challenges.core.metrics.values import Array, Form
from naru.systems.challenges.core.sheets import Sheet
from naru.systems.challenges.core.task import GROUP, ID, PART, PARTS, Task

SUM_TOLERANCE = 1e-3  # that probabilities of a row may miss 1 by


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """``ids`` and ``parts`` (places in ``PARTS``) one a unit (a row, or a picture); ``unit_of`` says to which unit each row of ``values`` belongs."""

    task: Task
    ids: pa.Array
    parts: npt.NDArray[np.int8]
    values: Array
    unit_of: npt.NDArray[np.int64]
    items: tuple[str, ...] = ()

    def units(self, part: str) -> npt.NDArray[np.int64]:
        return np.flatnonzero(self.parts == PARTS.index(part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """``values`` in the truth's order of rows, or with ``unit_of`` where a picture has any number of them."""

    values: Array
    unit_of: npt.NDArray[np.int64]
    notes: tuple[str, ...]


def read_truth(body: bytes, task: Task) -> Truth:
    """Our own file; what is wrong in it is refused all the same."""
    sheet = sheets.read_sheet(body, (ID, PART, *task.truth_columns))
    parts = sheets.codes(sheet, PART, PARTS).astype(np.int8)
    ids = sheet.columns[ID]
    unit_of = np.arange(sheet.rows, dtype=np.int64)
    if task.is_by_picture:
        firsts, unit_of = _pictures(ids)
        ids, parts = ids.take(pa.array(firsts)), parts[firsts]
    values, items = _truth_values(sheet, task)
    return Truth(task=task, ids=ids, parts=parts, values=values, unit_of=unit_of, items=items)


def _pictures(ids: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The first row of each picture, and the picture of each row."""
    coded = ids.dictionary_encode()
    of_row: npt.NDArray[np.int64] = coded.indices.to_numpy().astype(np.int64)
    _, firsts = np.unique(of_row, return_index=True)
    return firsts, of_row


def _truth_values(sheet: Sheet, task: Task) -> tuple[Array, tuple[str, ...]]:
    column = task.target
    match task.form:
        case Form.LABEL | Form.PROBABILITY | Form.PROBABILITIES:
            return sheets.codes(sheet, column, task.classes), ()
        case Form.NUMBER | Form.SAMPLES:
            return sheets.numbers(sheet, column), ()
        case Form.GRADED:
            groups = sheet.columns[GROUP].dictionary_encode().indices.to_numpy().astype(np.float64)
            return np.column_stack([groups, sheets.numbers(sheet, column)]), ()
        case Form.RANKED:
            items = tuple(sorted({item for row in sheet.columns[column].to_pylist() for item in row.split()}))
            return _coded(sheet.columns[column].to_pylist(), items), items
        case Form.BOX:
            return _numbers(sheet, task.truth_columns), ()
        case Form.BOXES:
            pictures = _pictures(sheet.columns[ID])[1]
            return _boxes(sheet, task, pictures.astype(np.float64), np.zeros(sheet.rows)), ()


def read_prediction(body: bytes, truth: Truth) -> Prediction:
    """Raises ``Refused``: whatever is wrong with the file, by its line."""
    task = truth.task
    sheet = sheets.read_sheet(body, (ID, *task.answer_columns))
    if task.is_by_picture:
        pictures = sheets.known_places(sheet, ID, truth.ids)
        scores = sheets.numbers(sheet, "score", least=0, most=1)
        values = _boxes(sheet, task, pictures.astype(np.float64), scores)
        return Prediction(values=values, unit_of=pictures, notes=sheet.notes)
    at = sheets.places(sheet, ID, truth.ids)
    values = _prediction_values(sheet, truth)
    if at is not None:
        ordered = np.empty_like(values)
        ordered[at] = values
        values = ordered
    return Prediction(values=values, unit_of=truth.unit_of, notes=sheet.notes)


def _prediction_values(sheet: Sheet, truth: Truth) -> Array:
    task = truth.task
    columns = task.answer_columns
    match task.form:
        case Form.LABEL:
            return sheets.codes(sheet, columns[0], task.classes)
        case Form.PROBABILITY:
            return sheets.numbers(sheet, columns[0], least=0, most=1)
        case Form.PROBABILITIES:
            return _distributions(sheet, columns)
        case Form.SAMPLES | Form.BOX:
            return _numbers(sheet, columns)
        case Form.RANKED:
            return _coded(sheet.columns[columns[0]].to_pylist(), truth.items)
    least = -1 if task.metric == "rmsle" else -np.inf
    values = sheets.numbers(sheet, columns[0], least=least)
    if task.metric == "rmsle" and (values <= -1).any():
        row = int(np.flatnonzero(values <= -1)[0])
        raise sheet.refuse("submission_out_of_range", row, columns[0], least=-1, most="∞")
    return values


def _distributions(sheet: Sheet, columns: Sequence[str]) -> Array:
    values = np.column_stack([sheets.numbers(sheet, each, least=0, most=1) for each in columns])
    sums = values.sum(axis=1)
    off = np.flatnonzero(np.abs(sums - 1) > SUM_TOLERANCE)
    if len(off):
        raise Refused("submission_row_sum", line=sheet.line(int(off[0])), sum=f"{sums[off[0]]:.6g}")
    return values


def _numbers(sheet: Sheet, columns: Sequence[str]) -> Array:
    return np.column_stack([sheets.numbers(sheet, each) for each in columns])


def _boxes(sheet: Sheet, task: Task, pictures: Array, last: Array) -> Array:
    classes = sheets.codes(sheet, "class", task.classes)
    return np.column_stack([pictures, classes, *(_numbers(sheet, ("x", "y", "width", "height")).T), last])


def _coded(rows: Sequence[str], items: Sequence[str]) -> Array:
    """Lists of items as rows of codes, −1 behind their end; items that the truth does not know are told apart, below −1."""
    known = {item: code for code, item in enumerate(items)}
    lists = [row.split() for row in rows]
    values = np.full((len(lists), max(map(len, lists), default=0) or 1), -1.0)
    for place, listed in enumerate(lists):
        for at, item in enumerate(listed):
            values[place, at] = known.get(item, -2.0)
    return values
