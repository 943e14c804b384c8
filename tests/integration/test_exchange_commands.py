"""The whole story by command: offered, requested, quoted, signed, paid from two sources, settled, paid out, revoked."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner

from naru.base.kit.person import Person
from naru.commons.ledger import reads as ledger
from naru.systems.exchange.commands import exchange
from naru.systems.exchange.core.matching import payment_code
from tests.markets import Sides, open_market, spending_table, statement, voucher
from tests.personas import Organisations

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> list[dict[str, Any]]:
    done = CliRunner().invoke(exchange, [*map(str, arguments), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_a_firm_sells_and_another_pays_by_voucher_and_transfer(
    organisations: Organisations, junho: Person, seoyeon: Person, tmp_path: Path
) -> None:
    with time_machine.travel(datetime(2026, 9, 7, 3, tzinfo=UTC), tick=False) as now:
        sides = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
        open_market(sides)
        table, code = spending_table(sides.selling), voucher(sides.buying, 1_000_000)
        [offer] = run("offer", table.dataset_id, "카드 매출", "Card spending", "--price", 300_000, "--approval")
        assert offer["id"] in [each["id"] for each in run("offers", "카드")]
        [talk] = run("request", offer["id"], "--buyer", organisations.buyer.slug, "--months", 1, "--price", 200_000)
        run("quote", talk["id"], 250_000)
        run("quote", talk["id"], 240_000, "--counter")
        [signed] = run("sign", talk["id"])
        assert signed["state"] == "FINALIZED"
        [contract] = run("contracts")
        [order] = run("orders", contract["id"])
        [paying] = run("pay", order["id"], "--voucher", code)
        file = tmp_path / "statement.csv"
        file.write_bytes(statement(("2026.09.07 13:00:00", payment_code(order["id"]), 264_000 - 184_800)))
        assert [run("bank-statement", file)[0]["matched"] for _ in range(2)] == [1, 0]
        assert run("orders", contract["id"])[0]["state"] == "delivered"
        now.move_to(datetime(2026, 9, 20, 3, tzinfo=UTC))
        assert run("daily")[0]["released"] == 1
        now.move_to(datetime(2026, 10, 1, 3, tzinfo=UTC))
        assert [each["net_krw"] for each in run("settle", "2026-09")] == [250_800]
        run("pay-out", "2026-09", tmp_path / "payout.csv")
        assert "250800" in (tmp_path / "payout.csv").read_bytes().decode("cp949")
        run("revoke", contract["id"], "시험")
        assert run("contracts")[0]["state"] == "terminated"
        assert run("pay-refunds", tmp_path / "refunds.csv")[0]["rows"] == 0
        assert run("use") == []
    assert paying["id"] == order["id"]
    assert ledger.trial_balance().is_sound


def test_an_offer_by_use_is_made_by_command(organisations: Organisations, junho: Person, seoyeon: Person) -> None:
    sides = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(sides)
    table = spending_table(sides.selling)
    tiers = ("--plan", "metered", "--tier", "100,000: 30", "--tier", "*: 10", "--cap", 400_000)
    run("offer", table.dataset_id, "주차", "Parking", *tiers)
    [offer] = run("offers", "주차")
    assert offer["plan"] == "metered"
