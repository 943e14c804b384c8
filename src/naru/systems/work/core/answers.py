"""A task's content and an answer to it, each in one form: what is equal is equal as text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.work.core.job_rules import LabelKind

Answer: TypeAlias = dict[str, Any]  # {"label": name}, or {"spans": [[start, end, name], …]}; places count characters
TEXT_MOST, CELLS_MOST, SPANS_MOST, SHA256 = 20_000, 60, 500, 64
OUTSIDE = ""  # the label of a letter under no span


def checked_content(kind: LabelKind, said: Mapping[str, Any]) -> dict[str, JSON]:
    """What a task shows, without anything else. Raises ``Refused``: ``work_task_refused``."""
    match kind:
        case LabelKind.IMAGE_CLASS:
            image, caption = said.get("image"), said.get("caption", "")
            if _is_digest(image) and isinstance(caption, str) and len(caption) <= 300:
                return {"image": image, "caption": caption}
        case LabelKind.TEXT_CLASS | LabelKind.TEXT_SPAN:
            if _is_text(said.get("text"), TEXT_MOST):
                return {"text": said["text"]}
        case LabelKind.TABLE_CHECK:
            rows = said.get("rows")
            if isinstance(rows, list) and 1 <= len(rows) <= 2 and all(_is_row(row) for row in rows):
                return {"rows": [{str(name): str(value) for name, value in row.items()} for row in rows]}
    raise Refused("work_task_refused", what=str(said)[:80])


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == SHA256 and bool(value.strip())


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or not 1 <= len(row) <= CELLS_MOST:
        return False
    return all(isinstance(value, str | int | float) and len(str(value)) <= TEXT_MOST for value in row.values())


def checked_answer(kind: LabelKind, labels: Sequence[str], content: Mapping[str, Any], said: object) -> Answer:
    """An answer in its one form: spans in their order, none over another. Raises ``Refused``: ``work_answer_refused``."""
    if isinstance(said, dict):
        if kind is LabelKind.TEXT_SPAN:
            if (spans := _spans(said.get("spans"), labels, len(str(content["text"])))) is not None:
                return {"spans": spans}
        elif said.get("label") in labels:
            return {"label": said["label"]}
    raise Refused("work_answer_refused", what=str(said)[:80])


def _spans(said: object, labels: Sequence[str], length: int) -> list[list[Any]] | None:
    if not isinstance(said, list) or len(said) > SPANS_MOST:
        return None
    spans = []
    for each in said:
        if not (isinstance(each, list) and len(each) == 3 and each[2] in labels):
            return None
        start, end, _ = each
        if not (type(start) is int and type(end) is int and 0 <= start < end <= length):
            return None
        spans.append(each)
    spans.sort()
    apart = all(one[1] <= other[0] for one, other in pairwise(spans))
    return spans if apart else None


def letters(answer: Answer, length: int) -> list[str]:
    """The label of each letter of a text, for agreement: two who mark almost the same place agree almost."""
    labels = [OUTSIDE] * length
    for start, end, label in answer["spans"]:
        labels[start:end] = [label] * (end - start)
    return labels


def labels_of(answer: Answer) -> list[str]:
    """Of an answer, as it counts in shares of labels."""
    return [label for _, _, label in answer["spans"]] if "spans" in answer else [answer["label"]]
