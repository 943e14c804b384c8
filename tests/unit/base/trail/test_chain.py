"""Records and checkpoints, and the hashes that tie each to the one before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.actor import Actor
from naru.base.kit.canonical import sha256_of
from naru.base.trail.core import chain
from naru.base.trail.core.chain import Head

KEY = Ed25519PrivateKey.from_private_bytes(b"n" * 32)
PUBLIC = KEY.public_key().public_bytes_raw().hex()
AT = datetime(2026, 11, 22, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=9)))
MINJI = Actor(kind="person", id="p1", name="민지")
ACT = {"at": AT, "by": MINJI, "verb": "dataset.published", "subject": "d1", "facts": {"판": 1}}
BODY = {
    "stream": "dataset",
    "number": 1,
    "at": "2026-11-22T00:00:00.000005Z",
    "by": {"kind": "person", "id": "p1", "name": "민지"},
    "verb": "dataset.published",
    "subject": "d1",
    "facts": {"판": 1},
    "previous": "0" * 64,
}


def test_the_first_record_of_a_stream_follows_nothing() -> None:
    record = chain.linked(None, **ACT)
    assert record.to_json() == {"kind": "record", **BODY, "hash": sha256_of(BODY)}
    assert chain.record_body(record) == BODY


def test_every_other_holds_the_hash_of_the_one_before() -> None:
    record = chain.linked(Head(number=7, hash="ab" * 32), **ACT)
    body = {**BODY, "number": 8, "previous": "ab" * 32}
    assert record.to_json() == {"kind": "record", **body, "hash": sha256_of(body)}


def test_a_checkpoint_states_every_head_and_is_signed() -> None:
    heads = {"dataset": Head(number=3, hash="cd" * 32)}
    first = chain.signed(None, at=AT, heads=heads, key=KEY)
    body = {"number": 1, "at": BODY["at"], "heads": {"dataset": [3, "cd" * 32]}, "previous": "0" * 64}
    assert first.to_json() == {
        "kind": "checkpoint",
        **body,
        "hash": sha256_of(body),
        "key": PUBLIC,
        "signature": KEY.sign(bytes.fromhex(sha256_of(body))).hex(),
    }
    second = chain.signed(first, at=AT, heads=heads, key=KEY)
    assert (second.number, second.previous) == (2, first.hash)
    assert chain.is_signed(second.hash, key=second.key, signature=second.signature)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"hash": "00" * 32},
        {"key": Ed25519PrivateKey.from_private_bytes(b"m" * 32).public_key().public_bytes_raw().hex()},
        {"key": "zz"},
        {"key": ""},
        {"signature": "00" * 64},
        {"signature": "zz"},
        {"signature": ""},
    ],
)
def test_another_hash_key_or_signature_is_not_signed(spoilt: dict[str, str]) -> None:
    good = chain.signed(None, at=AT, heads={}, key=KEY)
    bad = replace(good, **spoilt)
    assert chain.is_signed(good.hash, key=good.key, signature=good.signature)
    assert not chain.is_signed(bad.hash, key=bad.key, signature=bad.signature)


def test_hexadecimal_in_capitals_is_not_what_the_trail_writes() -> None:
    good = chain.signed(None, at=AT, heads={}, key=KEY)
    assert good.signature != good.signature.upper()
    assert not chain.is_signed(good.hash, key=good.key, signature=good.signature.upper())


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), "2026-11-22T00:00:00.000000Z"),
        (datetime(2026, 11, 22, 9, tzinfo=timezone(timedelta(hours=9))), "2026-11-22T00:00:00.000000Z"),
        (datetime(1988, 7, 1, 0, 0, 0, 123456, tzinfo=UTC), "1988-07-01T00:00:00.123456Z"),
    ],
)
def test_an_instant_is_written_in_utc_to_the_microsecond_always(at: datetime, written: str) -> None:
    assert chain.instant(at) == written


@pytest.mark.parametrize("verb", ["dataset", "dataset.", ".published", ""])
def test_a_verb_reads_stream_and_act(verb: str) -> None:
    assert chain.stream_of("dataset.version.published") == "dataset"
    with pytest.raises(AssertionError):
        chain.stream_of(verb)
