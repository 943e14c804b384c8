"""Tokens and roles as values."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.person import PersonId, Role, Scope
from naru.base.people.core.values import ROLE_WORDS, Token

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)


def token(*, expires: datetime, revoked: datetime | None = None) -> Token:
    return Token(
        id="t",
        person_id=PersonId("p"),
        name="노트북",
        start="naru_0123",
        scopes=frozenset({Scope.READ}),
        issued=NOON - timedelta(days=1),
        expires=expires,
        last_used=None,
        revoked=revoked,
    )


@pytest.mark.parametrize(
    ("expires", "revoked", "is_live"),
    [
        (NOON + timedelta(microseconds=1), None, True),
        (NOON, None, False),
        (NOON - timedelta(days=1), None, False),
        (NOON + timedelta(days=1), NOON - timedelta(hours=1), False),
    ],
)
def test_a_token_lives_until_it_expires_or_is_revoked(
    expires: datetime, revoked: datetime | None, is_live: bool
) -> None:
    assert token(expires=expires, revoked=revoked).is_live(NOON) is is_live


def test_every_role_has_words() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert len({words.ko for words in ROLE_WORDS.values()}) == len(Role)
