"""A call's way: judged blind at every door, awarded by rank, signed, delivered by milestones, ended with a result."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases.core.states import CaseState
from naru.commons.duties import reads as duties
from naru.commons.duties.core.states import DutyState
from naru.commons.notices import reads as notices
from naru.commons.terms import reads as terms
from naru.systems.firms.actions import awards, calls
from naru.systems.firms.actions.directory import describe_firm
from naru.systems.firms.core.states import AwardState
from naru.systems.firms.reads import calls as reads
from naru.systems.firms.reads import directory
from tests import firms
from tests.personas import Organisations, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(firms.NOW)


@pytest.fixture
def holder(organisations: Organisations) -> Person:
    return make_person("문상철", "holder@buyer.example", belongs=[(organisations.buyer, Role.STEWARD)])


@pytest.fixture
def found(clock: FrozenClock, minji: Person) -> reads.Call:
    return firms.call(clock, minji)


@pytest.fixture
def awarded(
    found: reads.Call, holder: Person, minji: Person, outsider: Person, organisations: Organisations, clock: FrozenClock
) -> reads.Award:
    firms.filed(found, organisations.buyer.id, holder, clock)
    firms.judged(found, outsider, minji, clock)
    calls.announce(found.id, by=minji, clock=clock)
    (award,) = reads.awards_of_call(found.id)
    return award


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_what_there_is_goes_by_rank_and_each_hears_why(
    found: reads.Call,
    organisations: Organisations,
    junho: Person,
    holder: Person,
    outsider: Person,
    minji: Person,
    clock: FrozenClock,
) -> None:
    better = firms.filed(found, organisations.seller.id, junho, clock, hours=8)
    worse = firms.filed(found, organisations.buyer.id, holder, clock, hours=5)
    assert refusal(lambda: calls.announce(found.id, by=minji, clock=clock)) == "call_not_judged"
    firms.judged(found, outsider, minji, clock, points={better: 45, worse: 40})
    calls.announce(found.id, by=minji, clock=clock)
    assert [(each.case_id, each.amount) for each in reads.awards_of_call(found.id)] == [(better, 8)]
    decisions = cases.decisions([better, worse])
    assert [decisions[each].outcome for each in (better, worse)] == ["awarded", "declined"]
    assert decisions[worse].reasons[1].en == "All there was went to those ranked above."
    assert notices.told(about=Ref(reads.APPLICATION, worse))
    assert refusal(lambda: calls.announce(found.id, by=minji, clock=clock)) == "call_announced_already"
    describe_firm(organisations.seller.id, what="소개", by=junho, clock=clock)
    known = {fact.name: count for fact, count in directory.firm("haeundae-data").known}
    assert known["firms.awards"] == 1


def test_a_review_is_blind_at_every_door(
    found: reads.Call,
    organisations: Organisations,
    junho: Person,
    outsider: Person,
    minji: Person,
    clock: FrozenClock,
    visit: Callable[[Person], Client],
) -> None:
    """No page that the reviewer can open says who applies, or how many; neither do the doors of an officer who is one."""
    case_id = firms.filed(found, organisations.seller.id, junho, clock)
    firms.drawn(found, outsider, minji, clock)
    name = organisations.seller.name.ko
    browser = visit(outsider)
    browser.post(f"/support/{found.id}/review/declare/", {})
    opened = [
        f"/support/{found.id}/",
        f"/support/{found.id}/review/",
        f"/support/{found.id}/review/{case_id}/",
        "/support/",
    ]
    for path in opened:
        page = browser.get(path)
        assert page.status_code == 200, path
        assert name not in page.content.decode(), path
        assert "신청 1건" not in page.content.decode(), path
    for path in (f"/support/applications/{case_id}/", f"/support/{found.id}/office/"):
        assert browser.get(path).status_code in {403, 404}, path
    assert view_of(Ref(reads.APPLICATION, case_id), outsider) is None
    assert reads.count_applied(found) is None
    turned = make_person("겸임", "both@busan.example", is_officer=True)
    assert refusal(lambda: calls.draw_panel(found.id, [turned.id], by=minji, clock=clock)) == "reviewer_not_blind"


def test_a_reviewer_who_becomes_an_officer_stays_blind(
    found: reads.Call,
    organisations: Organisations,
    junho: Person,
    outsider: Person,
    minji: Person,
    clock: FrozenClock,
    visit: Callable[[Person], Client],
) -> None:
    from naru.base.people.models import User
    from naru.base.people.reads import person

    case_id = firms.filed(found, organisations.seller.id, junho, clock)
    firms.drawn(found, outsider, minji, clock)
    User.objects.filter(id=outsider.id).update(is_officer=True)
    both = person(outsider.id)
    assert refusal(lambda: reads.application(case_id, both)) == "not_found"
    assert visit(both).get(f"/support/{found.id}/office/").status_code == 403


def test_a_firms_own_people_never_review_it(
    found: reads.Call, organisations: Organisations, junho: Person, minji: Person, clock: FrozenClock
) -> None:
    colleague = make_person("동료", "colleague@seller.example", belongs=[(organisations.seller, Role.MEMBER)])
    case_id = firms.filed(found, organisations.seller.id, junho, clock)
    firms.drawn(found, colleague, minji, clock)
    (seat,) = cases.seats(found.ref)
    assert seat.recused == {case_id}


def test_support_goes_from_agreement_to_result(
    awarded: reads.Award, holder: Person, minji: Person, clock: FrozenClock
) -> None:
    assert refusal(lambda: awards.note_use(awarded.id, 1, "회의", by=minji, clock=clock)) == "award_not_agreed"
    agreed = firms.agreed(awarded.id, holder=holder, officer=minji, clock=clock)
    assert agreed.state is AwardState.AGREED
    owed = duties.duties_about(Ref(reads.AWARD, awarded.id))
    assert [(each.due - clock.today()).days for each in sorted(owed, key=lambda each: each.due)] == [30, 90]
    assert awards.note_use(awarded.id, 3, "설계 회의", by=minji, clock=clock) == 5
    assert refusal(lambda: awards.note_use(awarded.id, 6, "회의", by=minji, clock=clock)) == "award_used_up"
    assert awards.note_use(awarded.id, 5, "구현", by=minji, clock=clock) == 0
    first, second = agreed.milestones
    awards.deliver(first.id, "설계서", by=holder, clock=clock)
    awards.check(first.id, Verdict.REWORK, reason="근거가 없음", by=minji, clock=clock)
    awards.deliver(first.id, "설계서, 근거를 더함", by=holder, clock=clock)
    awards.check(first.id, Verdict.ACCEPTED, by=minji, clock=clock)
    assert refusal(lambda: awards.finish(awarded.id, by=minji, clock=clock)) == "milestones_open"
    awards.deliver(second.id, "보고서", by=holder, clock=clock)
    awards.check(second.id, Verdict.ACCEPTED, by=minji, clock=clock)
    assert refusal(lambda: awards.finish(awarded.id, by=minji, clock=clock)) == "award_without_result"
    awards.report_result(awarded.id, "재고가 12% 줄었습니다.", by=holder, clock=clock)
    awards.finish(awarded.id, by=minji, clock=clock)
    ended = reads.award(awarded.id, SYSTEM)
    assert (ended.state, ended.used, ended.accepted) == (AwardState.DONE, 8, 2)
    assert {each.state for each in duties.duties_about(Ref(reads.AWARD, awarded.id))} == {DutyState.DONE}
    assert refusal(lambda: awards.report_result(awarded.id, "더", by=holder, clock=clock)) == "award_not_agreed"


def test_what_is_stopped_owes_nothing_and_binds_nobody(
    awarded: reads.Award, holder: Person, minji: Person, clock: FrozenClock
) -> None:
    agreed = firms.agreed(awarded.id, holder=holder, officer=minji, clock=clock)
    assert refusal(lambda: awards.stop(awarded.id, " ", by=minji, clock=clock)) == "reason_needed"
    awards.stop(awarded.id, "기업이 폐업함", by=minji, clock=clock)
    assert {each.state for each in duties.duties_about(Ref(reads.AWARD, awarded.id))} == {DutyState.VOID}
    assert terms.document(agreed.document_id).ended_on == clock.today()
    assert refusal(lambda: awards.stop(awarded.id, "또", by=minji, clock=clock)) == "problem_cannot_move"


def test_a_call_takes_applications_until_the_end_of_its_last_day(
    found: reads.Call, organisations: Organisations, junho: Person, holder: Person, clock: FrozenClock
) -> None:
    clock.instant = found.closes
    firms.filed(found, organisations.seller.id, junho, clock)
    clock.advance(timedelta(seconds=1))
    assert refusal(lambda: calls.apply(found.id, organisations.buyer.id, by=holder, clock=clock)) == "call_not_open"


def test_a_supplement_is_asked_for_and_answered(
    found: reads.Call, organisations: Organisations, junho: Person, minji: Person, clock: FrozenClock
) -> None:
    case_id = firms.filed(found, organisations.seller.id, junho, clock)
    calls.ask_supplement(case_id, "계획을 더 적어 주세요.", by=minji, clock=clock)
    assert calls.file(case_id, by=junho, clock=clock).state is CaseState.FILED
    assert calls.complete_all(found.id, by=minji, clock=clock) == 1


@pytest.mark.parametrize("said", ["", "[]", "{}", "{", '{"capacity": 1}'])
def test_rules_that_cannot_be_read_open_no_call(
    said: str, minji: Person, visit: Callable[[Person], Client], clock: FrozenClock
) -> None:
    page = visit(minji).post("/support/new/", {"title": "공고", "text": "글", "rules": said, "closes_on": "2099-01-01"})
    assert page.status_code == 422
    assert reads.calls() == []


def test_outsider_is_refused(
    found: reads.Call, awarded: reads.Award, organisations: Organisations, outsider: Person, clock: FrozenClock
) -> None:
    for act in (
        lambda: firms.call(clock, outsider),
        lambda: calls.apply(found.id, organisations.seller.id, by=outsider, clock=clock),
        lambda: calls.file(awarded.case_id, by=outsider, clock=clock),
        lambda: calls.complete_all(found.id, by=outsider, clock=clock),
        lambda: calls.announce(found.id, by=outsider, clock=clock),
        lambda: awards.draft_agreement(awarded.id, by=outsider, clock=clock),
        lambda: awards.note_use(awarded.id, 1, "회의", by=outsider, clock=clock),
        lambda: awards.stop(awarded.id, "까닭", by=outsider, clock=clock),
        lambda: reads.award(awarded.id, outsider),
    ):
        assert refusal(act) in {"forbidden", "not_found"}
