"""What the pages share: the way here, what was typed as a number, an answer in words, a content as it is shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from naru.base.kit.words import Words
from naru.systems.work.core.answers import Answer
from naru.systems.work.core.boxes import Box
from naru.systems.work.reads.jobs import JobView

WORK = (Words("데이터 일감", "Data work"), "/work/")
Crumb = tuple[Words, str]
HUES = (205, 35, 145, 330, 265, 15, 180, 90, 300)  # of labels in their order, as in frontend/work.js


def job_crumb(job: JobView) -> Crumb:
    return (job.title, reverse("work:job", args=[job.id]))


def number(request: HttpRequest, name: str) -> int:
    """0 where none was typed."""
    digits = request.POST.get(name, "").replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else 0


def say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))


def answer_words(job: JobView, content: Mapping[str, Any], value: Answer | Mapping[str, Any]) -> Words:
    """An answer as people read it."""
    if "label" in value:
        return job.rules.label_words(value["label"])
    if "boxes" in value:
        return _counted(job, value["boxes"])
    marked = [(job.rules.label_words(label), content["text"][start:end]) for start, end, label in value["spans"]]
    none = Words("표시 없음", "nothing marked")
    return Words(
        ", ".join(f"{text} ({label.ko})" for label, text in marked) or none.ko,
        ", ".join(f"{text} ({label.en})" for label, text in marked) or none.en,
    )


def _counted(job: JobView, boxes: Sequence[Box]) -> Words:
    """How many of each label."""
    count = Counter(box[4] for box in boxes)
    said = [(job.rules.label_words(name), count[name]) for name in job.rules.label_names if count[name]]
    return Words(
        ", ".join(f"{label.ko} {number}개" for label, number in said) or "상자 없음",
        ", ".join(f"{label.en} × {number}" for label, number in said) or "no boxes",
    )


def shown(job: JobView, content: Mapping[str, Any], value: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A task's content for a template, with the boxes of an answer to it."""
    if "image" in content:
        image = reverse("work:image", args=[job.id, content["image"]])
        boxes = [_drawn(job, each) for each in (value or content).get("boxes", [])]
        return {**content, "image": image, "caption": content.get("caption", ""), "boxes": boxes}
    if "rows" in content:
        names = list(dict.fromkeys(name for row in content["rows"] for name in row))
        return {"table": [(name, [row.get(name, "") for row in content["rows"]]) for name in names]}
    return dict(content)


def _drawn(job: JobView, box: Box) -> dict[str, Any]:
    """A box as SVG has it, in the hue that its label has in the tool."""
    x1, y1, x2, y2, name = box
    hue = HUES[job.rules.label_names.index(name) % len(HUES)]
    return {"x": x1, "y": y1, "width": x2 - x1, "height": y2 - y1, "hue": hue, "words": job.rules.label_words(name)}


def hours(ms: int) -> Words:
    """A length of time in hours and minutes."""
    minutes = ms // 60_000
    hour, rest = divmod(minutes, 60)
    return Words(f"{hour}시간 {rest}분", f"{hour} h {rest} min") if hour else Words(f"{rest}분", f"{rest} min")


def seconds(ms: int | None) -> Words | None:
    if ms is None:
        return None
    return Words(f"{ms / 1000:.0f}초", f"{ms / 1000:.0f} s")
