"""The ledger as text that beancount reads (https://beancount.github.io/docs/beancount_language_syntax.html).

Only what moved money is written; a hold is not money that moved. Days are the city's. Every account ends with a balance
assertion, so that whoever checks the file checks our balances.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from naru.base.kit.clock import in_city
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.transfers import Transfer

ROOTS = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.EQUITY: "Equity",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
}


def lines(accounts: Iterable[Account], transfers: Iterable[Transfer], *, title: str, until: date) -> Iterator[str]:
    """``accounts`` as they stand after all of ``transfers``, which come in order; ``until`` is the last day among them."""
    listed = list(accounts)
    names = {account.code: name_of(account) for account in listed}
    yield f"option {quoted('title')} {quoted(title)}\n"
    yield 'option "operating_currency" "KRW"\n'
    for account in listed:
        yield f"{day_of(account.opened)} open {names[account.code]} KRW\n"
    for transfer in transfers:
        if transfer.kind.moves_money:
            yield _transaction(transfer, names)
    for account in listed:
        assertion = account.debits_krw - account.credits_krw
        yield f"{until + timedelta(days=1)} balance {names[account.code]}  {assertion} KRW\n"


def name_of(account: Account) -> str:
    """``exchange:escrow`` of the liabilities is ``Liabilities:Exchange:Escrow``; no two codes have one name."""
    parts = (part[0].upper() + part[1:] for part in account.code.split(":"))
    return ":".join((ROOTS[account.kind], *parts))


def day_of(instant: datetime) -> date:
    """The city's day of an instant."""
    return in_city(instant).date()


def _transaction(transfer: Transfer, names: Mapping[str, str]) -> str:
    return (
        f"{day_of(transfer.at)} * {quoted(transfer.reason or transfer.act.verb)}\n"
        f"  number: {transfer.number}\n"
        f"  id: {quoted(transfer.id)}\n"
        f"  act: {quoted(f'{transfer.act.verb} {transfer.act.subject}')}\n"
        f"  {names[transfer.debit]}  {transfer.won} KRW\n"
        f"  {names[transfer.credit]}  -{transfer.won} KRW\n"
    )


def quoted(text: str) -> str:
    """A string of beancount's, on one line."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
