"""Doors of the ledger."""

from tests.spec.doors.door import ANYONE, AUDITORS, STEWARDS, Door, Rows
from tests.spec.doors.world import World

HOLDERS = STEWARDS | AUDITORS  # of the organisation's own account


def _own(world: World) -> dict[str, str]:
    return {"code": world.account}


def _platforms(world: World) -> dict[str, str]:
    return {"code": "door:bank"}


def _transfer(world: World) -> dict[str, str]:
    return {"transfer_id": world.transfer_id}


def of_accounts(query: str = "") -> list[Door]:
    """An account of the organisation and one of the platform: for whoever may not read it, it is not there."""
    return [
        Door(
            "GET",
            who,
            args,
            note=note,
            hidden_from=ANYONE - {"anonymous"} - who,
            query=lambda world: query,
        )
        for note, who, args in (("own", HOLDERS, _own), ("platform's", AUDITORS, _platforms))
    ]


DOORS: Rows = {
    "ledger:accounts": [Door("GET", AUDITORS)],
    "ledger:balance": [Door("POST", AUDITORS)],
    "ledger:export": [Door("POST", AUDITORS, lambda world: {"form": "csv"})],
    "ledger:account": of_accounts(),
    "ledger:transfer": [Door("GET", AUDITORS, _transfer)],
    "api:ledger_accounts": [Door("GET", AUDITORS)],
    "api:ledger_account": of_accounts(),
    "api:ledger_balance": of_accounts("?at=2026-11-29T00:00:00%2B09:00"),
    "api:ledger_statement": of_accounts(),
    "api:ledger_transfers": [Door("GET", AUDITORS, query=lambda world: f"?id={world.transfer_id}")],
    "api:ledger_trial": [Door("GET", AUDITORS)],
}
