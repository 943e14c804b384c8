"""The sample plan: what was announced, tied to what is counted; every figure opens to rows that add up to it."""

import json

import pytest

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.installed import facts, rows_of
from naru.systems.strategy import reads
from naru.systems.strategy.core.states import VersionState
from samples.strategy import bring
from samples.vouchers import bring_vouchers

pytestmark = pytest.mark.django_db


def test_the_sample_plan_is_what_was_announced_and_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    bring_vouchers(as_json=True, again=False)
    assert bring(as_json=True, again=False)
    assert bring(as_json=True, again=False)
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["tasks"], said["indicators"]) == (14, 34)
    assert said["computed"] >= 20
    found = reads.overview()
    assert len(found.plan.strategies) == 4
    assert found.plan.budget_krw == 62_700_000_000
    assert [each.state for each in reads.versions()] == [VersionState.ADOPTED, VersionState.REPLACED]
    vouchers = next(task for task in found.tasks if task.task.code == "2-2")
    assert 0 < (vouchers.paid_krw or 0) <= (vouchers.committed_krw or 0) <= (vouchers.allotted_krw or 0)
    assert found.unallotted_krw == 62_700_000_000 - 210_000_000
    for fact in (each for each in facts().values() if each.rows):
        rows = rows_of(fact, SYSTEM_CLOCK.now())
        listed = rows.page(0, rows.count() + 1)
        assert rows.count() == len(listed) == len({row.key for row in listed}), fact.name
        assert rows.total() == sum(row.amount for row in listed), fact.name
