"""One voucher under 64 deliveries at once and 64 payments of one claim: real threads on a real database."""

import json

from tests.machine import Machine

RUN = "import json; from tests import voucher_rush; print(json.dumps(voucher_rush.run(64)))"


def test_a_voucher_holds_no_more_than_it_has_and_a_claim_is_paid_once(database_machine: Machine) -> None:
    said = json.loads(database_machine.python(RUN).splitlines()[-1])
    assert said == {
        "delivered": {"held": 10, "voucher_too_small": 54},
        "paid": {"None": 1, "voucher_cannot_move": 63},
        "held_krw": 4_000_000,
        "left_krw": 1,
        "paid_krw": 400_000,
        "sound": True,
    }
