"""An address opens its file until its instant, and nothing else opens anything."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.addresses import EXPIRES, SIGNATURE, AddressSigner, FilePointer

SIGNER = AddressSigner(b"secret" * 6)
POINTER = FilePointer(delivery="d", lake_table="t", name="part-유동 인구.parquet", size=7)
BASE = "https://naru.example/delta-sharing/files/"


def opened(address: str, now_ms: int = 99, signer: AddressSigner = SIGNER) -> FilePointer:
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    token = parts.path.removeprefix("/delta-sharing/files/")
    return signer.pointer(token, expires=query[EXPIRES], signature=query[SIGNATURE], now_ms=now_ms)


def test_an_address_is_opaque_differs_each_time_and_opens_its_file() -> None:
    one, two = (SIGNER.address(BASE, POINTER, expires_ms=100) for _ in range(2))
    assert one != two
    assert one.isascii()
    assert "part" not in one
    assert opened(one) == opened(two) == POINTER


def test_it_ends_at_its_instant() -> None:
    address = SIGNER.address(BASE, POINTER, expires_ms=100)
    assert opened(address, 99) == POINTER
    with pytest.raises(Refused):
        opened(address, 100)


def test_another_installation_opens_nothing() -> None:
    with pytest.raises(Refused):
        opened(SIGNER.address(BASE, POINTER, expires_ms=100), signer=AddressSigner(b"other" * 8))


@pytest.mark.parametrize("wrong", ["", "A", "가나다", "=" * 9, "AAAA" * 20])
def test_a_token_of_nobody_is_dead(wrong: str) -> None:
    with pytest.raises(Refused):
        SIGNER.opened(wrong)
    with pytest.raises(Refused):
        SIGNER.pointer(wrong, expires="100", signature="가", now_ms=1)


@given(st.integers(0, 10_000), st.sampled_from("ABCxyz019-_"))
def test_one_character_changed_anywhere_is_dead(place: int, letter: str) -> None:
    address = SIGNER.address(BASE, POINTER, expires_ms=100)
    at = len(BASE) + place % (len(address) - len(BASE))
    if address[at] == letter or address[at] in "?&=":
        return
    with pytest.raises((Refused, KeyError)):
        opened(address[:at] + letter + address[at + 1 :], now_ms=5)
