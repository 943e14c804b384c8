"""Bank statements as Korean banks export them: which lines are money that came in.

Three shapes are known by the words of their header: one column for the moment or two for day and time, deposits in a column of their own
under one of several names, whoever paid as 보낸분, 내용 or 기재내용. Above the header banks write what they like. A line's fingerprint is over
its moment, payer, amount and the balance after it, so that the same line in two files is one payment.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused

LINES_MOST = 20_000
MOMENT, DAY, TIME = ("거래일시",), ("거래일자", "거래일"), ("거래시간",)
PAYER = ("보낸분/받는분", "기재내용", "내용", "의뢰인/수취인")
MEMO = ("적요", "메모", "송금메모")
DEPOSIT = ("입금액", "입금(원)", "맡기신금액", "맡기신금액(원)")
BALANCE = ("잔액", "잔액(원)", "거래후잔액", "거래후 잔액(원)")
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """Money that came in; ``number`` is the line of the file, from 1 on."""

    number: int
    at: datetime
    payer: str
    memo: str
    won: int
    balance_krw: int | None
    fingerprint: str

    @property
    def said(self) -> str:
        """All in which a payer may have written an order's code."""
        return f"{self.payer} {self.memo}"


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, else CP949. Raises ``Refused``: ``statement_unreadable``."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("statement_unreadable")


def read_statement(content: bytes) -> list[BankLine]:
    """Its deposits, in the file's order. Raises ``Refused``: ``statement_unreadable``, ``statement_shape_unknown``,
    ``statement_line_unreadable``, ``statement_too_long``."""
    text = decoded(content)
    rows = list(enumerate(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), start=1))
    if len(rows) > LINES_MOST:
        raise Refused("statement_too_long", most=LINES_MOST)
    begins, places = _header(rows)
    lines = [line for number, row in rows[begins:] if (line := _line(number, row, places)) is not None]
    return list(_fingerprinted(lines))


def _delimiter(text: str) -> str:
    head = text[:4000]
    return "\t" if head.count("\t") > head.count(",") else ","


def _header(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, Mapping[str, int]]:
    for place, (_, row) in enumerate(rows[:30]):
        names = {cell.strip().replace(" ", ""): number for number, cell in enumerate(row)}
        found = {
            field: next((names[each.replace(" ", "")] for each in wanted if each.replace(" ", "") in names), -1)
            for field, wanted in FIELDS.items()
        }
        if found["deposit"] >= 0 and (found["moment"] >= 0 or found["day"] >= 0):
            return place + 1, found
    raise Refused("statement_shape_unknown")


FIELDS = {
    "moment": MOMENT, "day": DAY, "time": TIME, "payer": PAYER, "memo": MEMO, "deposit": DEPOSIT, "balance": BALANCE,
}  # fmt: skip


def _line(number: int, row: Sequence[str], places: Mapping[str, int]) -> BankLine | None:
    """None for what is no deposit: a withdrawal, a total, an empty line."""
    cells = {field: row[place].strip() if 0 <= place < len(row) else "" for field, place in places.items()}
    won = _won(cells["deposit"], number)
    written = cells["moment"] or f"{cells['day']} {cells['time']}"
    if not won or not NUMBERS.search(written):
        return None
    return BankLine(
        number=number,
        at=_moment(written, number),
        payer=cells["payer"],
        memo=cells["memo"],
        won=won,
        balance_krw=_won(cells["balance"], number) if cells["balance"] else None,
        fingerprint="",
    )


def _won(text: str, number: int) -> int:
    plain = text.replace(",", "").replace("원", "").strip()
    if plain in {"", "-"}:
        return 0
    if not re.fullmatch(r"-?\d{1,14}(\.0+)?", plain):
        raise Refused("statement_line_unreadable", line=number, text=text[:60])
    return int(float(plain))


def _moment(text: str, number: int) -> datetime:
    parts = [int(each) for each in NUMBERS.findall(text)]
    if len(parts) == 1 and len(str(parts[0])) == 14:
        return datetime.strptime(str(parts[0]), "%Y%m%d%H%M%S").replace(tzinfo=CITY_ZONE)
    try:
        return datetime(*([*parts, 0, 0, 0])[:6], tzinfo=CITY_ZONE)  # type: ignore[arg-type, misc]
    except (TypeError, ValueError) as broken:
        raise Refused("statement_line_unreadable", line=number, text=text[:60]) from broken


def _fingerprinted(lines: Sequence[BankLine]) -> Iterator[BankLine]:
    """Each with its fingerprint; equal lines of one file are told apart by their order."""
    seen: Counter[str] = Counter()
    for line in lines:
        content = f"{line.at.isoformat()}|{line.payer}|{line.won}|{line.balance_krw}"
        seen[content] += 1
        digest = hashlib.sha256(f"{content}|{seen[content]}".encode()).hexdigest()
        yield replace(line, fingerprint=digest)


def read_in_child(request: Mapping[str, str]) -> dict[str, Any]:
    """``read_statement`` as the limited child runs it: ``content`` in hexadecimal digits in, lines as JSON out."""
    try:
        lines = read_statement(bytes.fromhex(request["content"]))
    except Refused as refused:
        return {"refused": refused.code, "facts": refused.facts}
    return {"lines": [{**asdict(line), "at": line.at.isoformat()} for line in lines]}


def from_json(line: Mapping[str, Any]) -> BankLine:
    """A line as ``read_in_child`` gives it."""
    return BankLine(**{**line, "at": datetime.fromisoformat(line["at"])})
