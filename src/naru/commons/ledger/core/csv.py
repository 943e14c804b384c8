"""The ledger as CSV: a line a transfer, with its number, accounts and act."""

import csv
import io
from collections.abc import Iterable, Iterator

from naru.commons.ledger.core.transfers import Transfer

HEADER = (
    "number",
    "at",
    "id",
    "kind",
    "debit",
    "credit",
    "won",
    "moves_money",
    "hold",
    "group",
    "expires",
    "act",
    "subject",
    "reason",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(transfers: Iterable[Transfer]) -> Iterator[str]:
    """In UTF-8 with a byte order mark for spreadsheets; a text that one would take for a formula gets a ``'`` before it."""
    yield "\ufeff" + _line(HEADER)
    for transfer in transfers:
        yield _line(
            (
                str(transfer.number),
                transfer.at.isoformat(),
                _safe(transfer.id),
                transfer.kind.value,
                transfer.debit,
                transfer.credit,
                str(transfer.won),
                "yes" if transfer.kind.moves_money else "no",
                _safe(transfer.hold),
                _safe(transfer.group),
                transfer.expires.isoformat() if transfer.expires else "",
                transfer.act.verb,
                _safe(transfer.act.subject),
                _safe(transfer.reason),
            )
        )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
