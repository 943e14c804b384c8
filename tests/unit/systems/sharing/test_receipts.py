"""A receipt holds for anyone who has the key, and not once a letter of it is another."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.canonical import canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.receipts import LentFile, files_digest, read, sign, verify

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw().hex()
DOCUMENT = {"delivery": "d", "recipient": "organisation:a", "rows": 3, "table": "부산.상권.표"}


def test_a_receipt_goes_through_a_file_and_holds() -> None:
    receipt = sign(DOCUMENT, KEY)
    again = read(json.dumps(receipt, indent=2).encode())
    assert verify(again, {PUBLIC})["rows"] == 3


@pytest.mark.parametrize(
    ("part", "value"),
    [("rows", 4), ("table", "x"), ("kind", "another"), ("more", 1)],
)
def test_a_changed_receipt_is_false(part: str, value: object) -> None:
    receipt = sign(DOCUMENT, KEY)
    document = dict(receipt["document"])  # type: ignore[call-overload]
    with pytest.raises(Refused, match="does not hold"):
        verify({**receipt, "document": {**document, part: value}}, {PUBLIC})


def test_a_receipt_of_another_key_or_another_purpose_is_false() -> None:
    with pytest.raises(Refused, match="does not hold"):
        verify(sign(DOCUMENT, KEY), {"00" * 32})
    bare = {"kind": "naru.delivery-receipt.v1", **DOCUMENT}
    forged = {"document": bare, "key": PUBLIC, "signature": KEY.sign(canonical_json(bare)).hex()}
    with pytest.raises(Refused, match="does not hold"):
        verify(forged, {PUBLIC})


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b"{}", b'{"document":{},"key":"00","signature":"00"}', b'{"document":1,"key":"zz","signature":""}'],
)
def test_what_is_no_receipt_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        verify(read(content), {PUBLIC})


def test_the_files_digest_knows_order_size_and_rows() -> None:
    one, two = LentFile("a", 1, 2), LentFile("b", 1, 2)
    digests = [
        files_digest(files)
        for files in ([], [one], [one, two], [two, one], [LentFile("a", 2, 2)], [LentFile("a", 1, 3)])
    ]
    assert len(set(digests)) == len(digests)
