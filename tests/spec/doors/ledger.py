"""Doors of the ledger."""

from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.base.people.core.values import Organisation
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, Payment
from tests.spec.doors.door import ANYONE, AUDITORS, STEWARDS, Door, Rows
from tests.spec.doors.world import World

HOLDERS = STEWARDS | AUDITORS  # of the organisation's own account


def _own(world: World) -> dict[str, str]:
    return {"code": world.things["account"]}


def _platforms(world: World) -> dict[str, str]:
    return {"code": "door:bank"}


def _transfer(world: World) -> dict[str, str]:
    return {"transfer_id": world.things["transfer_id"]}


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


def make_things(world: World) -> dict[str, str]:
    """The organisation's account and the transfer that filled it."""
    account = f"door:{world.own.id}"
    return {"account": account, "transfer_id": _filled(account, world.own)}


def _filled(account: str, owner: Organisation) -> str:
    ledger.open_account("door:bank", AccountKind.ASSET, Words("은행", "Bank"), by=SYSTEM)
    ledger.open_account(account, AccountKind.LIABILITY, owner.name, owner=owner.id, by=SYSTEM)
    filling = Payment(id="door:1", debit="door:bank", credit=account, won=1000, act=Act("transfer.entered", "door:1"))
    return ledger.enter_by_hand(filling, by=SYSTEM).id


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
    "api:ledger_transfers": [Door("GET", AUDITORS, query=lambda world: f"?id={world.things['transfer_id']}")],
    "api:ledger_trial": [Door("GET", AUDITORS)],
}
