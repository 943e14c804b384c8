"""What a job asks and pays, as data: its labels, its price, how it is divided, measured and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

BATCH_MOST, LABELS_MOST, PRICE_MOST = 500, 60, 1_000_000
WEEKDAYS = 7


class LabelKind(StrEnum):
    TEXT_CLASS = "text_class"
    TEXT_SPAN = "text_span"
    TABLE_CHECK = "table_check"
    IMAGE_CLASS = "image_class"
    IMAGE_BOX = "image_box"

    @property
    def words(self) -> Words:
        return KIND_WORDS[self]


class PayBy(StrEnum):
    PIECE = "piece"
    HOUR = "hour"

    @property
    def words(self) -> Words:
        return PAY_WORDS[self]


class ContractKind(StrEnum):
    """What the law calls the tie. Who is free takes a batch when they like: no hours, no attendance, no pause is counted."""

    FREELANCE = "freelance"
    EMPLOYMENT = "employment"

    @property
    def words(self) -> Words:
        return CONTRACT_WORDS[self]


KIND_WORDS = {
    LabelKind.IMAGE_CLASS: Words("그림 분류", "Image classes"),
    LabelKind.IMAGE_BOX: Words("그림에 상자", "Boxes on pictures"),
    LabelKind.TEXT_CLASS: Words("글 분류", "Text classes"),
    LabelKind.TEXT_SPAN: Words("글에서 표시", "Text spans"),
    LabelKind.TABLE_CHECK: Words("표 확인", "Table checks"),
}
PAY_WORDS = {PayBy.PIECE: Words("건별", "By piece"), PayBy.HOUR: Words("시급", "By hour")}
CONTRACT_WORDS = {
    ContractKind.FREELANCE: Words("프리랜서", "Freelance"),
    ContractKind.EMPLOYMENT: Words("근로계약", "Employment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    name: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """``size`` gold tasks, of which ``pass_share`` must be right, in ``tries``; ``won`` is paid once, on passing."""

    size: int
    pass_share: Decimal
    tries: int
    won: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRules:
    """``won`` is a piece's or an hour's. ``doubled_share`` of the tasks is labelled by two people; ``gold_in_batch`` tasks of
    each batch have a known answer. A pause of more than ``idle_s`` is not measured as work. ``hours``: when batches may be
    taken, for employment alone. ``pay_weekday``: 0 is Monday. ``box_overlap``: intersection over union from which two boxes are one."""

    labels: tuple[Label, ...]
    question: Words
    by: PayBy
    won: int
    contract: ContractKind
    batch_size: int
    lease_minutes: int
    rework_days: int
    doubled_share: Decimal
    gold_in_batch: int
    training: Training
    idle_s: int
    pay_weekday: int
    hours: tuple[time, time] | None = None
    box_overlap: Decimal = Decimal("0.7")

    @property
    def label_names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.labels)

    def label_words(self, name: str) -> Words:
        return next((each.words for each in self.labels if each.name == name), Words(name, name))


def read_rules(said: Mapping[str, Any]) -> JobRules:
    """Raises ``Refused``: ``work_rules_refused`` with the first thing that cannot be read, ``work_freelance_hours``."""
    try:
        rules = _read(said)
    except (KeyError, TypeError, ValueError, InvalidOperation, IndexError) as wrong:
        raise Refused("work_rules_refused", what=str(wrong)[:120]) from wrong
    if reason := _fault(rules):
        raise Refused("work_rules_refused", what=reason)
    if rules.hours is not None and rules.contract is ContractKind.FREELANCE:
        raise Refused("work_freelance_hours")
    return rules


def _read(said: Mapping[str, Any]) -> JobRules:
    pay, training, hours = said["pay"], said["training"], said.get("hours")
    return JobRules(
        labels=tuple(Label(name=str(each["name"]), words=_words(each)) for each in said["labels"]),
        question=_words(said["question"]),
        by=PayBy(pay["by"]),
        won=int(pay["won"]),
        contract=ContractKind(said["contract"]),
        batch_size=int(said["batch_size"]),
        lease_minutes=int(said["lease_minutes"]),
        rework_days=int(said["rework_days"]),
        doubled_share=Decimal(str(said["doubled_share"])),
        gold_in_batch=int(said["gold_in_batch"]),
        training=Training(
            size=int(training["size"]),
            pass_share=Decimal(str(training["pass_share"])),
            tries=int(training["tries"]),
            won=int(training["won"]),
        ),
        idle_s=int(said["idle_seconds"]),
        pay_weekday=int(said["pay_weekday"]),
        hours=(time.fromisoformat(hours["from"]), time.fromisoformat(hours["until"])) if hours else None,
        box_overlap=Decimal(str(said.get("box_overlap", "0.7"))),
    )


def _words(said: Mapping[str, Any]) -> Words:
    return Words(str(said["ko"]), str(said["en"]))


def _fault(rules: JobRules) -> str:
    bounds: Sequence[tuple[bool, str]] = (
        (1 <= len(rules.labels) <= LABELS_MOST, "labels"),
        (len(set(rules.label_names)) == len(rules.labels), "labels: doubled"),
        (all(name and len(name) <= 40 for name in rules.label_names), "labels: name"),
        (1 <= rules.won <= PRICE_MOST, "pay.won"),
        (1 <= rules.batch_size <= BATCH_MOST, "batch_size"),
        (1 <= rules.lease_minutes <= 60 * 24 * 7, "lease_minutes"),
        (1 <= rules.rework_days <= 30, "rework_days"),
        (0 <= rules.doubled_share <= 1, "doubled_share"),
        (0 <= rules.gold_in_batch <= rules.batch_size, "gold_in_batch"),
        (1 <= rules.training.size <= BATCH_MOST, "training.size"),
        (0 < rules.training.pass_share <= 1, "training.pass_share"),
        (1 <= rules.training.tries <= 10, "training.tries"),
        (0 <= rules.training.won <= PRICE_MOST, "training.won"),
        (10 <= rules.idle_s <= 600, "idle_seconds"),
        (0 <= rules.pay_weekday < WEEKDAYS, "pay_weekday"),
        (0 < rules.box_overlap <= 1, "box_overlap"),
    )
    return next((name for holds, name in bounds if not holds), "")
