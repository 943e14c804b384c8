"""The ledger's commands: ``naru ledger``."""

import contextlib
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import orjson
from django.conf import settings

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.transfers import Act, Payment, PostHold, Transfer, VoidHold

BROKEN = 5  # the exit code for a ledger that does not balance
BY_HAND = Act("transfer.entered", "")  # the action puts the transfer's own id there

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
reason = click.option("--reason", required=True, help="사유 · why")


@click.group("ledger")
def ledger() -> None:
    """장부: 계정과 거래 · The ledger: accounts and transfers, in whole won."""


@ledger.command("accounts")
@as_json
def list_accounts(as_json: bool) -> None:
    """모든 계정과 잔액을 보입니다 · List every account with its balance."""
    for account in reads.accounts():
        _tell(_said(account), _line(account), as_json)


@ledger.command("open")
@click.argument("code")
@click.argument("kind", type=click.Choice([kind.value for kind in AccountKind]))
@click.argument("name_ko")
@click.argument("name_en")
@click.option("--floor", type=int, default=0, show_default=True, help="하한, 원 · the floor, in won")
@click.option("--no-floor", is_flag=True, help="하한 없이 · without a floor")
@click.option("--owner", default="", help="기관 번호 · the organisation's id")
@as_json
def open_account(
    code: str, kind: str, name_ko: str, name_en: str, floor: int, no_floor: bool, owner: str, as_json: bool
) -> None:
    """CODE 계정을 엽니다 · Open the account CODE."""
    account = actions.open_account(
        code,
        AccountKind(kind),
        Words(name_ko, name_en),
        floor_krw=None if no_floor else floor,
        owner=owner,
        by=SYSTEM,
    )
    _tell(_said(account), _line(account), as_json)


@ledger.command("close")
@click.argument("code")
@as_json
def close_account(code: str, as_json: bool) -> None:
    """빈 CODE 계정을 닫습니다 · Close the empty account CODE."""
    account = actions.close_account(code, by=SYSTEM)
    _tell(_said(account), _line(account), as_json)


@ledger.command("floor")
@click.argument("code")
@click.argument("won", type=int, required=False)
@as_json
def set_floor(code: str, won: int | None, as_json: bool) -> None:
    """CODE 계정의 하한을 WON원으로, WON이 없으면 하한 없이 둡니다 · Set the floor of CODE to WON, to none without WON."""
    account = actions.set_floor(code, won, by=SYSTEM)
    _tell(_said(account), _line(account), as_json)


@ledger.command("statement")
@click.argument("code")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="몇 건 · how many")
@as_json
def statement(code: str, limit: int, as_json: bool) -> None:
    """CODE 계정의 거래를 새것부터 보입니다 · List the transfers of CODE, newest first."""
    for line in reads.statement(code, limit=limit).rows:
        one = line.transfer
        said = _transfer_said(one) | {"change": line.change_krw, "balance": line.balance_krw}
        text = f"{one.at:%Y-%m-%d %H:%M}  {line.change_krw:>+15,}  {line.balance_krw:>15,}  {line.other}  {one.id}"
        _tell(said, text, as_json)


@ledger.command("transfer")
@click.argument("id")
@click.argument("debit")
@click.argument("credit")
@click.argument("won", type=int)
@reason
@as_json
def transfer(id: str, debit: str, credit: str, won: int, reason: str, as_json: bool) -> None:
    """DEBIT에서 CREDIT으로 WON원을 손으로 적습니다 · Enter by hand: debit DEBIT and credit CREDIT WON won, under ID."""
    _enter(Payment(id=id, debit=debit, credit=credit, won=won, act=BY_HAND, reason=reason), as_json)


@ledger.command("post")
@click.argument("id")
@click.argument("hold")
@click.option("--won", type=int, help="일부만, 원 · only this much of it")
@reason
@as_json
def post_hold(id: str, hold: str, won: int | None, reason: str, as_json: bool) -> None:
    """HOLD 예약을 확정합니다 · Post the hold HOLD, whole or in part."""
    _enter(PostHold(id=id, hold=hold, won=won, act=BY_HAND, reason=reason), as_json)


@ledger.command("void")
@click.argument("id")
@click.argument("hold")
@reason
@as_json
def void_hold(id: str, hold: str, reason: str, as_json: bool) -> None:
    """HOLD 예약을 취소합니다 · Void the hold HOLD."""
    _enter(VoidHold(id=id, hold=hold, act=BY_HAND, reason=reason), as_json)


@ledger.command("balance")
@click.option("--seal", is_flag=True, help="감사 기록에 봉인까지 · and seal it in the trail, as every night")
@as_json
@click.pass_context
def balance(context: click.Context, seal: bool, as_json: bool) -> None:
    """모든 거래를 처음부터 더해 맞추어 봅니다 · Add every transfer up anew and compare.

    종료 코드 0: 맞음, 5: 맞지 않음 · exit code 0: it balances; 5: it does not.
    """
    trial = actions.balance_books() if seal else reads.trial_balance()
    for finding in trial.findings:
        _tell(asdict(finding), f"{finding.words.ko}\n  {finding.words.en}", as_json)
    verdict = "맞습니다 · balances" if trial.is_sound else "맞지 않습니다 · does NOT balance"
    said = {
        "accounts": trial.accounts,
        "transfers": trial.transfers,
        "debits": trial.debits_krw,
        "credits": trial.credits_krw,
        "sound": trial.is_sound,
    }
    text = f"{verdict}: {trial.accounts:,} accounts, {trial.transfers:,} transfers, {trial.debits_krw:,} = {trial.credits_krw:,}"
    _tell(said, text, as_json)
    context.exit(0 if trial.is_sound else BROKEN)


@ledger.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in reads.ExportForm]),
    default=reads.ExportForm.BEANCOUNT.value,
    show_default=True,
    help="형식 · the format",
)
@as_json
def export(file: Path, form: str, as_json: bool) -> None:
    """장부 전체를 FILE에 씁니다 · Write the whole ledger to FILE."""
    if not os.access(file.resolve().parent, os.W_OK):
        raise Refused("folder_not_writable", folder=file.resolve().parent)
    title = f"{settings.NARU_CITY.ko} 장부"
    _write(file, actions.export(reads.ExportForm(form), title=title, by=SYSTEM))
    _tell({"file": str(file), "format": form}, f"✓ {file}", as_json)


def _write(file: Path, lines: Iterable[str]) -> None:
    """Aside and then moved into place, so that a reader never meets half of it."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8", newline="") as out:
            out.writelines(lines)
        os.replace(aside, file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()


def _enter(request: Payment | PostHold | VoidHold, as_json: bool) -> None:
    made = actions.enter_by_hand(request, by=SYSTEM)
    _tell(_transfer_said(made), f"✓ {made.id}: {made.debit} → {made.credit} {made.won:,}", as_json)


def _said(account: Account) -> dict[str, Any]:
    return {
        "code": account.code,
        "kind": account.kind.value,
        "ko": account.name.ko,
        "en": account.name.en,
        "owner": account.owner,
        "balance": account.balance_krw,
        "held": account.held_krw,
        "available": account.available_krw,
        "floor": account.floor_krw,
        "closed": account.closed is not None,
    }


def _line(account: Account) -> str:
    return f"{account.code:<40} {account.balance_krw:>18,}  {account.kind.words.ko} · {account.name.ko} · {account.name.en}"


def _transfer_said(one: Transfer) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.id,
        "kind": one.kind.value,
        "debit": one.debit,
        "credit": one.credit,
        "won": one.won,
        "at": one.at.isoformat(),
        "reason": one.reason,
        "hold": one.hold,
        "group": one.group,
    }


def _tell(said: dict[str, Any], text: str, as_json: bool) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
