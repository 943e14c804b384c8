"""Registered numbers and bank accounts, taken or refused with the reason; pure functions over what was typed."""

import re

from naru.base.kit.refusals import Refused

BUSINESS = re.compile(r"(\d{3})-?(\d{2})-?(\d{5})", re.ASCII)
CORPORATE = re.compile(r"(\d{6})-?(\d{7})", re.ASCII)
ACCOUNT = re.compile(r"\d+(-\d+)*", re.ASCII)
ACCOUNT_DIGITS = range(8, 17)
BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def business_number(text: str) -> str:
    """A business registration number (사업자등록번호) as ten digits; typed so, or as ``124-81-00998``.

    The check digit is the tax office's: weighted digits, to which the tens of five times the ninth are added. Raises
    ``Refused``: ``number_shape``, ``number_check_digit``.
    """
    if not BUSINESS.fullmatch(text) or text.count("-") == 1:
        raise Refused("number_shape", number=text[:40], shape="124-81-00998")
    digits = [int(digit) for digit in text.replace("-", "")]
    weighted = sum(digit * weight for digit, weight in zip(digits, BUSINESS_WEIGHTS, strict=False))
    return _checked(digits, weighted + digits[8] * 5 // 10, text)


def corporate_number(text: str) -> str:
    """A corporate registration number (법인등록번호) as thirteen digits; typed so, or as ``110111-0000000``.

    The check digit is over twelve digits weighted 1 and 2 in turn. Raises as ``business_number``.
    """
    if not CORPORATE.fullmatch(text):
        raise Refused("number_shape", number=text[:40], shape="113779-1146220")
    digits = [int(digit) for digit in text.replace("-", "")]
    return _checked(digits, sum(digit * (1 + place % 2) for place, digit in enumerate(digits[:-1])), text)


def _checked(digits: list[int], weighted: int, text: str) -> str:
    if not any(digits) or (10 - weighted % 10) % 10 != digits[-1]:
        raise Refused("number_check_digit", number=text)
    return "".join(map(str, digits))


def bank_account(text: str) -> str:
    """An account's number as its digits. Banks number as they like: only that it is one is looked at.

    Raises ``Refused``: ``bank_account_refused``.
    """
    digits = text.replace("-", "")
    if not ACCOUNT.fullmatch(text) or len(digits) not in ACCOUNT_DIGITS:
        raise Refused("bank_account_refused", account=text[:40])
    return digits


def written_business(digits: str) -> str:
    """As people write it."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if digits else ""


def written_corporate(digits: str) -> str:
    """As people write it."""
    return f"{digits[:6]}-{digits[6:]}" if digits else ""
