"""Attestations: only the whole truth about one order passes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import given as sampled
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import deletion
from naru.systems.mydata.core.deletion import Attestation, Line, Retained

LINES = (
    Line(pull="1", item="x.a", hash="0" * 64),
    Line(pull="1", item="x.b", hash="1" * 64),
    Line(pull="2", item="x.a", hash=""),
)
DIGEST = deletion.lines_digest(LINES)
KEPT = Retained(item="x.b", ground="other_law", until=date(2027, 1, 1))
TRUE = Attestation(order="o", digest=DIGEST, method="erased", deleted=frozenset({"x.a"}), retained=(KEPT,))


def check(attestation: Attestation) -> None:
    deletion.check_attestation(attestation, LINES, order="o", grounds=["other_law"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"order": "p"}, "attestation_differs"),
        ({"digest": deletion.lines_digest(LINES[:2])}, "attestation_differs"),
        ({"method": "forgotten"}, "attestation_unreadable"),
        ({"deleted": frozenset()}, "attestation_partial"),
        ({"deleted": frozenset({"x.a", "x.c"})}, "attestation_partial"),
        ({"retained": ()}, "attestation_partial"),
        ({"retained": (replace(KEPT, ground="we_like_it"),)}, "attestation_groundless"),
    ],
)
def test_an_attestation_of_something_else_is_refused(change: dict[str, Any], code: str) -> None:
    check(TRUE)
    check(replace(TRUE, method="deidentified"))
    with pytest.raises(Refused) as refused:
        check(replace(TRUE, **change))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"order": "o", "digest": DIGEST, "method": "erased"},
        {"order": "o", "digest": DIGEST, "method": "erased", "deleted": 3},
        {"order": "o", "digest": DIGEST, "method": "erased", "deleted": [], "retained": [{"item": "x.b"}]},
        {
            "order": "o",
            "digest": DIGEST,
            "method": "erased",
            "deleted": [],
            "retained": [{"item": "x.b", "ground": "other_law", "until": "soon"}],
        },
    ],
)
def test_what_is_no_attestation_is_unreadable(said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        deletion.attestation_of(said)
    assert refused.value.code == "attestation_unreadable"


TEXTS = st.text("abc.", max_size=4)
SOME_LINES = st.lists(st.builds(Line, pull=TEXTS, item=TEXTS, hash=TEXTS), max_size=5, unique=True)


@sampled(SOME_LINES, SOME_LINES)
def test_the_digest_is_of_the_set_of_lines_and_of_no_other(lines: list[Line], others: list[Line]) -> None:
    assert deletion.lines_digest(lines) == deletion.lines_digest(reversed(lines))
    assert deletion.lines_of(deletion.lines_json(lines)) == tuple(sorted(lines))
    assume(set(lines) != set(others))
    assert deletion.lines_digest(lines) != deletion.lines_digest(others)


def test_a_hash_says_nothing_without_its_key() -> None:
    first, second = (deletion.value_hash(key, "x.a", 98) for key in (b"1" * 32, b"2" * 32))
    assert first != second
    assert first != deletion.value_hash(b"1" * 32, "x.b", 98)
    assert first == deletion.value_hash(b"1" * 32, "x.a", 98.0), "one way to write a number"


def test_reminders_grow_and_never_cease() -> None:
    gaps = [deletion.next_reminder(attempts) for attempts in range(9)]
    assert gaps == sorted(gaps)
    assert gaps[0] == timedelta(minutes=1)
    assert gaps[4:] == [timedelta(days=1)] * 5
