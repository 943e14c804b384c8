"""What the pages of an application share, whichever system takes it in: fields as rows, an answer in words, whence it is written."""

import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from naru.base.kit.words import Words
from naru.commons.cases import reads
from naru.commons.cases.core.forms import Field, FieldKind, Form, gaps, progress

ORIGIN_LETTERS = 32
NUMBER_LONGEST = 15


def form_rows(
    case: reads.Case, fields: Iterable[Field], faults: Mapping[str, Words], request: HttpRequest
) -> list[dict[str, Any]]:
    """One a field of a step. What was typed stands where it was refused."""
    documents = {each.field: each for each in reads.documents([case.id])}
    return [
        {
            "field": field,
            "value": request.POST.get(field.name, "") if field.name in faults else case.answers.get(field.name) or "",
            "fault": faults.get(field.name),
            "document": documents.get(field.name),
        }
        for field in fields
    ]


def form_state(case: reads.Case, form: Form) -> dict[str, Any]:
    """How far the application is, what is missing, and what was said: what ``cases/_form.html`` and ``_answers.html`` show."""
    documents = {each.field: each for each in reads.documents([case.id])}
    far = progress(form, case.answers, documents)
    return {
        "form": form,
        "progress": far,
        "done_steps": [name for name, done in far.steps.items() if done],
        "gaps": gaps(form, case.answers, documents),
        "answers": [
            (field, answer_words(field, case.answers.get(field.name)), documents.get(field.name))
            for field in form.fields
        ],
    }


def next_step(form: Form, name: str) -> str:
    """The step after this one; the last stays."""
    names = [step.name for step in form.steps]
    return names[min(names.index(name) + 1, len(names) - 1)]


def files_in(request: HttpRequest, form: Form) -> list[tuple[str, UploadedFile[Any]]]:
    """The documents that came with a step, by their fields."""
    sent = ((field.name, request.FILES.get(field.name)) for field in form.fields if field.kind is FieldKind.FILE)
    return [(name, file) for name, file in sent if isinstance(file, UploadedFile)]


def origin_of(request: HttpRequest) -> str:
    """A digest of whence it is written, under a key of this installation: it can be compared and says nothing else."""
    whence = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('User-Agent', '')}"
    return hmac.digest(settings.SECRET_KEY.encode(), whence.encode(), "sha256").hex()[:ORIGIN_LETTERS]


def answer_words(field: Field, value: object) -> Words:
    match field.kind:
        case FieldKind.WON if isinstance(value, int):
            return Words(f"{value:,}원", f"{value:,} won")
        case FieldKind.CHOICE:
            return dict(field.choices).get(str(value), Words("–", "–"))
        case _:
            return Words(str(value or "–"), str(value or "–"))


def whole(text: str) -> int | None:
    """A number of a form, with or without commas; None for anything else."""
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= NUMBER_LONGEST else None
