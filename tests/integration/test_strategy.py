"""The plan's acts and figures: a figure opens to what it counts, a computed one cannot be typed over, a past day is recounted."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from naru.base.kit.clock import FrozenClock
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.models import Dataset, Revision
from naru.systems.strategy import actions, figures, reads
from naru.systems.strategy.core.states import Basis
from naru.systems.strategy.models import Measurement
from tests.strategy import indicator, line, plan, task, words
from tests.tables import publish_table

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 10, 3, tzinfo=UTC)  # later than whatever the catalogue writes by its own clock
DATASETS = indicator(
    "datasets",
    fact="catalogue.published",
    baseline={"value": 0, "on": "2029-01-01"},
    targets=[{"year": 2030, "value": 3}],
)
PAID = {"code": "p", "title": words("사업"), "lines": [line("entered", allotted_krw=100)]}
PLAN = plan(task("1", indicators=[DATASETS, indicator("jobs")], projects=[PAID]), glance=["datasets"])
EVIDENCE = "성과 보고서 12쪽"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


def adopted(document: dict[str, Any], clock: FrozenClock) -> reads.Version:
    made = actions.draft_plan(document, reason="시험", by=SYSTEM, clock=clock)
    return actions.adopt_plan(made.number, by=SYSTEM, clock=clock)


def view_of(code: str, clock: FrozenClock) -> reads.IndicatorView:
    cache.clear()
    return next(each for each in reads.overview(clock).every if each.indicator.code == code)


def test_a_figure_is_what_its_rows_come_to(
    clock: FrozenClock, visit: Callable[[Person], Client], minji: Person
) -> None:
    adopted(PLAN, clock)
    for name in ("주차장", "공원"):
        publish_table(name)
    publish_table("초안", publish=False)
    assert view_of("datasets", clock).figure.value == 2
    page = visit(minji).get("/strategy/indicators/datasets/").content.decode()
    assert page.count('<td class="number">1</td>') == 2
    assert "주차장" in page
    assert "초안" not in page


def test_every_fact_counts_lists_and_adds_up_alike(clock: FrozenClock) -> None:
    publish_table("주차장")
    for fact in (each for each in facts().values() if each.rows):
        rows = rows_of(fact, clock.now())
        pages = [row for start in range(0, rows.count() + 3, 3) for row in rows.page(start, 3)]
        assert len(pages) == len({row.key for row in pages}) == rows.count(), fact.name
        assert rows.tally() == (rows.count(), rows.total()) == (len(pages), sum(row.amount for row in pages)), fact.name
        assert pages == sorted(pages, key=lambda row: (row.at, row.key)), fact.name
        assert fact.definition, fact.name


def test_what_was_published_then_is_counted_for_then(clock: FrozenClock) -> None:
    """Withdrawn later, it was there on the day before; what is counted now is what the states of now say."""
    table = publish_table("주차장")
    publish_table("공원")
    published = Revision.objects.get(dataset_id=table.dataset_id, verb="dataset.published").at
    catalogue.withdraw_dataset(table.dataset_id, reason="틀림", by=SYSTEM)
    fact = facts()["catalogue.published"]
    assert rows_of(fact, published - timedelta(seconds=1)).count() == 0
    assert table.dataset_id in {row.key for row in rows_of(fact, published).page(0, 9)}
    assert rows_of(fact, clock.now()).count() == Dataset.objects.filter(state="published").count() == 1


def test_a_past_day_is_counted_again_and_a_late_record_is_told(clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    publish_table("주차장")
    late = publish_table("늦은 표")
    of_late = Revision.objects.filter(dataset_id=late.dataset_id, verb="dataset.published")
    of_late.update(at=NOW + timedelta(days=1))
    assert actions.measure(clock=clock) == 1
    clock.advance(timedelta(days=2))
    fact = facts()["catalogue.published"]
    same = reads.opened(fact, date(2030, 5, 10), clock)
    assert same.restatement is not None
    assert not same.restatement.is_restated
    of_late.update(at=NOW - timedelta(days=1))
    more = reads.opened(fact, date(2030, 5, 10), clock)
    assert more.restatement is not None
    assert (more.restatement.then, more.restatement.now, more.count) == (1, 2, 2)
    assert reads.opened(fact, date(2030, 5, 9), clock).restatement is None, "nothing was measured on that day"


def test_a_computed_figure_cannot_be_typed_over(clock: FrozenClock, minji: Person) -> None:
    adopted(PLAN, clock)
    with pytest.raises(Refused) as refused:
        actions.report_figure("datasets", value="10000", on="2030-01-01", evidence=EVIDENCE, by=minji, clock=clock)
    assert refused.value.code == "indicator_is_computed"


def test_a_reported_figure_has_who_and_evidence(clock: FrozenClock, minji: Person) -> None:
    adopted(PLAN, clock)
    assert view_of("jobs", clock).figure.basis is Basis.NONE
    made = actions.report_figure("jobs", value="1,200.5", on="2030-01-01", evidence=EVIDENCE, by=minji, clock=clock)
    view = view_of("jobs", clock)
    assert (view.figure.basis, view.figure.value) == (Basis.REPORTED, Decimal("1200.5"))
    assert view.figure.report is not None
    assert (view.figure.report.by_name, view.figure.report.evidence) == ("민지", EVIDENCE)
    actions.withdraw_report(made.id, reason="잘못 셈", by=minji, clock=clock)
    assert view_of("jobs", clock).figure.value is None
    assert [each.withdrawn_reason for each in figures.every_report("jobs")] == ["잘못 셈"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"evidence": "  "}, "report_needs_evidence"),
        ({"value": "많음"}, "report_figure_refused"),
        ({"value": "NaN"}, "report_figure_refused"),
        ({"value": "1e20"}, "report_figure_refused"),
        ({"value": "0.00001"}, "report_figure_refused"),
        ({"on": "2030-05-11"}, "report_figure_refused"),
        ({"on": "어제"}, "report_figure_refused"),
        ({"subject": "nothing"}, "not_found"),
    ],
)
def test_what_is_reported_wrong_is_told(said: dict[str, str], code: str, clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    told = {"subject": "jobs", "value": "1", "on": "2030-05-10", "evidence": EVIDENCE} | said
    with pytest.raises(Refused) as refused:
        actions.report_figure(told.pop("subject"), **told, by=SYSTEM, clock=clock)
    assert refused.value.code == code


def test_money_of_a_line_is_entered_with_evidence_or_counted_never_both(clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    actions.report_figure("entered:paid", value="101", on="2030-05-01", evidence=EVIDENCE, by=SYSTEM, clock=clock)
    cache.clear()
    (row,) = reads.overview(clock).tasks[0].lines
    assert row.spending.breaches == ("paid_over_allotted",)
    assert row.paid_percent == "101 %"
    counted = line("counted", paid_fact="vouchers.paid_krw", committed_fact="vouchers.awarded_krw")
    adopted(plan(task("1", projects=[PAID | {"lines": [counted]}])), clock)
    with pytest.raises(Refused, match="measured"):
        actions.report_figure("counted:paid", value="1", on="2030-05-01", evidence=EVIDENCE, by=SYSTEM, clock=clock)


def test_another_definition_begins_another_series(clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    publish_table("주차장")
    actions.measure(clock=clock)
    clock.advance(timedelta(days=30))
    other = DATASETS | {"fact": "catalogue.open_tables"}
    adopted(plan(task("1", indicators=[other, indicator("jobs")], projects=[PAID])), clock)
    clock.advance(timedelta(days=1))
    actions.measure(clock=clock)
    history = reads.history(view_of("datasets", clock))
    assert [len(run) for run in history.runs] == [1, 1]
    assert history.line is not None
    assert len(history.line.breaks) == 1
    assert history.forecast is None


def test_months_are_measured_once_and_a_trend_is_drawn(clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    publish_table("주차장")
    ends = [date(2030, month, 28) for month in (1, 2, 3, 4)]
    assert actions.measure_days([*ends, date(2030, 5, 10)], clock=clock) == 4
    assert actions.measure_days(ends, clock=clock) == 0
    assert Measurement.objects.count() == 4
    Revision.objects.filter(verb="dataset.published").update(at=NOW - timedelta(days=60))
    assert view_of("datasets", clock).sparkline == "", "the same all the time"
    Measurement.objects.filter(as_of__lt=NOW - timedelta(days=60)).update(amount=0)
    assert view_of("datasets", clock).sparkline


def test_a_plan_is_replaced_by_the_next_and_stays_to_be_read(clock: FrozenClock, minji: Person) -> None:
    first = adopted(PLAN, clock)
    with pytest.raises(Refused, match="letter for letter"):
        actions.draft_plan(PLAN, reason="또", by=minji, clock=clock)
    second = adopted(PLAN | {"said": words("달라진 말")}, clock)
    assert [(each.number, each.state.value) for each in reads.versions()] == [(2, "adopted"), (1, "replaced")]
    assert reads.version(first.number).plan.said.ko == "발표"
    with pytest.raises(Refused):
        actions.adopt_plan(first.number, by=minji, clock=clock)
    assert reads.in_force().number == second.number


def test_outsider_is_refused(clock: FrozenClock, outsider: Person, auditor: Person) -> None:
    adopted(PLAN, clock)
    for person in (outsider, auditor):
        with pytest.raises(Refused):
            actions.draft_plan(PLAN | {"source": "다른"}, reason="", by=person, clock=clock)
        with pytest.raises(Refused):
            actions.report_figure("jobs", value="1", on="2030-01-01", evidence="x", by=person, clock=clock)


def test_few_rows_of_money_tell_nothing(clock: FrozenClock) -> None:
    """One firm's order is its own: neither the sum nor the row's amount is shown."""
    fact = facts()["exchange.traded_krw"]
    for rows, basis in ((0, Basis.COMPUTED), (1, Basis.WITHHELD), (2, Basis.WITHHELD), (3, Basis.COMPUTED)):
        counted = figures.Counted(
            fact=fact.name, definition=figures.definition_of(fact), amount=1000 * rows, rows=rows, as_of=clock.now()
        )
        asked = reads.plan_from(plan(task("1", indicators=[indicator("won", fact=fact.name)]))).indicator("won")
        assert asked is not None
        assert figures.figure(asked, {fact.name: counted}, {}, clock.today()).basis is basis


def test_the_changes_of_a_quarter(clock: FrozenClock) -> None:
    adopted(PLAN, clock)
    publish_table("주차장")
    cache.clear()
    end, listed = reads.changed(reads.overview(clock))
    assert end == date(2030, 3, 31)
    found = {each.view.indicator.code: each for each in listed}
    assert found["datasets"].difference == "0", "it was there already"
    assert found["jobs"].difference == ""
    Revision.objects.update(at=NOW - timedelta(days=5))
    cache.clear()
    _, listed = reads.changed(reads.overview(clock))
    assert listed[0].difference == "+1"
    assert listed[0].change.is_better


def test_without_a_plan_the_page_says_so(visit: Callable[[Person], Client], anonymous: Person) -> None:
    assert "시행 중인 계획이 없습니다" in visit(anonymous).get("/strategy/").content.decode()
    assert visit(anonymous).get("/strategy/glance/").status_code == 404
    assert actions.measure() == 0
