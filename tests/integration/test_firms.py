"""From a problem to a measured result on granted data; firms with what is known of them; nothing supported is deleted."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.notices import reads as notices
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access
from naru.systems.firms import missed_searches
from naru.systems.firms.actions import directory, pilots, problems
from naru.systems.firms.core.states import Outcome, ProblemState, ProposalState
from naru.systems.firms.models import MissedSearch, Pilot
from naru.systems.firms.reads import directory as firm_reads
from naru.systems.firms.reads import gaps
from naru.systems.firms.reads import problems as reads
from tests.personas import Organisations
from tests.tables import PARKING_COLUMNS, PARKING_ROWS, add_version, publish_table

pytestmark = pytest.mark.django_db

CLOCK = FrozenClock(datetime(2026, 11, 2, 1, tzinfo=UTC))
ENDS = date(2026, 12, 24)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


def posted(by: Person, title: str = "주차장이 모자랍니다") -> str:
    return problems.post_problem(title, "해수욕장 앞 길이 막힙니다.", by=by, clock=CLOCK).id


def begun(proposal: str, sql: str, by: Person) -> reads.PilotView:
    return pilots.begin_pilot(
        proposal, sql=sql, measures="주차장 수", lower_is_better=False, ends=ENDS, by=by, clock=CLOCK
    )


def test_a_problem_becomes_a_measured_result_on_granted_data(
    organisations: Organisations, junho: Person, minji: Person, outsider: Person, visit: Callable[[Person], Client]
) -> None:
    open_table = publish_table("주차장")
    closed = publish_table("빈자리 기록")
    catalogue.set_access(closed.dataset_id, Access.GRANTED, by=SYSTEM)
    problem = posted(outsider)
    proposal = problems.propose(
        problem,
        organisations.seller.id,
        title="빈자리 안내",
        text="이어서 보입니다.",
        datasets=[str(closed.dataset_id)],
        by=junho,
        clock=CLOCK,
    )
    sql = f'select count(*) from "{open_table.sql_name}"'
    pilot = begun(proposal, sql, minji)
    assert pilot.before.figure == 4
    holder = Holder.organisation(organisations.seller.id)
    (held,) = catalogue_reads.entitlements_of(holder, junho)
    assert (held.dataset_id, held.terms.basis) == (closed.dataset_id, Ref(reads.PILOT, pilot.id))
    with pytest.raises(Refused, match="not measured"):
        pilots.decide(pilot.id, Outcome.ADOPTED, reason="좋음", by=minji, clock=CLOCK)
    more = {name: [*values, values[0]] for name, values in PARKING_ROWS.items()}
    add_version(open_table, PARKING_COLUMNS, more)
    measured = pilots.measure_after(pilot.id, by=minji, clock=CLOCK)
    assert measured.after is not None
    assert (measured.after.figure, measured.effect and measured.effect.helped) == (5, True)
    assert [[each.number for each in reading.citations] for reading in measured.readings] == [[1], [2]]
    assert [pilots.measure(sql, list(each.citations))[0] for each in measured.readings] == [4, 5]
    page = visit(ANONYMOUS).get(f"/pilots/{pilot.id}/?ask=0").content.decode()
    assert "적힌 값과 같습니다" in page, "anyone who asks the versions of then has the answer of then"
    pilots.decide(pilot.id, Outcome.ADOPTED, reason="한 곳이 늘었음", by=minji, clock=CLOCK)
    assert reads.problem(problem).state is ProblemState.ADOPTED
    assert [each.revoked_at for each in catalogue_reads.entitlements_of(holder, junho)] != [None]
    assert notices.told(about=Ref(reads.PROBLEM, problem)), "whoever posted it hears what came of it"
    with pytest.raises(Refused):
        pilots.measure_after(pilot.id, by=minji, clock=CLOCK)


def test_what_is_repeated_is_open_again(organisations: Organisations, junho: Person, minji: Person) -> None:
    table = publish_table("주차장")
    problem = posted(junho)
    first = problems.propose(problem, organisations.seller.id, title="가", text="나", by=junho, clock=CLOCK)
    other = problems.propose(problem, organisations.buyer.id, title="다", text="라", by=SYSTEM, clock=CLOCK)
    pilot = begun(first, f'select count(*) from "{table.sql_name}"', minji)
    with pytest.raises(Refused):
        begun(other, "select 1", minji)
    pilots.measure_after(pilot.id, by=minji, clock=CLOCK)
    pilots.decide(pilot.id, Outcome.REPEATED, reason="짧았음", by=minji, clock=CLOCK)
    assert reads.problem(problem).state is ProblemState.POSTED
    states = [each.state for each in reads.proposals(problem, minji)]
    assert states == [ProposalState.CHOSEN, ProposalState.MADE]


def test_a_pilot_past_its_last_day_stands_on_the_board_until_it_is_decided(
    organisations: Organisations, junho: Person, minji: Person
) -> None:
    found = posted(junho)
    proposal = problems.propose(found, organisations.seller.id, title="제안", text="글", by=junho, clock=CLOCK)
    pilot = begun(proposal, "select 3", minji)
    on_its_last_day = FrozenClock(datetime(2026, 12, 24, 14, 59, tzinfo=UTC))
    after = FrozenClock(datetime(2026, 12, 24, 15, tzinfo=UTC))
    assert reads.pilots_due(on_its_last_day) == []
    assert [each.id for each in reads.pilots_due(after)] == [pilot.id]
    pilots.measure_after(pilot.id, by=minji, clock=after)
    pilots.decide(pilot.id, Outcome.STOPPED, reason="까닭", by=minji, clock=after)
    assert reads.pilots_due(after) == []


@pytest.mark.parametrize("sql", ["select 1, 2", "select * from range(3)", "select '많음'"])
def test_a_measure_that_is_no_figure_begins_nothing(
    sql: str, organisations: Organisations, junho: Person, minji: Person
) -> None:
    problem = posted(junho)
    proposal = problems.propose(problem, organisations.seller.id, title="가", text="나", by=junho, clock=CLOCK)
    with pytest.raises(Refused) as refused:
        begun(proposal, sql, minji)
    assert refused.value.code == "measure_is_no_figure"
    assert reads.problem(problem).state is ProblemState.POSTED


def test_nothing_that_somebody_supports_is_deleted(junho: Person, seoyeon: Person, minji: Person) -> None:
    first, second = posted(junho), posted(seoyeon, "주차할 곳이 없습니다")
    assert problems.support(first, by=seoyeon, clock=CLOCK) == 1
    assert problems.support(first, by=seoyeon, clock=CLOCK) == 1
    with pytest.raises(Refused, match="1 people support"):
        problems.withdraw_problem(first, by=junho, clock=CLOCK)
    problems.support(second, by=seoyeon, clock=CLOCK)
    problems.support(second, by=minji, clock=CLOCK)
    problems.merge_problems(first, second, by=minji, clock=CLOCK)
    assert reads.problem(second).supporters == 2, "each person once"
    assert reads.problem(first).merged_into == second
    assert [each.id for each in reads.problems()] == [second]
    lonely = posted(junho, "아무도 모르는 문제")
    problems.support(lonely, by=junho, clock=CLOCK)
    problems.withdraw_problem(lonely, by=junho, clock=CLOCK)
    assert reads.problem(lonely).state is ProblemState.WITHDRAWN


def test_a_firm_has_one_open_proposal_for_a_problem(organisations: Organisations, junho: Person) -> None:
    problem = posted(junho)
    problems.propose(problem, organisations.seller.id, title="가", text="나", by=junho, clock=CLOCK)
    with pytest.raises(Refused) as refused:
        problems.propose(problem, organisations.seller.id, title="다", text="라", by=junho, clock=CLOCK)
    assert refused.value.code == "proposal_exists"


def test_firms_say_what_they_do_and_naru_counts_what_they_did(
    organisations: Organisations, junho: Person, visit: Callable[[Person], Client]
) -> None:
    publish_table("카드 매출", organisation=organisations.seller.id, by=junho)
    said: dict[str, Any] = {"what": "상권의 카드 매출을 분석합니다.", "by": junho, "clock": CLOCK}
    directory.describe_firm(organisations.seller.id, **said)
    directory.describe_firm(organisations.buyer.id, what="선박 입출항을 예측합니다.", by=SYSTEM, clock=CLOCK)
    assert [each.organisation.slug for each in firm_reads.firms("카드 매출 분석")] == ["haeundae-data"]
    assert [each.organisation.slug for each in firm_reads.firms("선박")] == ["suyeong-lab"]
    assert firm_reads.firms("병원") == []
    known = {fact.name: count for fact, count in firm_reads.firm("haeundae-data").known}
    assert known["catalogue.published"] == 1
    page = visit(junho).post("/firms/of/haeundae-data/edit/", {"what": "새 소개", "people": "12", "known": "999"})
    assert page.status_code == 302
    assert firm_reads.firm("haeundae-data").people == 12


def test_growth_is_shown_as_reported(organisations: Organisations, junho: Person) -> None:
    directory.describe_firm(organisations.seller.id, what="가", by=junho, clock=CLOCK)
    said: dict[str, Any] = {"jobs": 3, "investment_krw": 10, "evidence": "명부", "by": junho, "clock": CLOCK}
    directory.report_growth(organisations.seller.id, year=2025, **said)
    directory.report_growth(organisations.seller.id, year=2025, **said | {"jobs": 5})
    assert [(each.year, each.jobs) for each in firm_reads.firm("haeundae-data").growth] == [(2025, 5)]
    for wrong in ({"evidence": " "}, {"jobs": -1}, {"investment_krw": -1}):
        with pytest.raises(Refused):
            directory.report_growth(organisations.seller.id, year=2025, **said | wrong)
    with pytest.raises(Refused):
        directory.report_growth(organisations.seller.id, year=2027, **said)


def test_outsider_is_refused(organisations: Organisations, outsider: Person, junho: Person) -> None:
    problem = posted(junho)
    proposal = problems.propose(problem, organisations.seller.id, title="가", text="나", by=junho, clock=CLOCK)
    for act in (
        lambda: directory.describe_firm(organisations.seller.id, what="가", by=outsider, clock=CLOCK),
        lambda: problems.propose(problem, organisations.buyer.id, title="가", text="나", by=outsider, clock=CLOCK),
        lambda: begun(proposal, "select 1", outsider),
        lambda: problems.merge_problems(problem, problem, by=outsider, clock=CLOCK),
        lambda: problems.withdraw_problem(problem, by=outsider, clock=CLOCK),
    ):
        with pytest.raises(Refused):
            act()


def test_pairs_that_could_join_are_found_and_become_a_problem_in_two_presses(
    junho: Person, visit: Callable[[Person], Client]
) -> None:
    column = Column(name="구", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME)
    for title in ("주차장", "약국"):
        publish_table(title, (column,), {"gu": ["중구", "동래구"]})
    (pair,) = gaps.unjoined_pairs()
    assert {pair.first.dataset_title, pair.second.dataset_title} == {"주차장", "약국"}
    page = visit(junho).get("/firms/missing/").content.decode()
    assert "/problems/new/?title=" in page
    made = visit(junho).post("/problems/new/", {"title": "함께 쓰기", "text": "둘을 잇습니다."})
    assert made.status_code == 302
    assert [each.title for each in reads.problems()] == ["함께 쓰기"]


def test_an_older_reading_stays_what_it_was(organisations: Organisations, junho: Person, minji: Person) -> None:
    table = publish_table("주차장")
    proposal = problems.propose(posted(junho), organisations.seller.id, title="가", text="나", by=junho, clock=CLOCK)
    pilot = begun(proposal, f'select count(*) from "{table.sql_name}"', minji)
    for _ in range(2):
        pilots.measure_after(pilot.id, by=minji, clock=CLOCK)
    found = reads.pilot(pilot.id)
    assert len(found.readings) == 3
    assert found.effect is not None
    assert found.effect.helped is None
    assert Pilot.objects.get(id=pilot.id).readings.count() == 3  # type: ignore[attr-defined]


def test_searches_that_found_nothing_are_kept_as_words_and_shown_to_officers_from_three_on(
    visit: Callable[[Person], Client], minji: Person, junho: Person
) -> None:
    texts = (
        "킥보드 주차",
        "킥보드  주차 ",
        "킥보드 주차",
        "한 번",
        "010-1234-5678 번호",
        "a@b.example",
        "가" * 81,
        "x",
    )
    yesterday = FrozenClock(SYSTEM_CLOCK.now() - timedelta(days=1))
    for text in texts:
        missed_searches.note(text, clock=yesterday)
    assert missed_searches.count_past_days(clock=yesterday) == 0, "the day is not over"
    assert missed_searches.count_past_days() == 2
    missed_searches.note("한 번", clock=yesterday)
    assert missed_searches.count_past_days() == 1, "a file that is counted again says the same"
    assert sorted(MissedSearch.objects.values_list("words", "times")) == [("킥보드 주차", 3), ("한 번", 1)]
    assert [(each.words, each.times, each.days) for each in gaps.missed_searches()] == [("킥보드 주차", 3, 1)]
    for person, there in ((minji, True), (junho, False), (ANONYMOUS, False)):
        assert ("킥보드 주차" in visit(person).get("/firms/missing/").content.decode()) is there
    missed_searches.count_past_days(clock=FrozenClock(SYSTEM_CLOCK.now() + timedelta(days=91)))
    assert not MissedSearch.objects.exists()


def test_a_gap_becomes_a_call_of_an_officer_in_two_presses(
    visit: Callable[[Person], Client], minji: Person, junho: Person
) -> None:
    directory.describe_firm(next(iter(junho.roles)), what="가", needs="시간대별 유동인구", by=junho, clock=CLOCK)
    for person, there in ((minji, True), (junho, False)):
        page = visit(person).get("/firms/missing/").content.decode()
        assert ("/support/new/?title=" in page) is there


def test_growth_tells_what_is_counted_from_what_is_reported(organisations: Organisations, junho: Person) -> None:
    for place, organisation in enumerate((organisations.seller, organisations.buyer, organisations.city)):
        directory.describe_firm(organisation.id, what="가", by=SYSTEM, clock=CLOCK)
        if place < 2:
            report(organisation.id)
    _, found = firm_reads.indicators(FrozenClock(CLOCK.now() + timedelta(days=1)))
    told = {each.fact.name: (each.fact.is_reported, each.amounts[-1]) for each in found}
    assert told["firms.firms"] == (False, 3)
    assert told["firms.jobs"] == (True, None), "two firms' reports are their own affair"
    report(organisations.city.id)
    _, found = firm_reads.indicators(FrozenClock(CLOCK.now() + timedelta(days=1)))
    assert {each.fact.name: each.amounts[-1] for each in found}["firms.jobs"] == 9


def report(organisation: OrganisationId) -> None:
    said: dict[str, Any] = {"jobs": 3, "investment_krw": 10, "evidence": "명부"}
    directory.report_growth(organisation, year=2025, **said, by=SYSTEM, clock=CLOCK)
