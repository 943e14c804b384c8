"""Registered numbers by their check digits, against numbers that nobody here made, and what no number may look like."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.commons.parties import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.parties.core.numbers import (
    bank_account,
    business_number,
    corporate_number,
    written_business,
    written_corporate,
)

CASES = Path(__file__).resolve().parents[5] / "shared/data/korea-rules/ids.json"


def refusal(check, text: str) -> str:
    try:
        check(text)
    except Refused as refused:
        return refused.code if "?" not in refused.words.ko else "a fact of its sentence is missing"
    return ""


@pytest.mark.skipif(not CASES.exists(), reason="no ../shared/data/korea-rules beside this checkout")
def test_every_known_number_is_judged_right() -> None:
    checks = {"bizno": business_number, "corpno": corporate_number}
    cases = json.loads(CASES.read_text())["cases"]
    wrong = [case for case in cases if (refusal(checks[case["kind"]], case["value"]) == "") != case["valid"]]
    assert len(cases) > 70
    assert not wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1768370349", ""),
        ("176-83-70349", ""),
        ("1768370348", "number_check_digit"),
        ("1768370340", "number_check_digit"),
        ("0000000000", "number_check_digit"),
        ("17683-70349", "number_shape"),
        ("176-8370349", "number_shape"),
        ("176 83 70349", "number_shape"),
        ("176837034", "number_shape"),
        ("17683703499", "number_shape"),
        ("１768370349", "number_shape"),
        ("1768370349\n", "number_shape"),
        ("", "number_shape"),
    ],
)
def test_a_business_number_is_ten_digits_that_fit(text: str, code: str) -> None:
    assert refusal(business_number, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1137791146220", ""),
        ("113779-1146220", ""),
        ("113779-1146221", "number_check_digit"),
        ("000000-0000000", "number_check_digit"),
        ("1137791-146220", "number_shape"),
        ("113779114622", "number_shape"),
    ],
)
def test_a_corporate_number_is_thirteen_digits_that_fit(text: str, code: str) -> None:
    assert refusal(corporate_number, text) == code


def test_numbers_are_kept_as_digits_and_written_with_hyphens() -> None:
    assert business_number("176-83-70349") == "1768370349"
    assert written_business("1768370349") == "176-83-70349"
    assert corporate_number("113779-1146220") == "1137791146220"
    assert written_corporate("1137791146220") == "113779-1146220"
    assert (written_business(""), written_corporate("")) == ("", "")


@given(st.sampled_from(["1768370349", "1248100998"]), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: str, place: int, by: int) -> None:
    """The ninth digit is weighted 5 and then halved: the tax office's sum misses some changes of it, and no other."""
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    if place != 8:
        assert refusal(business_number, wrong) == "number_check_digit"


@pytest.mark.parametrize("text", ["12345678", "1" * 16, "110-123-456789"])
def test_a_bank_account_is_its_digits(text: str) -> None:
    assert bank_account(text) == text.replace("-", "")


@pytest.mark.parametrize(
    "text", ["1234567", "1" * 17, "", "-12345678", "1234--5678", "12345678-", "1234 5678", "１２３４５６７８"]
)
def test_what_is_no_bank_account_is_refused(text: str) -> None:
    assert refusal(bank_account, text) == "bank_account_refused"
