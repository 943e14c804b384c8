"""How a book is read under lock and written back: the few statements that every payment passes, as SQL.

The ORM would spend ten times as long on composing them as the database on doing them (``bench/ledger.py``). Both databases
understand all of them; only the lock's clause is PostgreSQL's own, since SQLite's transactions begin with one.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from naru.base.kit import crash
from naru.base.kit.words import Words
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.book import SUMS, Book
from naru.commons.ledger.core.transfers import Act, Transfer, TransferKind

DUE_MOST = 500  # holds that one transaction times out
INSERT_MOST = 1000  # rows in one statement: SQLite binds some 32,000 values at most

ACCOUNT_FIELDS = (
    "code",
    "name_ko",
    "name_en",
    "kind",
    "floor_krw",
    "owner",
    "opened",
    "moved",
    "closed",
    "debits_krw",
    "credits_krw",
    "debits_pending_krw",
    "credits_pending_krw",
)
TRANSFER_FIELDS = (
    "number",
    "id",
    "kind",
    "debit_id",
    "credit_id",
    "won",
    "at",
    "verb",
    "subject",
    "digest",
    "reason",
    "hold_id",
    "group",
    "expires",
)
ACCOUNT = ", ".join(ACCOUNT_FIELDS)
TRANSFER = ", ".join(f't."{name}"' for name in TRANSFER_FIELDS)
INSERTED = ", ".join(f'"{name}"' for name in TRANSFER_FIELDS[1:])
ROW = "(" + ", ".join(["%s"] * 13) + ")"
ADD = (
    "UPDATE ledger_account SET debits_krw = debits_krw + %s, credits_krw = credits_krw + %s,"
    " debits_pending_krw = debits_pending_krw + %s, credits_pending_krw = credits_pending_krw + %s, moved = %s"
    " WHERE code = %s"
)


def locked_accounts(codes: Iterable[str]) -> dict[str, Account]:
    """Those there are, locked in the order of their codes until the transaction ends."""
    wanted = sorted(codes)
    if not wanted:
        return {}
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    rows = _rows(f"SELECT {ACCOUNT} FROM ledger_account WHERE code IN {_in(wanted)} ORDER BY code{lock}", wanted)
    return {row[0]: account_value(row) for row in rows}


def transfers_by_id(ids: Sequence[str]) -> dict[str, Transfer]:
    """Those there are."""
    rows = _rows(f"SELECT {TRANSFER} FROM ledger_transfer t WHERE t.id IN {_in(ids)}", ids) if ids else []
    return {row[1]: transfer_value(row) for row in rows}


def open_holds(ids: Sequence[str]) -> dict[str, Transfer]:
    """Of these holds those that nothing has ended."""
    asked = f"SELECT {TRANSFER} FROM ledger_openhold o JOIN ledger_transfer t ON t.id = o.hold_id WHERE o.hold_id IN {_in(ids)}"
    return {row[1]: transfer_value(row) for row in _rows(asked, ids)} if ids else {}


def due_holds(now: datetime, codes: Sequence[str] | None = None) -> list[Transfer]:
    """Open holds whose end has come, the earliest first, some hundreds at most: of these accounts, or all."""
    touching = f"AND (t.debit_id IN {_in(codes)} OR t.credit_id IN {_in(codes)})" if codes else ""
    asked = (
        f"SELECT {TRANSFER} FROM ledger_openhold o JOIN ledger_transfer t ON t.id = o.hold_id"
        f" WHERE o.expires <= %s {touching} ORDER BY o.expires, o.hold_id LIMIT {DUE_MOST}"
    )
    return [transfer_value(row) for row in _rows(asked, [_stored(now), *(codes or ()), *(codes or ())])]


def save(book: Book) -> dict[str, int]:
    """Write what came of the book; the numbers that its new transfers got, by their ids."""
    if not book.entered:
        return {}
    crash.point("ledger.decided")
    numbers: dict[str, int] = {}
    for start in range(0, len(book.entered), INSERT_MOST):
        numbers |= _insert(book.entered[start : start + INSERT_MOST])
    crash.point("ledger.entered")
    moved = _stored(book.at)
    changes = [[*(change[name] for name in SUMS), moved, code] for code, change in book.changes().items()]
    with connection.cursor() as cursor:
        cursor.executemany(ADD, changes)
    crash.point("ledger.summed")
    _save_holds(book.entered)
    crash.point("ledger.held")
    return numbers


def _insert(entered: Sequence[Transfer]) -> dict[str, int]:
    values = [value for one in entered for value in _values(one)]
    rows = ", ".join([ROW] * len(entered))
    return dict(_rows(f"INSERT INTO ledger_transfer ({INSERTED}) VALUES {rows} RETURNING id, number", values))


def _save_holds(entered: Sequence[Transfer]) -> None:
    """A hold that the same batch made and ended was never open."""
    ended = {one.hold for one in entered if one.hold}
    made = [one for one in entered if one.kind is TransferKind.HOLD]
    opened = [[one.id, _stored(one.expires)] for one in made if one.id not in ended]
    closed = sorted(ended - {one.id for one in made})
    with connection.cursor() as cursor:
        if opened:
            cursor.executemany("INSERT INTO ledger_openhold (hold_id, expires) VALUES (%s, %s)", opened)
        if closed:
            cursor.execute(f"DELETE FROM ledger_openhold WHERE hold_id IN {_in(closed)}", closed)
            assert cursor.rowcount == len(closed), "a hold was ended that was not open"


def _rows(asked: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _in(values: Sequence[str]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _stored(instant: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(instant)


def _instant(stored: datetime | None) -> datetime | None:
    """SQLite gives the UTC it keeps without saying so."""
    return stored.replace(tzinfo=UTC) if stored is not None and stored.tzinfo is None else stored


def account_value(row: tuple[Any, ...]) -> Account:
    """From the columns of ``ACCOUNT_FIELDS``, as either the ORM or the database gives them."""
    code, ko, en, kind, floor, owner, opened, moved, closed, debits, credits, debits_pending, credits_pending = row
    return Account(
        code=code,
        name=Words(ko, en),
        kind=AccountKind(kind),
        floor_krw=floor,
        owner=owner,
        opened=_instant(opened) or opened,
        moved=_instant(moved) or moved,
        closed=_instant(closed),
        debits_krw=debits,
        credits_krw=credits,
        debits_pending_krw=debits_pending,
        credits_pending_krw=credits_pending,
    )


def transfer_value(row: tuple[Any, ...]) -> Transfer:
    """From the columns of ``TRANSFER_FIELDS``, as either the ORM or the database gives them."""
    number, id, kind, debit, credit, won, at, verb, subject, digest, reason, hold, group, expires = row
    return Transfer(
        id=id,
        kind=TransferKind(kind),
        debit=debit,
        credit=credit,
        won=won,
        at=_instant(at) or at,
        act=Act(verb, subject),
        digest=digest,
        reason=reason,
        hold=hold or "",
        group=group,
        expires=_instant(expires),
        number=number,
    )


def _values(one: Transfer) -> Sequence[Any]:
    return (
        one.id,
        one.kind.value,
        one.debit,
        one.credit,
        one.won,
        _stored(one.at),
        one.act.verb,
        one.act.subject,
        one.digest,
        one.reason,
        one.hold or None,
        one.group,
        _stored(one.expires),
    )
