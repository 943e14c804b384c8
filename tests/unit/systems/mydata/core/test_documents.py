"""Signed documents: the W3C's own example holds, a program that knows nothing of ours agrees, and no byte may change."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given as sampled
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import documents

VECTOR = Path(__file__).parents[6] / "shared/data/academy/vc-test-vectors/eddsa/eddsa-jcs-2022/signedJCS.json"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DID = documents.did_of(KEY.public_key().public_bytes_raw())
AT = datetime(2026, 11, 29, 1, 2, 3, tzinfo=UTC)
DOCUMENT: dict[str, Any] = {"@context": {"a": "b"}, "이름": ["값", 1, {"b": True, "a": None}]}


def outside(signed: dict[str, Any]) -> bool:
    """Written from the specification alone, with another base58 and another canonical JSON."""
    proof = dict(signed["proof"])
    number = 0
    for letter in proof.pop("proofValue")[1:]:
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(letter)
    value = number.to_bytes(64, "big")
    number = 0
    for letter in proof["verificationMethod"].split("#")[0][len("did:key:z") :]:
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(letter)
    public = number.to_bytes(34, "big")[2:]
    rest = {name: said for name, said in signed.items() if name != "proof"}
    hashed = b"".join(
        hashlib.sha256(json.dumps(each, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).digest()
        for each in (proof, rest)
    )
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(value, hashed)
    except Exception:
        return False
    return True


def refused(signed: dict[str, Any], trusted: set[str] | None = None) -> bool:
    try:
        documents.verify(signed, trusted if trusted is not None else {DID})
    except Refused as error:
        return error.code == "document_false"
    return False


@pytest.mark.skipif(not VECTOR.exists(), reason=f"the W3C's example is not here: {VECTOR}")
def test_the_w3c_example_holds() -> None:
    signed = json.loads(VECTOR.read_text())
    did = signed["proof"]["verificationMethod"].partition("#")[0]
    assert documents.verify(signed, {did})["name"] == "Alumni Credential"
    signed["credentialSubject"]["alumniOf"] = "The School of Exampled"
    assert refused(signed, {did})


def test_a_program_that_knows_nothing_of_ours_agrees() -> None:
    signed = documents.sign(DOCUMENT, KEY, at=AT)
    assert outside(signed)
    assert documents.verify(signed, {DID}) == DOCUMENT
    assert signed["proof"]["created"] == "2026-11-29T01:02:03Z"  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    "change",
    [
        {"이름": "다름"},
        {"more": 1},
        {"@context": {"a": "c"}},
        {"proof": None},
        {"proof": {}},
        {"proof": "z"},
    ],
)
def test_what_was_changed_is_false(change: dict[str, Any]) -> None:
    assert refused({**documents.sign(DOCUMENT, KEY, at=AT), **change})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created", "2026-11-29T01:02:04Z"),
        ("cryptosuite", "eddsa-rdfc-2022"),
        ("proofPurpose", "authentication"),
        ("proofValue", "z1111"),
        ("proofValue", "z0"),
        ("verificationMethod", "did:key:z6Mk"),
        ("@context", {"a": "c"}),
    ],
)
def test_a_proof_is_signed_too(name: str, value: object) -> None:
    signed: Any = documents.sign(DOCUMENT, KEY, at=AT)
    signed["proof"][name] = value
    assert refused(signed)


def test_a_good_signature_of_someone_else_is_false() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    assert refused(documents.sign(DOCUMENT, other, at=AT))
    assert refused(documents.sign(DOCUMENT, KEY, at=AT), set())


@sampled(st.binary(max_size=40))
def test_base58_is_read_as_it_was_written(raw: bytes) -> None:
    assert documents.from_base58(documents.base58(raw)) == raw


def test_base58_of_known_texts() -> None:
    assert documents.base58(b"Hello World!") == "2NEpo7TZRRrLZSi2U"
    assert documents.base58(b"\0\0\x28\x7f\xb4\xcd") == "11233QC4"
    assert base64.b64encode(documents.key_of(DID)) == base64.b64encode(KEY.public_key().public_bytes_raw())
