"""An application's way with its deadlines, its panel and its decision."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import actions, reads, review
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.commons.cases.core.interests import Tie, TieKind
from naru.commons.cases.core.panels import Candidate, PanelRule
from naru.commons.cases.core.scores import Criterion
from naru.commons.cases.core.states import CaseState
from tests.personas import Organisations, make_person

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
UNTIL = NOW + timedelta(days=10)
CALL = Ref("call", "1")
FORM = Form(
    steps=(
        Step(
            name="plan",
            words=Words("계획", "Plan"),
            fields=(
                Field(name="why", words=Words("필요성", "Why"), kind=FieldKind.TEXT),
                Field(name="paper", words=Words("계획서", "Plan"), kind=FieldKind.FILE),
            ),
        ),
    )
)
CRITERIA = (Criterion(name="need", words=Words("필요성", "Need"), most=100),)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


@pytest.fixture
def draft(organisations: Organisations, junho: Person, clock: FrozenClock) -> reads.Case:
    return actions.open_case("application", about=CALL, organisation=organisations.seller.id, by=junho, clock=clock)


def filed(draft: reads.Case, junho: Person, clock: FrozenClock) -> reads.Case:
    actions.save_answers(draft.id, {"why": "데이터가 필요함"}, form=FORM, step="plan", origin="o1", clock=clock)
    actions.attach(draft.id, "paper", form=FORM, name="계획.pdf", sha256="a" * 64, size=9, clock=clock)
    return actions.file_case(draft.id, form=FORM, until=UNTIL, by=junho, clock=clock)


def code_of(act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_numbers_count_and_an_organisation_has_one(
    draft: reads.Case, organisations: Organisations, junho: Person, clock: FrozenClock
) -> None:
    assert draft.number == 1
    again = lambda organisation: actions.open_case("application", about=CALL, organisation=organisation, by=junho)  # noqa: E731
    assert code_of(lambda: again(organisations.seller.id)) == "case_exists"
    assert again(organisations.buyer.id).number == 2
    actions.withdraw(draft.id, by=junho)
    assert again(organisations.seller.id).number == 3


def test_what_is_missing_keeps_it_from_being_filed_and_is_named(
    draft: reads.Case, junho: Person, clock: FrozenClock
) -> None:
    with pytest.raises(Refused) as refused:
        actions.file_case(draft.id, form=FORM, until=UNTIL, by=junho, clock=clock)
    assert (refused.value.facts["count"], refused.value.facts["fields"]) == (2, "필요성, 계획서")


@pytest.mark.parametrize(("later", "code"), [(0, None), (1, "case_too_late")])
def test_filing_ends_with_its_second(
    draft: reads.Case, junho: Person, clock: FrozenClock, later: int, code: str
) -> None:
    clock.instant = UNTIL + timedelta(seconds=later)
    if code is None:
        assert filed(draft, junho, clock).state is CaseState.FILED
        return
    assert code_of(lambda: filed(draft, junho, clock)) == code


def test_a_filed_case_is_changed_only_while_a_supplement_is_asked_for(
    draft: reads.Case, junho: Person, minji: Person, clock: FrozenClock
) -> None:
    filed(draft, junho, clock)
    save = lambda: actions.save_answers(draft.id, {"why": "고침"}, form=FORM, step="plan", clock=clock)  # noqa: E731
    assert code_of(save) == "case_not_open"
    actions.ask_supplement(draft.id, "증빙을 더해 주세요", working_days=5, by=minji, clock=clock)
    save()
    clock.instant = UNTIL + timedelta(days=1)
    assert actions.file_case(draft.id, form=FORM, until=UNTIL, by=junho, clock=clock).state is CaseState.FILED
    assert reads.supplements(draft.id)[0].answered == clock.now()


def test_a_supplement_not_answered_by_its_day_lapses_the_next(
    draft: reads.Case, junho: Person, minji: Person, clock: FrozenClock
) -> None:
    filed(draft, junho, clock)
    due = actions.ask_supplement(draft.id, "증빙", working_days=5, by=minji, clock=clock)
    clock.instant = datetime(due.year, due.month, due.day, 14, tzinfo=UTC)
    assert actions.lapse_overdue(clock=clock) == 0
    clock.advance(timedelta(hours=1))  # midnight in the city
    assert actions.lapse_overdue(clock=clock) == 1
    assert reads.case(draft.id, "application").state is CaseState.LAPSED


@pytest.fixture
def reviewers(db: None) -> list[Person]:
    return [make_person(f"심사{n}", f"reviewer{n}@jury.example") for n in range(4)]


def panel(
    draft: reads.Case, reviewers: list[Person], minji: Person, junho: Person, clock: FrozenClock
) -> list[reads.SeatView]:
    filed(draft, junho, clock)
    actions.complete(draft.id, by=minji, clock=clock)
    return review.draw_panel(
        CALL,
        [Candidate(person_id=each.id) for each in reviewers],
        PanelRule(size=3),
        seed="공고 2026-1",
        ties={reviewers[0].id: {draft.id: [Tie(kind=TieKind.ADDRESS, detail="부산")]}},
        barred=[reviewers[3].id],
        by=minji,
        clock=clock,
    )


def test_a_reviewer_with_a_tie_is_out_of_that_case_and_the_others_declare_before_they_score(
    draft: reads.Case, reviewers: list[Person], minji: Person, junho: Person, clock: FrozenClock
) -> None:
    panel(draft, reviewers, minji, junho, clock)
    score = lambda who, points=80: review.score(draft.id, {"need": points}, criteria=CRITERIA, by=who, clock=clock)  # noqa: E731
    assert code_of(lambda: score(reviewers[3])) == "not_found"
    assert code_of(lambda: score(reviewers[1])) == "declare_first"
    for each in reviewers[:2]:
        review.declare_interests(CALL, {}, by=each, clock=clock)
    review.declare_interests(CALL, {draft.id: "친척"}, by=reviewers[2], clock=clock)
    assert [code_of(lambda who=who: score(who)) for who in (reviewers[0], reviewers[2])] == ["recused", "recused"]
    assert code_of(lambda: review.sign_sheets(CALL, by=reviewers[1], clock=clock)) == "sheets_missing"
    score(reviewers[1], 70)
    score(reviewers[1], 90)
    assert reads.signed_sheets(CALL) == {}
    review.sign_sheets(CALL, by=reviewers[1], clock=clock)
    assert code_of(lambda: score(reviewers[1], 10)) == "sheets_signed"
    assert [sheet.points for sheet in reads.signed_sheets(CALL)[draft.id]] == [{"need": 90}]


def test_a_decision_is_objected_to_once_and_answered_by_someone_else(
    draft: reads.Case, reviewers: list[Person], minji: Person, junho: Person, clock: FrozenClock
) -> None:
    filed(draft, junho, clock)
    reasons = [Words("예산 안에 들지 못함", "Beyond the budget")]
    review.decide(draft.id, review.Outcome(outcome="declined", reasons=reasons), by=minji, clock=clock)
    review.object_to(draft.id, "점수를 다시 봐 주세요", by=junho, clock=clock)
    again = review.Outcome(outcome="declined", reasons=reasons)
    assert code_of(lambda: review.decide(draft.id, again, by=minji, clock=clock)) == "decider_has_objection"
    clock.advance(timedelta(days=1))
    review.decide(draft.id, again, by=reviewers[0], clock=clock)
    held = reads.decisions([draft.id])[draft.id]
    assert (held.by_name, held.reasons, held.objection) == ("심사0", reasons, None)
