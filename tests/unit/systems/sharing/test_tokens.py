"""What a recipient's token looks like, and which header has one."""

import hashlib

import pytest

from naru.systems.sharing.core.tokens import LENGTH, PREFIX, bearer, digest, new_link, new_token

TOKEN = PREFIX + "x" * 43


def test_tokens_are_long_enough_and_never_the_same() -> None:
    tokens, links = {new_token() for _ in range(20)}, {new_link() for _ in range(20)}
    assert (len(tokens), len(links)) == (20, 20)
    assert {len(token) for token in tokens} == {LENGTH} == {len(TOKEN)}
    assert {len(link) for link in links} == {43}  # 32 bytes
    assert all(bearer(f"Bearer {token}") == token for token in tokens)


def test_only_the_digest_is_stored() -> None:
    assert digest(TOKEN) == hashlib.sha256(TOKEN.encode()).hexdigest()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"Bearer {TOKEN}", TOKEN),
        (f"  bearer   {TOKEN} ", TOKEN),
        (f"Basic {TOKEN}", ""),
        (TOKEN, ""),
        (f"Bearer {TOKEN}x", ""),
        (f"Bearer {TOKEN[:-1]}", ""),
        (f"Bearer {'y' * LENGTH}", ""),  # a person's token
        (f"Bearer {PREFIX}{'가' * 43}", ""),
        ("", ""),
    ],
)
def test_a_header_has_a_recipients_token_or_none(header: str, expected: str) -> None:
    assert bearer(header) == expected
