"""What the test and the bench of a voucher's rush do inside an installation: one voucher, many deliveries and payments at once."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from naru.base.kit.clock import FrozenClock
from naru.base.kit.ids import is_id
from naru.base.kit.person import SYSTEM, Person, Role
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.ledger import reads as ledger
from naru.systems.vouchers import actions, reads, spending
from tests import vouchers
from tests.personas import make_organisation, make_person
from tests.rush import at_once

PRICE_KRW = 500_000  # the voucher of 4,000,001 won pays 400,000 of each: ten fit


def run(at_a_time: int) -> dict[str, Any]:
    """So many deliver at once, then pay one claim at once; how it ended, and what the books say."""
    clock = FrozenClock(vouchers.NOW)
    buyer, seller = make_organisation("buyer", "수요"), make_organisation("seller", "공급")
    holder = make_person("수요", "holder@rush.example", belongs=[(buyer, Role.STEWARD)])
    supplier = make_person("공급", "supplier@rush.example", belongs=[(seller, Role.STEWARD)])
    officers = [make_person(f"담당{n}", f"officer{n}@rush.example", is_officer=True) for n in range(3)]
    award = _award(buyer.id, holder, supplier, officers[0], clock)
    deliver = partial(spending.deliver, award, "자료", sha256="a" * 64, price_krw=PRICE_KRW, by=supplier, clock=clock)
    delivered = at_once(*[deliver] * at_a_time)
    held = reads.award(award, SYSTEM)
    claim = next(each for each in delivered if is_id(str(each)))
    spending.inspect(str(claim), Verdict.ACCEPTED, by=officers[0], clock=clock)
    spending.approve(str(claim), by=officers[1], clock=clock)
    pay: Callable[[], object] = partial(spending.pay, str(claim), by=officers[2], clock=clock)
    paid = at_once(*[pay] * at_a_time)
    after = reads.award(award, SYSTEM)
    return {
        "delivered": Counter("held" if is_id(str(each)) else str(each) for each in delivered),
        "paid": Counter(str(each) for each in paid),
        "held_krw": held.held_krw,
        "left_krw": held.left_krw,
        "paid_krw": after.paid_krw,
        "sound": ledger.trial_balance().is_sound,
    }


def _award(buyer: Any, holder: Person, supplier: Person, officer: Person, clock: FrozenClock) -> str:
    found = vouchers.programme(clock)
    actions.file(vouchers.filled(found, buyer, holder, clock), by=holder, clock=clock)
    vouchers.reviewed(found, make_person("심사", "reviewer@rush.example"), officer, clock)
    actions.announce(found.id, by=officer, clock=clock)
    (award,) = reads.awards(found, SYSTEM)
    return vouchers.agreed(award.id, holder=holder, supplier=supplier, officer=officer, clock=clock).id
