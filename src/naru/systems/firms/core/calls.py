"""A call of the centre as data: what there is to give, in its unit, who is judged how, and the milestones. No figure is code.

What is given is counted in whole units of anything: hours of consulting or of computing, months of a desk, won of a proof of concept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from naru.base.kit.words import Words
from naru.commons.cases.core.awards import Sentences
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.commons.cases.core.panels import PanelRule
from naru.commons.cases.core.scores import Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRule:
    """Due so many days after the agreement; delivered as text or a file and accepted by another person."""

    code: str
    words: Words
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``capacity`` and ``most_each`` are in ``unit``; below ``pass_score`` nobody is awarded."""

    gives: Words
    unit: Words
    capacity: int
    most_each: int
    criteria: tuple[Criterion, ...]
    panel: PanelRule
    trims: bool
    far_points: int
    pass_score: Decimal
    supplement_days: int
    plan_letters: int
    milestones: tuple[MilestoneRule, ...]

    def amount(self, count: int) -> Words:
        return Words(f"{count:,}{self.unit.ko}", f"{count:,} {self.unit.en}")

    @property
    def sentences(self) -> Sentences:
        return Sentences(
            granted=lambda count: Words(f"지원: {self.amount(count).ko}", f"Awarded: {self.amount(count).en}."),
            spent=Words("앞선 순위까지 모두 쓰여 남지 않았습니다.", "All there was went to those ranked above."),
        )


def rules_of(said: Mapping[str, Any]) -> Rules:
    """From the JSON of a call. Raises ``KeyError``, ``ValueError`` or ``TypeError`` where it is no such rules."""
    rules = Rules(
        gives=_words(said["gives"]),
        unit=_words(said["unit"]),
        capacity=_positive(said["capacity"]),
        most_each=_positive(said["most_each"]),
        criteria=tuple(
            Criterion(name=each["name"], words=_words(each), most=_positive(each["most"])) for each in said["criteria"]
        ),
        panel=PanelRule(
            size=_positive(said["panel"]["size"]),
            of_one_organisation_most=_positive(said["panel"]["of_one_organisation_most"]),
        ),
        trims=bool(said["trims"]),
        far_points=_positive(said["far_points"]),
        pass_score=Decimal(str(said["pass_score"])),
        supplement_days=_positive(said["supplement_days"]),
        plan_letters=_positive(said["plan_letters"]),
        milestones=tuple(
            MilestoneRule(code=each["code"], words=_words(each), days=_positive(each["days"]))
            for each in said["milestones"]
        ),
    )
    codes = {each.code for each in rules.milestones}
    if not rules.criteria or not codes or len(codes) != len(rules.milestones) or rules.most_each > rules.capacity:
        raise ValueError("criteria, milestones, capacity")
    return rules


def form_of(rules: Rules) -> Form:
    """The guided form: what is asked for and why, what it comes to; who applies stands apart from what reviewers read."""
    least = rules.plan_letters
    asked = Words(f"신청하는 {rules.gives.ko}({rules.unit.ko})", f"{rules.gives.en} asked for, {rules.unit.en}")
    return Form(
        steps=(
            Step(
                name="need",
                words=Words("무엇이 필요한가", "What you need"),
                fields=(
                    _field("title", "과제 이름", "Title", FieldKind.LINE, most=80),
                    Field(name="amount", words=asked, kind=FieldKind.NUMBER, least=1, most=rules.most_each),
                    _field("contact", "담당자 연락처", "Contact", FieldKind.LINE, identifies=True),
                ),
            ),
            Step(
                name="plan",
                words=Words("어떻게 쓸 것인가", "What you will do with it"),
                fields=(
                    _field("why", "필요한 까닭", "Why", FieldKind.TEXT, least=least, most=4000),
                    _field("how", "실행 계획", "How", FieldKind.TEXT, least=least, most=4000),
                    _field("measure", "무엇으로 결과를 재나", "How its result is measured", FieldKind.TEXT, most=1000),
                    _field("team", "참여 인력", "Who takes part", FieldKind.TEXT, most=1000, identifies=True),
                ),
            ),
        )
    )


def _field(name: str, ko: str, en: str, kind: FieldKind, **more: Any) -> Field:
    return Field(name=name, words=Words(ko, en), kind=kind, **more)


def _words(said: Mapping[str, Any]) -> Words:
    return Words(str(said["ko"]), str(said["en"]))


def _positive(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < 1:
        raise ValueError(f"{said}")
    return said
