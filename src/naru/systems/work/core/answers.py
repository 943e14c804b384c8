"""A task's content and an answer to it, each in one form: what is equal is equal as text."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any, TypeAlias

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.work.core.boxes import are_alike, checked_boxes, matched
from naru.systems.work.core.job_rules import LabelKind

Answer: TypeAlias = dict[
    str, Any
]  # {"label": name}, {"spans": [[start, end, name], …]} or {"boxes": [[x1, y1, x2, y2, name], …]}
TEXT_MOST, CELLS_MOST, SPANS_MOST, SHA256 = 20_000, 60, 500, 64
OUTSIDE = ""  # the label of a letter under no span


def checked_content(kind: LabelKind, said: Mapping[str, Any], labels: Sequence[str] = ()) -> dict[str, JSON]:
    """What a task shows, without anything else; boxes to begin with have one of ``labels``. Raises ``Refused``: ``work_task_refused``."""
    match kind:
        case LabelKind.IMAGE_CLASS:
            if (picture := _picture(said)) is not None:
                return picture
        case LabelKind.IMAGE_BOX:
            if (boxed := _boxed(said, labels)) is not None:
                return boxed
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


def _picture(said: Mapping[str, Any]) -> dict[str, JSON] | None:
    image, caption = said.get("image"), said.get("caption", "")
    if _is_digest(image) and isinstance(caption, str) and len(caption) <= 300:
        return {"image": str(image), "caption": caption}
    return None


def _boxed(said: Mapping[str, Any], labels: Sequence[str]) -> dict[str, JSON] | None:
    """A picture of so many pixels, and the boxes that are checked and mended."""
    picture, width, height = _picture(said), said.get("width"), said.get("height")
    if picture is None or type(width) is not int or type(height) is not int:
        return None
    boxes = checked_boxes(said.get("boxes", []), labels, width=width, height=height)
    return None if boxes is None else picture | {"width": width, "height": height, "boxes": boxes}


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == SHA256 and bool(value.strip())


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or not 1 <= len(row) <= CELLS_MOST:
        return False
    return all(isinstance(value, str | int | float) and len(str(value)) <= TEXT_MOST for value in row.values())


def checked_answer(kind: LabelKind, labels: Sequence[str], content: Mapping[str, Any], said: object) -> Answer:
    """An answer in its one form: spans in their order, none over another. Raises ``Refused``: ``work_answer_refused``."""
    if isinstance(said, dict):
        if kind is LabelKind.IMAGE_BOX:
            size = {"width": content["width"], "height": content["height"]}
            if (boxes := checked_boxes(said.get("boxes"), labels, **size)) is not None:
                return {"boxes": boxes}
        elif kind is LabelKind.TEXT_SPAN:
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
    marked = answer.get("spans", answer.get("boxes"))
    return [answer["label"]] if marked is None else [each[-1] for each in marked]


def say_the_same(one: Mapping[str, Any], other: Mapping[str, Any], *, box_overlap: Decimal) -> bool:
    """Whether two answers count as one: boxes that lie almost alike, anything else word for word."""
    if "boxes" in one and "boxes" in other:
        return are_alike(one["boxes"], other["boxes"], box_overlap)
    return one == other


def box_units(said: Mapping[str, Answer]) -> list[dict[str, str]]:
    """By thing on a picture what each of two said it is, for agreement: whoever drew nothing there said OUTSIDE."""
    return [
        {one: OUTSIDE if mine is None else mine[4], other: OUTSIDE if theirs is None else theirs[4]}
        for one, other in combinations(sorted(said), 2)
        for mine, theirs in matched(said[one]["boxes"], said[other]["boxes"])
    ]
