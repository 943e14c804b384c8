"""Check digits as Ibis expressions: is the text a number that its last digits agree with?"""

from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir

from naru.base.kit.words import Words

# position = value: A is 10, and 11, 22 and 33 are skipped (ISO 6346, annex A)
_CONTAINER = "0123456789A_BCDEFGHIJK_LMNOPQRSTU_VWXYZ"
_BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IBAN_LENGTHS = (15, 34)


def container(text: ir.StringValue) -> ir.BooleanValue:
    """ISO 6346: owner, category U, J or Z, serial, check digit. Upper case only."""
    values = [_value(text, at, _CONTAINER) * 2**at for at in range(10)]
    return text.re_search("^[A-Z]{3}[UJZ][0-9]{7}$") & (_sum(values) % 11 % 10 == _digit(text, 10))


def lei(text: ir.StringValue) -> ir.BooleanValue:
    """ISO 17442: 18 letters or digits and two check digits by ISO 7064, MOD 97-10."""
    return text.re_search("^[0-9A-Z]{18}[0-9]{2}$") & (_mod_97(text) == 1)


def iban(text: ir.StringValue) -> ir.BooleanValue:
    """ISO 13616, without blanks: country and check digits are moved to the end, MOD 97-10."""
    turned = text.substr(4) + text.substr(0, 4)
    return text.re_search("^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$") & (_mod_97(turned) == 1)


def business(text: ir.StringValue) -> ir.BooleanValue:
    """The Korean business registration number, with or without hyphens (국세청)."""
    digits = text.replace("-", "")
    products = [_digit(digits, at) * weight for at, weight in enumerate((1, 3, 7, 1, 3, 7, 1, 3, 5))]
    carried = (_digit(digits, 8) * 5 / 10).floor().cast("int64")
    total = _sum(products) + carried
    return text.re_search("^[0-9]{3}-?[0-9]{2}-?[0-9]{5}$") & ((10 - total % 10) % 10 == _digit(digits, 9))


def corporation(text: ir.StringValue) -> ir.BooleanValue:
    """The Korean corporate registration number (법인등록번호): weights 1 and 2 by turns."""
    digits = text.replace("-", "")
    total = _sum([_digit(digits, at) * (1 + at % 2) for at in range(12)])
    return text.re_search("^[0-9]{6}-?[0-9]{7}$") & ((10 - total % 10) % 10 == _digit(digits, 12))


def imo(text: ir.StringValue) -> ir.BooleanValue:
    """A ship's IMO number: six digits by weights 7 to 2, the last digit of their sum."""
    total = _sum([_digit(text, at) * (7 - at) for at in range(6)])
    return text.re_search("^[0-9]{7}$") & (total % 10 == _digit(text, 6))


CHECKS: dict[str, tuple[Callable[[ir.StringValue], ir.BooleanValue], Words]] = {
    "iso6346": (container, Words("컨테이너 번호(ISO 6346)", "container number (ISO 6346)")),
    "lei": (lei, Words("법인식별기호(LEI)", "legal entity identifier (LEI)")),
    "iban": (iban, Words("국제계좌번호(IBAN)", "international account number (IBAN)")),
    "business": (business, Words("사업자등록번호", "business registration number")),
    "corporation": (corporation, Words("법인등록번호", "corporate registration number")),
    "imo": (imo, Words("선박번호(IMO)", "ship number (IMO)")),
}


def _value(text: ir.StringValue, at: int, alphabet: str) -> ir.IntegerValue:
    return ibis.literal(alphabet).find(text.substr(at, 1)).cast("int64")


def _digit(text: ir.StringValue, at: int) -> ir.IntegerValue:
    return _value(text, at, "0123456789")


def _sum(values: Sequence[ir.IntegerValue]) -> ir.IntegerValue:
    total = values[0]
    for each in values[1:]:
        total = total + each
    return total


def _mod_97(text: ir.StringValue) -> ir.IntegerValue:
    """Letters count as two digits (A is 10); the number is divided seven digits at a time, the rest before them."""
    digits = text
    for at, letter in enumerate(_BASE_36[10:], start=10):
        digits = digits.replace(letter, str(at))
    rest = ibis.literal("")
    for at in range(0, 2 * IBAN_LENGTHS[1], 7):
        rest = ((rest + digits.substr(at, 7)).try_cast("int64") % 97).cast("string")
    return rest.cast("int64")
