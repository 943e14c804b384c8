"""A guided form as a value: what a step's answers must be, what is still missing, how far one is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words

LINE_LONGEST = 200
WON_MOST = 10**12


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    WON = "won"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    CHECK = "check"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """``least`` and ``most`` bound a number, or a text's letters. ``identifies``: left out of what reviewers see."""

    name: str
    words: Words
    kind: FieldKind
    required: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    help: Words | None = None
    identifies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    words: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    steps: tuple[Step, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for step in self.steps for field in step.fields)

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What keeps a case from being filed: a field of a step, and why."""

    step: str
    field: Field
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Of the required fields; ``steps`` by name: whether nothing is missing there."""

    done: int
    total: int
    steps: Mapping[str, bool]

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


MISSING = Words("아직 적지 않았습니다.", "Not said yet.")
NOT_A_NUMBER = Words("숫자로 적어 주세요.", "Write a number.")
NOT_A_DAY = Words("날짜를 2026-11-29처럼 적어 주세요.", "Write a day like 2026-11-29.")
NOT_A_CHOICE = Words("목록에서 골라 주세요.", "Choose one of the list.")


def cleaned(step: Step, raw: Mapping[str, str]) -> tuple[dict[str, JSON], dict[str, Words]]:
    """The step's answers that can be kept, and by field what is wrong with the others. An empty one is kept as not said."""
    answers: dict[str, JSON] = {}
    faults: dict[str, Words] = {}
    for field in step.fields:
        if field.kind is FieldKind.FILE:
            continue
        text = raw.get(field.name, "").strip()
        value = _value(field, text)
        if isinstance(value, Words):
            faults[field.name] = value
        else:
            answers[field.name] = value
    return answers, faults


def gaps(form: Form, answers: Mapping[str, JSON], files: Collection[str]) -> list[Gap]:
    """In the form's order; ``files`` are the names of the fields that have a document."""
    found = []
    for step in form.steps:
        for field in step.fields:
            why = _gap(field, answers.get(field.name), field.name in files)
            if why is not None:
                found.append(Gap(step=step.name, field=field, why=why))
    return found


def progress(form: Form, answers: Mapping[str, JSON], files: Collection[str]) -> Progress:
    open_ = gaps(form, answers, files)
    total = sum(field.required for field in form.fields)
    missing = {(gap.step, gap.field.name) for gap in open_ if gap.field.required}
    return Progress(
        done=total - len(missing),
        total=total,
        steps={step.name: all(gap.step != step.name for gap in open_) for step in form.steps},
    )


def blind(form: Form, answers: Mapping[str, JSON]) -> list[tuple[Field, JSON]]:
    """What reviewers see: every answer that does not say who applies."""
    return [(field, answers.get(field.name)) for field in form.fields if not field.identifies]


def _value(field: Field, text: str) -> JSON | Words:
    if not text:
        return None
    match field.kind:
        case FieldKind.WON | FieldKind.NUMBER:
            return _number(field, text)
        case FieldKind.DAY:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                return NOT_A_DAY
        case FieldKind.CHOICE:
            return text if text in {code for code, _ in field.choices} else NOT_A_CHOICE
        case FieldKind.CHECK:
            return True
        case _:
            longest = field.most or LINE_LONGEST
            if len(text) > longest:
                return Words(f"{longest:,}자까지 적을 수 있습니다.", f"{longest:,} characters at most.")
            return text


def _number(field: Field, text: str) -> int | Words:
    digits = text.replace(",", "").removesuffix("원")
    if not (digits.isascii() and digits.isdigit()):
        return NOT_A_NUMBER
    number = int(digits)
    least, most = field.least or 0, field.most or WON_MOST
    if not least <= number <= most:
        return Words(f"{least:,}에서 {most:,} 사이로 적어 주세요.", f"Between {least:,} and {most:,}, please.")
    return number


def _gap(field: Field, value: JSON, has_file: bool) -> Words | None:
    if field.kind is FieldKind.FILE:
        return MISSING if field.required and not has_file else None
    if value is None or value == "":
        return MISSING if field.required else None
    if field.kind is FieldKind.TEXT and field.least and len(str(value)) < field.least:
        return Words(f"{field.least:,}자 이상 적어 주세요.", f"{field.least:,} characters at least.")
    return None
