"""A voucher under 64 at once, many times over: deliveries that were held beyond what it has, claims that were paid twice.

    python -m bench.vouchers [ROUNDS]

Prints what went wrong, which must be nothing, and how many deliveries and payments a second were answered.
"""

import json
import sys
import time

from tests.machine import fresh_database, machine, quick_folder

AT_ONCE = 64
RUN = f"import json; from tests import voucher_rush; print(json.dumps(voucher_rush.run({AT_ONCE})))"
SOUND = {"held_krw": 4_000_000, "left_krw": 1, "paid_krw": 400_000, "sound": True}


def main(rounds: int) -> int:
    wrong, began = 0, time.perf_counter()
    for _ in range(rounds):
        with (
            quick_folder() as home,
            fresh_database("") as database_url,
            machine(home, database_url=database_url) as one,
        ):
            said = json.loads(one.python(RUN).splitlines()[-1])
        wrong += any(said[name] != value for name, value in SOUND.items())
    answered, took_s = 2 * AT_ONCE * rounds, time.perf_counter() - began
    print(f"{rounds} rounds, {answered} deliveries and payments, {wrong} violations, {answered / took_s:.0f} a second")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
