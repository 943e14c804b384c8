"""A programme as data: money by source, what may be bought, who may apply, how they are judged. No figure of policy is code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from naru.base.kit.words import Words
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.commons.cases.core.panels import PanelRule
from naru.commons.cases.core.scores import Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where money comes from: the city's own budget, the state's."""

    code: str
    words: Words
    won: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What may be asked for: at most ``ceiling_krw`` of subsidy; ``own_share`` of every price the firm pays itself."""

    code: str
    words: Words
    ceiling_krw: int
    own_share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``pass_score``: below it nobody is awarded. ``two_approvers_from_krw``: from this price on two people approve."""

    sources: tuple[Source, ...]
    kinds: tuple[Kind, ...]
    criteria: tuple[Criterion, ...]
    documents: tuple[tuple[str, Words], ...]
    eligibility: tuple[str, ...]
    panel: PanelRule
    trims: bool
    far_points: int
    pass_score: Decimal
    supplement_days: int
    two_approvers_from_krw: int
    report_months: tuple[int, ...]
    plan_letters: int
    alike_from: Decimal

    @property
    def budget_krw(self) -> int:
        return sum(source.won for source in self.sources)

    def kind(self, code: str) -> Kind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)


def rules_of(said: Mapping[str, Any]) -> Rules:
    """From the JSON of a programme's row. Raises ``KeyError`` or ``ValueError`` where something is missing or no number."""
    return Rules(
        sources=tuple(Source(code=each["code"], words=_words(each), won=int(each["won"])) for each in said["sources"]),
        kinds=tuple(
            Kind(
                code=each["code"],
                words=_words(each),
                ceiling_krw=int(each["ceiling_krw"]),
                own_share=Decimal(str(each["own_share"])),
            )
            for each in said["kinds"]
        ),
        criteria=tuple(
            Criterion(name=each["name"], words=_words(each), most=int(each["most"])) for each in said["criteria"]
        ),
        documents=tuple((each["name"], _words(each)) for each in said["documents"]),
        eligibility=tuple(said["eligibility"]),
        panel=PanelRule(
            size=int(said["panel"]["size"]), of_one_organisation_most=int(said["panel"]["of_one_organisation_most"])
        ),
        trims=bool(said["trims"]),
        far_points=int(said["far_points"]),
        pass_score=Decimal(str(said["pass_score"])),
        supplement_days=int(said["supplement_days"]),
        two_approvers_from_krw=int(said["two_approvers_from_krw"]),
        report_months=tuple(int(month) for month in said["report_months"]),
        plan_letters=int(said["plan_letters"]),
        alike_from=Decimal(str(said["alike_from"])),
    )


def form_of(rules: Rules) -> Form:
    """The guided form of a programme: the firm, the plan, the money, the documents."""
    most = max(kind.ceiling_krw for kind in rules.kinds)
    return Form(steps=(_need(rules), _plan(rules), _money(most), _documents(rules.documents)))


def _need(rules: Rules) -> Step:
    kinds = tuple((kind.code, kind.words) for kind in rules.kinds)
    return Step(
        name="need",
        words=Words("무엇이 필요한가", "What you need"),
        fields=(
            _field("kind", "지원 종류", "Kind", FieldKind.CHOICE, choices=kinds),
            _field("title", "과제 이름", "Title", FieldKind.LINE, most=80),
            _field("contact", "담당자 연락처", "Contact", FieldKind.LINE, identifies=True),
            _field("place", "일하는 곳의 주소", "Where you work", FieldKind.LINE, identifies=True),
        ),
    )


def _plan(rules: Rules) -> Step:
    least = rules.plan_letters
    return Step(
        name="plan",
        words=Words("어떻게 쓸 것인가", "What you will do with it"),
        fields=(
            _field("why", "필요한 까닭", "Why", FieldKind.TEXT, least=least, most=4000),
            _field("how", "활용 계획", "How", FieldKind.TEXT, least=least, most=4000),
            _field("gain", "기대하는 효과", "What comes of it", FieldKind.TEXT, required=False, most=2000),
        ),
    )


def _money(most: int) -> Step:
    return Step(
        name="money",
        words=Words("얼마가 드는가", "What it costs"),
        fields=(
            _field("won", "신청하는 지원금", "Subsidy asked for", FieldKind.WON, least=1, most=most),
            _field("supplier", "공급기업", "Supplier", FieldKind.LINE, required=False, identifies=True),
        ),
    )


def _documents(documents: Sequence[tuple[str, Words]]) -> Step:
    return Step(
        name="documents",
        words=Words("서류", "Documents"),
        fields=tuple(Field(name=name, words=words, kind=FieldKind.FILE, identifies=True) for name, words in documents),
    )


def _field(name: str, ko: str, en: str, kind: FieldKind, **more: Any) -> Field:
    return Field(name=name, words=Words(ko, en), kind=kind, **more)


def _words(said: Mapping[str, Any]) -> Words:
    return Words(said["ko"], said["en"])
