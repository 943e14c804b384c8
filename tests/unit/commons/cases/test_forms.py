"""A guided form: what can be kept, what is missing, how far one is."""

import pytest

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step, blind, cleaned, gaps, progress


def field(name: str, kind: FieldKind, **more: object) -> Field:
    return Field(name=name, words=Words(name, name), kind=kind, **more)  # type: ignore[arg-type]


FIRM = Step(name="firm", words=Words("기업", "Firm"), fields=(field("ceo", FieldKind.LINE, most=5, identifies=True),))
PLAN = Step(
    name="plan",
    words=Words("계획", "Plan"),
    fields=(
        field("why", FieldKind.TEXT, least=3, most=8),
        field("ask", FieldKind.WON, least=100, most=5000),
        field("from", FieldKind.DAY, required=False),
        field("kind", FieldKind.CHOICE, choices=(("buy", Words("구매", "Buy")),)),
        field("paper", FieldKind.FILE),
    ),
)
FORM = Form(steps=(FIRM, PLAN))
WHOLE: dict[str, JSON] = {"ceo": "김", "why": "왜냐면", "ask": 100, "kind": "buy"}


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("why", "12345678", "12345678"),
        ("why", "123456789", Words("8자까지 적을 수 있습니다.", "8 characters at most.")),
        ("ask", "5,000원", 5000),
        ("ask", "5,001", Words("100에서 5,000 사이로 적어 주세요.", "Between 100 and 5,000, please.")),
        ("ask", "100", 100),
        ("ask", "99", Words("100에서 5,000 사이로 적어 주세요.", "Between 100 and 5,000, please.")),
        ("ask", "백만", Words("숫자로 적어 주세요.", "Write a number.")),
        ("ask", "１００", Words("숫자로 적어 주세요.", "Write a number.")),
        ("from", "2026-02-30", Words("날짜를 2026-11-29처럼 적어 주세요.", "Write a day like 2026-11-29.")),
        ("from", "2026-02-28", "2026-02-28"),
        ("kind", "sell", Words("목록에서 골라 주세요.", "Choose one of the list.")),
        ("kind", "buy", "buy"),
        ("why", "  ", None),
    ],
)
def test_what_is_typed_is_kept_or_said_to_be_wrong(name: str, typed: str, kept: object) -> None:
    answers, faults = cleaned(PLAN, {name: typed})
    assert (faults.get(name) if isinstance(kept, Words) else answers[name]) == kept


def test_a_wrong_answer_leaves_the_others_kept() -> None:
    answers, faults = cleaned(PLAN, {"why": "왜냐면", "ask": "x"})
    assert answers["why"] == "왜냐면"
    assert "ask" not in answers
    assert list(faults) == ["ask"]


@pytest.mark.parametrize(
    ("answers", "files", "missing"),
    [
        (WHOLE, {"paper"}, []),
        (WHOLE, set(), ["paper"]),
        (WHOLE | {"why": "왜냐"}, {"paper"}, ["why"]),
        (WHOLE | {"ask": None}, {"paper"}, ["ask"]),
        ({}, set(), ["ceo", "why", "ask", "kind", "paper"]),
    ],
)
def test_what_keeps_it_from_being_filed(answers: dict[str, JSON], files: set[str], missing: list[str]) -> None:
    assert [gap.field.name for gap in gaps(FORM, answers, files)] == missing


def test_progress_counts_what_is_required_by_step() -> None:
    far = progress(FORM, WHOLE, set())
    assert (far.done, far.total, far.percent, far.steps) == (4, 5, 80, {"firm": True, "plan": False})


def test_reviewers_see_nothing_that_says_who_applies() -> None:
    assert [each.name for each, _ in blind(FORM, WHOLE)] == ["why", "ask", "from", "kind", "paper"]
