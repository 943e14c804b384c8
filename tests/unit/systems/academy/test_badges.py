"""A badge of ours holds, says the same in the published words, and fails after any change."""

from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.words import Words
from naru.systems.academy.core import multibase, status_list
from naru.systems.academy.core.badges import (
    Claim,
    Completion,
    Issuer,
    Skill,
    completion_badge,
    hashed_address,
    status_list_credential,
)
from naru.systems.academy.core.canonical_rdf import TermUnknown, canonical_quads
from naru.systems.academy.core.contexts import OURS
from naru.systems.academy.core.proofs import signed
from naru.systems.academy.core.verification import Status, Verdict, check
from tests.academy_material import needs_material, published_contexts

NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"academy-test-key-of-32-bytes-000")
ISSUER = Issuer(
    did=multibase.did_of(KEY.public_key().public_bytes_raw()), name="부산광역시", url="https://naru.example"
)
SAID = Completion(
    number="K7Q2-9XMD-4TRB-P0VN",
    url="https://naru.example/academy/certificates/K7Q2-9XMD-4TRB-P0VN/",
    holder="김서준",
    email="Seojun@Example.com",
    salt="소금",
    course=Words("데이터 분석가", "Data analyst"),
    course_url="https://naru.example/academy/courses/1/",
    course_version=3,
    cohort="1기",
    summary=Words("배웁니다.", "Learn."),
    criteria="출석과 실습",
    hours=240,
    starts=date(2026, 3, 2),
    ends=date(2026, 5, 29),
    skills=[Skill(code="20010105", name=Words("빅데이터분석", "Big data analysis"), framework="NCS")],
    results=[("출석률", "95%"), ("해결한 실습", "6/7")],
    claims=[Claim(name="주차장", narrative="100점", genre="exercise", url="https://naru.example/e/1/")],
    awarded=NOW,
    status_url="https://naru.example/academy/status-list/",
    status_index=77,
)


def badge():
    return signed(completion_badge(SAID, ISSUER), KEY, at=NOW, contexts=OURS)


def verdict(document, status=Status.GOOD, now=NOW):
    return check(
        document, contexts=OURS, key_of=multibase.key_of_method, status_of=lambda entry: status, now=now
    ).verdict


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.GOOD, Verdict.VALID), (Status.REVOKED, Verdict.REVOKED), (Status.UNKNOWN, Verdict.STATUS_UNKNOWN)],
)
def test_a_badge_holds_as_long_as_its_list_says_so(status, expected) -> None:
    assert verdict(badge(), status) is expected


def test_a_badge_is_not_valid_before_it_was_given() -> None:
    assert verdict(badge(), now=datetime(2026, 5, 31, tzinfo=UTC)) is Verdict.NOT_YET


@needs_material
def test_our_words_say_what_the_published_ones_say() -> None:
    list_ = status_list_credential("https://naru.example/s/", status_list.encoded([1]), ISSUER, NOW)
    for document in (completion_badge(SAID, ISSUER), list_):
        assert canonical_quads(document, OURS) == canonical_quads(document, published_contexts())
    config = {**badge()["proof"], "@context": badge()["@context"]}
    del config["proofValue"]
    assert canonical_quads(config, OURS) == canonical_quads(config, published_contexts())


def leaves(node, path=()):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, (*path, name))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from leaves(value, (*path, place))
    elif isinstance(node, str) and node:
        yield path


PATHS = list(leaves(badge()))


@given(st.sampled_from(PATHS), st.integers(0, 10_000))
def test_a_badge_fails_after_any_one_letter_changed(path, place) -> None:
    document = badge()
    node = document
    for step in path[:-1]:
        node = node[step]
    text = node[path[-1]]
    place %= len(text)
    node[path[-1]] = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
    assert verdict(document) is not Verdict.VALID


@pytest.mark.parametrize(
    "addition", [{"grade": "A"}, {"type": ["VerifiableCredential", "OpenBadgeCredential", "Honours"]}]
)
def test_what_no_signature_would_cover_is_neither_issued_nor_accepted(addition) -> None:
    with pytest.raises(TermUnknown):
        signed(completion_badge(SAID, ISSUER) | addition, KEY, at=NOW, contexts=OURS)
    assert verdict(badge() | addition) is Verdict.MALFORMED


def test_the_holders_address_is_there_only_as_a_hash_of_its_own_salt() -> None:
    assert "example.com" not in str(badge()).lower()
    assert hashed_address("Seojun@Example.com ", "소금") == hashed_address("seojun@example.com", "소금")
    assert hashed_address("seojun@example.com", "다른") != hashed_address("seojun@example.com", "소금")
