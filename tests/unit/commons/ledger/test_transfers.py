"""Requests as they must be, and the digest that tells a retry from another request."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from naru.base.kit.refusals import Refused
from naru.commons.ledger.core.accounts import WON_MAX
from naru.commons.ledger.core.transfers import Act, TransferKind, checked, digest_of
from tests.ledgers import ACT, NOW, hold, pay, post, void


@pytest.mark.parametrize("id", ["1", "a" * 100, "order/7:paid_2.x-1"])
def test_an_id_is_letters_digits_and_a_few_marks(id: str) -> None:
    assert checked([pay(id, "a", "b", 1)])


@pytest.mark.parametrize(
    ("requests", "code"),
    [
        ([pay("", "a", "b", 1)], "transfer_id_refused"),
        ([pay("a" * 101, "a", "b", 1)], "transfer_id_refused"),
        ([pay("h#expired", "a", "b", 1)], "transfer_id_refused"),
        ([pay("가", "a", "b", 1)], "transfer_id_refused"),
        ([pay("1\n", "a", "b", 1)], "transfer_id_refused"),
        ([pay("1", "a", "b", 0)], "won_refused"),
        ([pay("1", "a", "b", -1)], "won_refused"),
        ([pay("1", "a", "b", WON_MAX + 1)], "won_refused"),
        ([post("1", "h", 0)], "won_refused"),
        ([pay("1", "a", "a", 1)], "same_account"),
        ([hold("1", "a", "a", 1)], "same_account"),
        ([pay("1", "a", "b", 1, reason="가" * 201)], "reason_too_long"),
        ([pay("1", "a", "b", 1), void("1", "h")], "transfer_id_twice"),
    ],
)
def test_what_could_be_entered_nowhere_is_refused(requests: list, code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(requests)
    assert refused.value.code == code
    assert "?" not in refused.value.words.en


def test_the_least_and_the_most_may_be_entered() -> None:
    assert checked(
        [pay("1", "a", "b", 1), pay("2", "a", "b", WON_MAX, reason="가" * 200), post("3", "h"), void("4", "h")]
    )


@pytest.mark.parametrize(
    "other",
    [
        pay("1", "a", "b", 101),
        pay("1", "a", "c", 100),
        pay("1", "c", "b", 100),
        pay("2", "a", "b", 100),
        pay("1", "a", "b", 100, reason="달라짐"),
        pay("1", "a", "b", 100, act=Act("order.refunded", "order-1")),
        pay("1", "a", "b", 100, act=Act("order.paid", "order-2")),
        hold("1", "a", "b", 100),
    ],
)
def test_whatever_differs_gives_another_digest(other: object) -> None:
    assert digest_of([pay("1", "a", "b", 100)]) != digest_of([other])  # type: ignore[list-item]


def test_the_same_instant_in_another_zone_is_the_same_request() -> None:
    seoul = NOW.astimezone(timezone(timedelta(hours=9)))
    assert digest_of([hold("1", "a", "b", 1, expires=NOW)]) == digest_of([hold("1", "a", "b", 1, expires=seoul)])
    assert digest_of([hold("1", "a", "b", 1, expires=NOW)]) != digest_of([hold("1", "a", "b", 1)])


def test_a_group_is_another_request_than_its_parts() -> None:
    first, second = pay("1", "a", "b", 1), pay("2", "a", "b", 1)
    assert len({digest_of(group) for group in ([first], [first, second], [second, first])}) == 3


def test_only_payments_and_posted_holds_move_money() -> None:
    assert [kind.value for kind in TransferKind if kind.moves_money] == ["payment", "post"]
    assert ACT.stream == "order"
    assert replace(ACT, verb="dataset.version_published").stream == "dataset"
