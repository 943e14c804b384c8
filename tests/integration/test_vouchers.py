"""A voucher's way from the form to the supplier's money, with each rule that money and people are held to."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import orjson
import pytest
from click.testing import CliRunner

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.refusals import Refused
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.duties import reads as duties
from naru.commons.ledger import reads as ledger
from naru.commons.ledger.core.sources import Purchase
from naru.commons.notices import reads as notices
from naru.systems.vouchers import actions, agreements, commands, reads, returns, spending
from naru.systems.vouchers.core import money
from naru.systems.vouchers.core.states import AwardState, ClaimState
from tests import vouchers
from tests.personas import Organisations, browser_of, make_person

REPORT = "ab" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(vouchers.NOW)


@pytest.fixture
def holder(organisations: Organisations) -> Person:
    return make_person("문상철", "holder@buyer.example", belongs=[(organisations.buyer, Role.STEWARD)])


@pytest.fixture
def officers(minji: Person) -> list[Person]:
    return [minji, *(make_person(f"담당{n}", f"officer{n}@busan.example", is_officer=True) for n in range(3))]


@pytest.fixture
def found(clock: FrozenClock, organisations: Organisations) -> reads.Programme:
    return vouchers.programme(clock)


@pytest.fixture
def awarded(
    found: reads.Programme, holder: Person, officers: list[Person], outsider: Person, clock: FrozenClock
) -> reads.Award:
    case_id = vouchers.filled(found, next(iter(holder.roles)), holder, clock)
    actions.file(case_id, by=holder, clock=clock)
    vouchers.reviewed(found, outsider, officers[0], clock)
    actions.announce(found.id, by=officers[0], clock=clock)
    (award,) = reads.awards(found, SYSTEM)
    return award


@pytest.fixture
def agreed(
    awarded: reads.Award, holder: Person, junho: Person, officers: list[Person], clock: FrozenClock
) -> reads.Award:
    return vouchers.agreed(awarded.id, holder=holder, supplier=junho, officer=officers[0], clock=clock)


def delivered(award: reads.Award, junho: Person, clock: FrozenClock, price_krw: int = 2_000_001) -> str:
    return spending.deliver(award.id, "자료", sha256=REPORT, price_krw=price_krw, by=junho, clock=clock)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_the_whole_way_pays_the_supplier_and_gives_the_rest_back_to_its_sources(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    assert (agreed.won, agreed.own_needed_krw, agreed.state) == (4_000_001, 1_000_001, AwardState.AGREED)
    claim = delivered(agreed, junho, clock)
    held = reads.award(agreed.id, SYSTEM)
    assert (held.held_krw, held.left_krw, held.claims[0].own_krw) == (1_600_000, 2_400_001, 400_001)
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[0], clock=clock)
    spending.approve(claim, by=officers[1], clock=clock)
    spending.pay(claim, by=officers[2], clock=clock)
    assert reads.award(agreed.id, SYSTEM).paid_krw == 1_600_000
    assert returns.close(agreed.id, by=officers[0], clock=clock) == 2_400_001
    city, state = (ledger.account(money.fund(agreed.programme.id, each)).balance_krw for each in ("city", "state"))
    assert city + state == 10_000_001 - 1_600_000
    whole = Decimal(7_000_001) / Decimal(10_000_001)
    assert abs(city - whole * (city + state)) < 2
    assert ledger.trial_balance().is_sound


def test_four_people_deliver_inspect_approve_and_pay(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    claim = delivered(agreed, junho, clock)
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[0], clock=clock)
    assert code_of(lambda: spending.approve(claim, by=officers[0], clock=clock)) == "four_eyes"
    spending.approve(claim, by=officers[1], clock=clock)
    for each in officers[:2]:
        assert code_of(lambda by=each: spending.pay(claim, by=by, clock=clock)) == "four_eyes"  # type: ignore[misc]
    spending.pay(claim, by=officers[2], clock=clock)


@pytest.mark.parametrize(("price_krw", "approvals"), [(4_999_999, 1), (5_000_000, 2)])
def test_from_a_price_on_two_people_approve(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock, price_krw: int, approvals: int
) -> None:
    claim = delivered(agreed, junho, clock, price_krw)
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[0], clock=clock)
    for count, officer in enumerate(officers[1 : 1 + approvals], 1):
        assert reads.award(agreed.id, SYSTEM).claims[0].state is ClaimState.ACCEPTED
        spending.approve(claim, by=officer, clock=clock)
        state = reads.award(agreed.id, SYSTEM).claims[0].state
        assert (state is ClaimState.APPROVED) is (count == approvals)


def test_a_price_beyond_what_is_left_is_refused_with_both_numbers(
    agreed: reads.Award, junho: Person, clock: FrozenClock
) -> None:
    delivered(agreed, junho, clock, 3_000_000)
    with pytest.raises(Refused) as refused:
        delivered(agreed, junho, clock, 2_000_003)
    assert (refused.value.code, refused.value.facts) == ("voucher_too_small", {"left": 1_600_001, "needed": 1_600_002})
    delivered(agreed, junho, clock, 2_000_002)


def test_what_is_refused_frees_exactly_what_it_held(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    other, claim = delivered(agreed, junho, clock, 1_000_000), delivered(agreed, junho, clock, 2_000_000)
    spending.inspect(claim, Verdict.REFUSED, reason="빈 파일", by=officers[0], clock=clock)
    award = reads.award(agreed.id, SYSTEM)
    assert (award.held_krw, award.left_krw) == (800_000, 3_200_001)
    assert code_of(lambda: returns.close(agreed.id, by=officers[0], clock=clock)) == "claims_open"
    spending.inspect(other, Verdict.REWORK, reason="열 이름", by=officers[0], clock=clock)
    spending.redeliver(other, "cd" * 32, by=junho, clock=clock)
    assert reads.award(agreed.id, SYSTEM).held_krw == 800_000


@pytest.mark.parametrize(("days", "code"), [(0, None), (1, "voucher_expired")])
def test_the_last_day_is_included(
    agreed: reads.Award, junho: Person, clock: FrozenClock, days: int, code: str | None
) -> None:
    last = agreed.until
    clock.instant = vouchers.NOW.replace(year=last.year, month=last.month, day=last.day) + timedelta(days=days)
    if code is None:
        assert delivered(agreed, junho, clock)
        assert returns.close_expired(clock=clock) == 0
        return
    assert code_of(lambda: delivered(agreed, junho, clock)) == code
    assert returns.close_expired(clock=clock) == 1


def test_a_refund_goes_back_by_source_and_own_share_in_however_many_steps(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    claim = delivered(agreed, junho, clock)
    assert code_of(lambda: returns.refund(claim, 1, by=officers[0], clock=clock)) == "refund_too_large"
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[0], clock=clock)
    spending.approve(claim, by=officers[1], clock=clock)
    spending.pay(claim, by=officers[2], clock=clock)
    for won in (1, 999_999, 1_000_001):
        returns.refund(claim, won, by=officers[0], clock=clock)
    after = reads.award(agreed.id, SYSTEM)
    assert (after.returned_krw, after.paid_krw, after.own_left_krw) == (1_600_000, 0, agreed.own_left_krw)
    assert code_of(lambda: returns.refund(claim, 1, by=officers[0], clock=clock)) == "refund_too_large"


def test_a_recovery_is_an_obligation_within_what_was_paid(
    agreed: reads.Award, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    claim = delivered(agreed, junho, clock)
    order = lambda won: returns.order_recovery(agreed.id, won, "허위", by=officers[0], clock=clock)  # noqa: E731
    assert code_of(lambda: order(1)) == "recovery_too_large"
    spending.inspect(claim, Verdict.ACCEPTED, by=officers[0], clock=clock)
    spending.approve(claim, by=officers[1], clock=clock)
    spending.pay(claim, by=officers[2], clock=clock)
    recovery = order(1_500_000)
    assert code_of(lambda: order(100_001)) == "recovery_too_large"
    returns.receive_recovery(recovery, 500_000, by=officers[0], clock=clock)
    receive = lambda won: returns.receive_recovery(recovery, won, by=officers[0], clock=clock)  # noqa: E731
    assert code_of(lambda: receive(1_000_001)) == "recovery_too_large"
    receive(1_000_000)
    assert reads.award(agreed.id, SYSTEM).recoveries[0].state.value == "paid"
    assert ledger.account(money.receivable(agreed.id)).balance_krw == 0
    assert ledger.trial_balance().is_sound


def test_a_checkout_finds_the_voucher_once_it_is_agreed_and_only_for_its_supplier(
    awarded: reads.Award, holder: Person, junho: Person, officers: list[Person], clock: FrozenClock
) -> None:
    def sources(seller: str) -> list[int]:
        asked = Purchase(category="exchange.order", won=1_000_000, seller=seller, about="order/1", on=date(2026, 5, 1))
        return [each.covers_krw for each in ledger.payment_sources(awarded.holder, asked)]

    (selling,) = junho.roles
    assert sources(selling) == []
    vouchers.agreed(awarded.id, holder=holder, supplier=junho, officer=officers[0], clock=clock)
    assert (sources(selling), sources("another")) == ([800_000], [])


def test_nobody_supplies_themselves(awarded: reads.Award, holder: Person, clock: FrozenClock) -> None:
    draft = lambda: agreements.draft_agreement(awarded.id, awarded.holder, by=holder, clock=clock)  # noqa: E731
    assert code_of(draft) == "supplier_related"


def test_a_programme_takes_no_more_than_was_appropriated(found: reads.Programme, clock: FrozenClock) -> None:
    again = lambda: actions.open_programme(  # noqa: E731
        found.title,
        summary=found.summary,
        year=2026,
        rules=vouchers.rules(),
        opens=clock.now(),
        closes=clock.now(),
        spend_until=date(2026, 12, 31),
        by=SYSTEM,
        clock=clock,
    )
    assert code_of(again) == "appropriation_too_small"


def test_results_are_told_once_with_their_reasons_and_reports_are_owed(
    agreed: reads.Award, holder: Person, officers: list[Person], found: reads.Programme, clock: FrozenClock
) -> None:
    assert code_of(lambda: actions.announce(found.id, by=officers[0], clock=clock)) == "announced_already"
    told = [each.telling for each in notices.inbox(holder).rows]
    assert any(each.text and "4,000,001원을 지원합니다." in each.text.ko for each in told)
    assert [each.due for each in duties.due(holder)] == [date(2037, 6, 30), date(2037, 12, 31)]
    agreements.report_outcome(agreed.id, 6, sales_krw=1, hires=1, datasets=1, by=holder, clock=clock)
    assert len(duties.due(holder)) == 1


def test_an_outsider_is_told_nothing_of_an_application_or_a_voucher(
    agreed: reads.Award, seoyeon: Person, outsider: Person, junho: Person
) -> None:
    stranger = make_person("남", "stranger@elsewhere.example")
    for address in (f"/vouchers/applications/{agreed.case_id}/", f"/vouchers/awards/{agreed.id}/"):
        assert browser_of(stranger).get(address).status_code == 404
        assert browser_of(seoyeon).get(address).status_code == 200, "of the firm's own people"
    assert browser_of(junho).get(f"/vouchers/applications/{agreed.case_id}/").status_code == 404


def test_a_reviewer_reads_no_name_of_an_applicant(
    found: reads.Programme, holder: Person, minji: Person, outsider: Person, clock: FrozenClock
) -> None:
    case_id = vouchers.filled(found, next(iter(holder.roles)), holder, clock)
    actions.file(case_id, by=holder, clock=clock)
    actions.check_all(found.id, by=minji, clock=clock)
    actions.draw_panel(found.id, [outsider.id], by=minji, clock=clock)
    browser, place = browser_of(outsider), f"/vouchers/programmes/{found.id}/review/"
    assert browser_of(holder).get(place).status_code == 404
    browser.post(f"{place}interests/")
    pages = [browser.get(each).content.decode() for each in (place, f"{place}{case_id}/")]
    assert "상권 예측" in pages[0]
    assert vouchers.PLAN in pages[1]
    for taint in ("수영연구소", "Suyeong", "부산 중구 중앙대로 1", holder.email, holder.name):
        assert not any(taint in page for page in pages), taint


def test_a_programme_is_announced_from_the_terminal(
    found: reads.Programme, holder: Person, officers: list[Person], outsider: Person, clock: FrozenClock
) -> None:
    case_id = vouchers.filled(found, next(iter(holder.roles)), holder, clock)
    actions.file(case_id, by=holder, clock=clock)
    vouchers.reviewed(found, outsider, officers[0], clock)
    done = CliRunner().invoke(commands.vouchers, ["announce", found.id, "--json"], catch_exceptions=False)
    (award,) = reads.awards(found, SYSTEM)
    said = orjson.loads(done.stdout)
    assert (said["case"], said["place"], said["won"]) == (case_id, 1, award.won)
    assert said["won"] > 0
