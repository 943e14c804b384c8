"""When somebody who tries to sign in is asked to wait."""

import pytest

from naru.base.people.core.sign_in import ACCOUNT, ADDRESS, PAIR, Failures, must_wait


@pytest.mark.parametrize(
    ("pair", "address", "account", "is_known", "waits"),
    [
        (0, 0, 0, False, False),
        (PAIR.failures - 1, 0, 0, False, False),
        (PAIR.failures, 0, 0, True, True),
        (0, ADDRESS.failures - 1, 0, False, False),
        (0, ADDRESS.failures, 0, True, True),
        (0, 0, ACCOUNT.failures - 1, False, False),
        (0, 0, ACCOUNT.failures, False, True),
        (0, 0, ACCOUNT.failures, True, False),  # strangers lock nobody out of where they always are
    ],
)
def test_each_bound_holds_on_both_sides(pair: int, address: int, account: int, is_known: bool, waits: bool) -> None:
    assert must_wait(Failures(pair=pair, address=address, account=account, is_known=is_known)) is waits
