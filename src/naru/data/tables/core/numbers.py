"""Numbers as Koreans write them: "1,395", "△3.2", "2,500천원", "3억 2천만", "12.5%", "１２"."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

WON = "원"
LONGEST = 64  # characters; nothing longer is a number
INT64 = range(-(2**63), 2**63)
LARGE = {"조": 10**12, "억": 10**8, "만": 10**4}
SMALL = {"천": 1000, "백": 100, "십": 10}
MONEY = {
    "원": 1, "천원": 10**3, "만원": 10**4, "십만원": 10**5, "백만원": 10**6, "천만원": 10**7,
    "억원": 10**8, "십억원": 10**9, "백억원": 10**10, "천억원": 10**11, "조원": 10**12,
}  # fmt: skip
COUNTERS = (
    "명|인|개|건|대|편|척|톤|회|호|동|곳|개소|개사|가구|세대|필지|마리|권|장|석|면|층|일|시간|분|초|세|살|배|위|점|주|병상|"
    "km/h|㎞/h|m/s|㎧|mm/h|㎎/L|㎎/ℓ|mg/L|mg/ℓ|㎍/L|㎍/㎥|µg/㎥|㎍/m3|μg/m3|µg/m3|ppm|ppb|dB|hPa|kcal|mg|㎎|㎍|mL|㎖|GB|MB|KB|TB|㎝|㎜|"
    "km|㎞|m|cm|mm|㎡|m2|m²|㎥|m3|㎢|km2|ha|kg|㎏|g|t|ℓ|L|리터|kWh|MWh|GWh|kW|MW|℃|°C|도|%p|%|％|달러|불|USD|포인트|p"
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％（）／：\u3000\u00a0\u2212", "0123456789.,-+%()/:  -")

_BEGINS = frozenset("0123456789０１２３４５６７８９.．+＋-－\u2212△▲▽▼(（₩￦\\$")
_BODY = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_SIGNED = re.compile(r"(?P<minus>[-△▲▽▼]|\+)?\s*(?P<rest>.+)", re.DOTALL)
_UNIT = re.compile(rf"\s*(?P<unit>{'|'.join(sorted(MONEY, key=len, reverse=True))}|{COUNTERS})")
_WORDED = re.compile(r"[\d,.\s]*[조억만천백십][\d,.\s조억만천백십]*")
_SCIENTIFIC = re.compile(
    r"(?:\d+\.\d+[eE][-+]?|\d+[eE][-+])\d{1,3}"
)  # "5E1" and "12E3" are codes: no program writes so


@dataclass(frozen=True, slots=True)
class Number:
    """What a text says; ``value`` is exact, whole or not."""

    value: int | Decimal
    unit: str | None = None  # as written after the number; money is in won already
    is_worded: bool = field(
        default=False, compare=False
    )  # "3억 2천만" says its own scale: a header's "(천원)" is not about it

    @property
    def is_whole(self) -> bool:
        return isinstance(self.value, int)


def parse(text: str) -> Number | None:
    """The number ``text`` says, or None; a leading zero ("007") makes a code, not a number."""
    if len(text) > LONGEST or (text[:1] not in _BEGINS and not text[:1].isspace()):
        return None
    if text.isascii() and text.isdigit():
        return Number(int(text)) if text[0] != "0" or text == "0" else None
    text = text.translate(FULL_WIDTH).strip()
    if text.startswith("(") and text.endswith(")"):
        inner = parse(text[1:-1])
        return _negated(inner) if inner and inner.value > 0 else None
    signed = _SIGNED.fullmatch(text)
    if not signed:
        return None
    number = _unsigned(signed["rest"])
    if number is None and signed["minus"] in (None, "-", "+"):
        number = _with_currency(signed["rest"])
    return _negated(number) if number and signed["minus"] not in (None, "+") else number


def _unsigned(text: str) -> Number | None:
    if body := _BODY.match(text):
        value = _plain(body.group())
        if value is None:
            return None
        if body.end() == len(text):
            return Number(value)
        if unit := _UNIT.fullmatch(text, body.end()):
            return _in_unit(value, unit["unit"])
        if _SCIENTIFIC.fullmatch(text):
            return Number(Decimal(text))
    return _worded(text)


def _plain(text: str) -> int | Decimal | None:
    digits = text.replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return None
    return Decimal(digits) if "." in digits else int(digits)


def _in_unit(value: int | Decimal, unit: str) -> Number:
    if unit in MONEY:
        return Number(_tidy(value * MONEY[unit]), WON)
    return Number(value, "%" if unit == "％" else unit)


def _with_currency(text: str) -> Number | None:
    for sign, unit in (
        ("₩", WON),
        ("￦", WON),
        ("\\", WON),
        ("$", "달러"),
    ):  # CP949 has a backslash for the sign of won
        if text.startswith(sign):
            number = _unsigned(text[1:].strip())
            return Number(number.value, unit) if number and number.unit is None else None
    return None


def _worded(text: str) -> Number | None:
    """ "3억 2천만", "1만2,500명", "삼" never: digits with 조, 억, 만 between them, each smaller than the last."""
    unit = None
    if found := re.search(rf"(?:{WON}|명|개|건|대|톤|달러|불)$", text):
        text, unit = text[: found.start()].rstrip(), found.group()
    if not _WORDED.fullmatch(text) or not text[:1].isdigit():
        return None
    total, limit = Decimal(0), None
    for part, word in re.findall(r"([\d,.\s천백십]+)([조억만]?)", text):
        scale = LARGE.get(word, 1)
        if (amount := _below_ten_thousand(part)) is None or (limit is not None and scale >= limit):
            return None
        total, limit = total + amount * scale, scale
    return Number(_tidy(total), unit, is_worded=True)


def _below_ten_thousand(text: str) -> Decimal | None:
    total, limit = Decimal(0), 10_000
    text = re.sub(r"\s", "", text)
    for part, word in re.findall(r"([\d,.]*)([천백십]?)", text):
        if not part and not word:
            continue
        scale = SMALL.get(word, 1)
        value = _plain(part) if _BODY.fullmatch(part) else None
        if value is None or (scale >= limit and word):
            return None
        total, limit = total + value * scale, scale
    return total if text else None


def _tidy(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _negated(number: Number | None) -> Number | None:
    return replace(number, value=-number.value) if number else None
