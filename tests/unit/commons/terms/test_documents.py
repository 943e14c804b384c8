"""A document's versions: which is in force, and what may be signed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.terms import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.terms.core.documents import Document, Signature, Version, require_signable, written

AT = datetime(2026, 11, 1, tzinfo=UTC)
PARTIES = ("org:a", "org:b")


def version(number: int, **signed: int) -> Version:
    """``a=1``: the party org:a signed one day after ``AT``."""
    policy = {"permission": [{"action": "read", "uid": f"v{number}"}]}
    text, digest = written(policy, {"number": number})
    signatures = tuple(
        Signature(party=f"org:{party}", by=Words(party, party), at=AT + timedelta(days=days))
        for party, days in signed.items()
    )
    return Version(
        number=number,
        text=text,
        sha256=digest,
        policy=policy,
        body={},
        proposed_by="org:a",
        at=AT,
        signatures=signatures,
    )


def document(*versions: Version, **more: Any) -> Document:
    return Document(id="d", kind="contract", parties=PARTIES, versions=versions, **more)


@pytest.mark.parametrize(
    ("versions", "ended_on", "day", "number"),
    [
        ((version(1),), None, 9, None),
        ((version(1, a=1),), None, 9, None),
        ((version(1, a=1, b=2),), None, 1, None),
        ((version(1, a=1, b=2),), None, 2, 1),
        ((version(1, a=1, b=2), version(2, a=3)), None, 9, 1),
        ((version(1, a=1, b=2), version(2, a=3, b=4)), None, 3, 1),
        ((version(1, a=1, b=2), version(2, a=3, b=4)), None, 4, 2),
        ((version(1, a=1, b=2),), date(2026, 11, 10), 8, 1),
        ((version(1, a=1, b=2),), date(2026, 11, 10), 9, None),
    ],
)
def test_the_version_in_force_is_the_latest_that_all_have_signed(
    versions: tuple[Version, ...], ended_on: date | None, day: int, number: int | None
) -> None:
    found = document(*versions, ended_on=ended_on).in_force(AT + timedelta(days=day))
    assert (found.number if found else None) == number


def test_a_stranger_is_allowed_nothing() -> None:
    signed = document(version(1, a=0, b=0))
    assert signed.may("org:b", "read", on=AT).allowed
    assert not signed.may("org:c", "read", on=AT).allowed


def test_a_document_without_a_permission_cannot_be_written() -> None:
    with pytest.raises(Refused) as refused:
        written({"prohibition": [{"action": "read"}]}, {})
    assert refused.value.code == "terms_without_rule"


@pytest.mark.parametrize(
    ("ended", "number", "party", "digest", "code"),
    [
        (None, 2, "org:b", "", ""),
        (None, 2, "org:c", "", "terms_party_unknown"),
        (None, 1, "org:b", "", "terms_superseded"),
        (None, 2, "org:b", "0" * 64, "terms_digest_differs"),
        (date(2026, 11, 3), 2, "org:b", "", "terms_ended"),
    ],
)
def test_only_the_newest_version_as_it_was_shown_is_signed(
    ended: date | None, number: int, party: str, digest: str, code: str
) -> None:
    both = document(version(1), version(2), ended_on=ended)
    if code:
        with pytest.raises(Refused) as refused:
            require_signable(both, number, party, digest or both.newest.sha256)
        assert refused.value.code == code
    else:
        assert require_signable(both, number, party, both.newest.sha256).number == 2


def test_equal_terms_have_equal_bytes() -> None:
    policy = {"permission": [{"action": "read", "uid": "x"}]}
    turned = {"permission": [{"uid": "x", "action": "read"}]}
    assert written(policy, {"a": 1, "b": "가"}) == written(turned, {"b": "가", "a": 1})
    assert written(policy, {"a": 1}) != written(policy, {"a": 2})
