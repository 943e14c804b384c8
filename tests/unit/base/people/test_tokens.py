"""What an API token looks like."""

import re

import pytest

from naru.base.kit.canonical import sha256_of
from naru.base.people.core import tokens

KNOWN = "naru_0123456789abcdefghijABCDEFGHIJ0dWf4J"  # by zlib.crc32 in base 62


def test_a_token_carries_its_prefix_and_checksum() -> None:
    made = {tokens.new_token() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"naru_[0-9A-Za-z]{36}", secret) and tokens.is_well_formed(secret) for secret in made)


def test_the_checksum_of_a_token_once_issued_is_the_same_for_ever() -> None:
    assert tokens.is_well_formed(KNOWN)
    assert tokens._checksum("") == "000000"


@pytest.mark.parametrize(
    "mistyped",
    [
        "",
        "나루",
        KNOWN[:-1],
        KNOWN + "0",
        KNOWN.swapcase(),
        KNOWN[:-1] + "0",
        KNOWN[:10] + "x" + KNOWN[11:],
        "naru-" + KNOWN[5:35] + tokens._checksum("naru-" + KNOWN[5:35]),
        KNOWN[:34] + "가" + tokens._checksum(KNOWN[:34] + "가"),
        KNOWN[:34] + tokens._checksum(KNOWN[:34]),
    ],
)
def test_a_mistyped_token_is_none(mistyped: str) -> None:
    assert not tokens.is_well_formed(mistyped)


def test_a_token_is_stored_by_its_digest_and_shown_by_its_start() -> None:
    assert tokens.digest(KNOWN) == sha256_of(KNOWN.encode())
    assert tokens.start(KNOWN) == "naru_0123"
