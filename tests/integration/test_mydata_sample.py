"""The sample city's MyData: its figures, its proofs, and that no value of anyone is in it."""

import json

import pytest
from click.testing import CliRunner

from naru.base.kit.person import SYSTEM
from naru.systems.mydata import commands, orders, reads
from naru.systems.mydata.core.states import OrderState
from samples.mydata import SERVICES, bring_mydata
from samples.rates import bring_rates

pytestmark = pytest.mark.django_db


def test_the_sample_has_three_services_with_figures_and_one_receiver_that_is_late() -> None:
    assert bring_rates(as_json=True, again=False)
    assert bring_mydata(as_json=True, again=False)
    assert bring_mydata(as_json=True, again=False)
    services = {each.title: each for each in reads.services(SYSTEM)}
    assert len(services) == 3
    figures = {name: reads.public_figures(services[said["title"]]) for name, said in SERVICES.items()}
    assert all((each.agreed or 0) > 50 and (each.withdrew or 0) > 5 for each in figures.values()), figures
    assert all((each.deletion_hours or 0) >= 1 for each in figures.values())
    waiting = reads.open_orders(SYSTEM)
    assert [each.state for each in waiting].count(OrderState.OVERDUE) == 1
    assert len(waiting) == 3
    assert [reads.is_blocked(services[SERVICES[name]["title"]].organisation) for name in ("walk", "meal", "pass")] == [
        False,
        True,
        False,
    ]
    said = [json.loads(line) for line in CliRunner().invoke(commands.mydata, ["list", "--json"]).stdout.splitlines()]
    assert {each["number"] for each in said} == {each.number for each in services.values()}
    assert orders.mark_overdue() == 0
