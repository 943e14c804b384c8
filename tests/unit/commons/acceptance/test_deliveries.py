"""Verdicts on a delivery: states in, states out."""

from datetime import UTC, datetime

import pytest

from naru.base.kit.person import PersonId
from naru.base.kit.refusals import Refused
from naru.commons.acceptance import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.acceptance.core.deliveries import Delivery, Verdict, decided, next_round


def delivery(verdict: Verdict, *, round: int = 1) -> Delivery:
    at = datetime(2026, 11, 29, tzinfo=UTC)
    return Delivery(
        id="d", kind="order", subject="o", round=round, what="w", by_id="maker", at=at, until=None, verdict=verdict
    )


@pytest.mark.parametrize(
    ("now", "wanted", "by", "reason", "code"),
    [
        (Verdict.DELIVERED, Verdict.ACCEPTED, "other", "", ""),
        (Verdict.DELIVERED, Verdict.REWORK, "other", "열이 빠짐", ""),
        (Verdict.DELIVERED, Verdict.REWORK, "other", " ", "delivery_reason_missing"),
        (Verdict.DELIVERED, Verdict.REFUSED, "other", "", "delivery_reason_missing"),
        (Verdict.DELIVERED, Verdict.ACCEPTED, "maker", "", "delivery_own"),
        (Verdict.ACCEPTED, Verdict.REFUSED, "other", "늦음", "delivery_decided"),
        (Verdict.REWORK, Verdict.ACCEPTED, "other", "", "delivery_decided"),
        (Verdict.REFUSED, Verdict.ACCEPTED, "other", "", "delivery_decided"),
        (Verdict.DELIVERED, Verdict.DELIVERED, "other", "", "delivery_decided"),
    ],
)
def test_another_person_decides_once(now: Verdict, wanted: Verdict, by: str, reason: str, code: str) -> None:
    if code:
        with pytest.raises(Refused) as refused:
            decided(delivery(now), wanted, by_id=PersonId(by), reason=reason)
        assert refused.value.code == code
    else:
        assert decided(delivery(now), wanted, by_id=PersonId(by), reason=reason) is wanted


@pytest.mark.parametrize(
    ("before", "round", "code"),
    [
        (None, 1, ""),
        (delivery(Verdict.REWORK, round=2), 3, ""),
        (delivery(Verdict.DELIVERED), 0, "delivery_waits"),
        (delivery(Verdict.ACCEPTED), 0, "delivery_decided"),
        (delivery(Verdict.REFUSED), 0, "delivery_decided"),
    ],
)
def test_only_what_is_to_be_reworked_has_another_round(before: Delivery | None, round: int, code: str) -> None:
    if code:
        with pytest.raises(Refused) as refused:
            next_round(before)
        assert refused.value.code == code
    else:
        assert next_round(before) == round
