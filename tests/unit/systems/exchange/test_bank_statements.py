"""Statements of three banks' shapes in, deposits out; and which order each pays."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core.bank_statements import BankLine, from_json, read_in_child, read_statement
from naru.systems.exchange.core.matching import Awaited, MatchKind, match, payment_code

ONE_MOMENT = """거래내역조회
조회기간,2026.11.01~2026.11.29
거래일시,적요,보낸분/받는분,출금액,입금액,잔액
2026.11.29 10:11:12,타행이체,(주)수영연구소,0,"330,000","1,330,000"
2026.11.29 09:00:00,체크카드,문구점,"12,000",0,"1,000,000"
합계,,,"12,000","330,000",
"""
DAY_AND_TIME = """거래일자,거래시간,적요,출금(원),입금(원),내용,잔액(원),거래점
2026-11-29,10:11:12,인터넷,,330000,수영연구소,1330000,영업부
"""
TABBED = "No.\t거래일시\t적요\t기재내용\t지급(원)\t맡기신금액(원)\t거래후 잔액(원)\n1\t2026-11-29 10:11\t이체\t수영연구소\t0\t330,000\t1,330,000\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize(
    ("text", "payer", "moment"),
    [
        (ONE_MOMENT, "(주)수영연구소", "2026-11-29T10:11:12+09:00"),
        (DAY_AND_TIME, "수영연구소", "2026-11-29T10:11:12+09:00"),
        (TABBED, "수영연구소", "2026-11-29T10:11:00+09:00"),
    ],
)
def test_each_shape_gives_its_deposits(text: str, payer: str, moment: str, encoding: str) -> None:
    [line] = read_statement(text.encode(encoding))
    assert (line.payer, line.won, line.balance_krw, line.at.isoformat()) == (payer, 330_000, 1_330_000, moment)
    assert from_json(read_in_child({"content": text.encode(encoding).hex()})["lines"][0]) == line


def test_equal_lines_of_one_file_are_two_deposits_and_the_same_file_the_same_two() -> None:
    row = "2026.11.29 10:11:12,이체,가나다,0,1000,\n"
    text = "거래일시,적요,보낸분/받는분,출금액,입금액,잔액\n" + row * 2
    first, second = read_statement(text.encode())
    assert first.fingerprint != second.fingerprint
    assert [first, second] == read_statement(text.encode())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\xff", "statement_unreadable"),
        ("이름,값\n가,1\n".encode(), "statement_shape_unknown"),
        ("거래일시,입금액\n2026.13.45,1000\n".encode(), "statement_line_unreadable"),
        ("거래일시,입금액\n2026.11.29,10.5\n".encode(), "statement_line_unreadable"),
        (("거래일시,입금액\n" + "2026.11.29,1\n" * 20_000).encode(), "statement_too_long"),
    ],
)
def test_what_is_no_statement_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_statement(content)
    assert refused.value.code == code
    assert read_in_child({"content": content.hex()})["refused"] == code


CODE = payment_code("01jd2k3m4n5p6q7r8s9tabcdef")
OTHER = payment_code("01jd2k3m4n5p6q7r8s9t000000")
WAITS = [
    Awaited(order_id="a", code=CODE, due_krw=1000, names=("(주)수영연구소",)),
    Awaited(order_id="b", code="NZZZZZZZZ", due_krw=500, names=("사상유통",)),
    Awaited(order_id="c", code="NYYYYYYYY", due_krw=500, names=("사상유통",)),
]


def line(payer: str, won: int, memo: str = "") -> BankLine:
    at = read_statement(TABBED.encode())[0].at
    return BankLine(number=1, at=at, payer=payer, memo=memo, won=won, balance_krw=None, fingerprint="f")


@pytest.mark.parametrize(
    ("payer", "memo", "won", "order", "kind", "excess"),
    [
        (CODE, "", 1000, "a", MatchKind.EXACT, 0),
        (f"수영 {CODE.lower()}", "", 999, "a", MatchKind.PARTIAL, 0),
        ("누군가", f"{CODE[:4]} {CODE[4:]}", 1001, "a", MatchKind.EXCESS, 1),
        (OTHER, "", 1000, "", MatchKind.UNMATCHED, 0),
        (f"수영연구소 {OTHER}", "", 1000, "", MatchKind.UNMATCHED, 0),
        ("수영연구소", "", 1000, "a", MatchKind.EXACT, 0),
        ("주식회사 수영연구", "", 1000, "a", MatchKind.EXACT, 0),
        ("수영", "", 1000, "", MatchKind.UNMATCHED, 0),
        ("수영연구소", "", 999, "", MatchKind.UNMATCHED, 0),
        ("사상유통", "", 500, "", MatchKind.UNMATCHED, 0),
        (f"{CODE} NZZZZZZZZ", "", 1000, "", MatchKind.UNMATCHED, 0),
    ],
)
def test_a_deposit_pays_the_order_that_it_names_or_that_alone_fits(
    payer: str, memo: str, won: int, order: str, kind: MatchKind, excess: int
) -> None:
    found = match(line(payer, won, memo), WAITS)
    assert (found.order_id, found.kind, found.excess_krw) == (order, kind, excess)
