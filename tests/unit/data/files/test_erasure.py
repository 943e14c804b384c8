"""The proof of an erasure: its states, and a digest that depends on everything said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from naru.data.files.core.erasure import ERASURE_STATE_WORDS, ERASURE_STATES, Certificate, ErasureState

CERTIFICATE = Certificate(
    id="e",
    thing_kind="clip",
    thing_id="c",
    keys={"b": "2", "a": "1"},
    basis="PIPA 21",
    reason="retention over",
    decided_by="officer",
    decided=datetime(2026, 3, 1, tzinfo=UTC),
    erased=datetime(2026, 3, 2, tzinfo=UTC),
)


def test_what_is_decided_is_erased_and_nothing_comes_back() -> None:
    assert ERASURE_STATES[ErasureState.DECIDED] == {ErasureState.ERASED}
    assert ERASURE_STATES[ErasureState.ERASED] == set()
    assert set(ERASURE_STATE_WORDS) == set(ErasureState)


def test_a_certificate_is_written_with_its_instants() -> None:
    written = CERTIFICATE.to_json()
    assert written["thing"] == {"kind": "clip", "id": "c"}
    assert (written["decided"], written["erased"]) == ("2026-03-01T00:00:00+00:00", "2026-03-02T00:00:00+00:00")
    assert list(written["keys"]) == ["a", "b"]  # type: ignore[arg-type]
    assert written["verified"] == "bytes absent; key destroyed; reading refused"


@pytest.mark.parametrize(
    "other",
    [
        replace(CERTIFICATE, keys={"a": "1"}),
        replace(CERTIFICATE, basis="PIPA 36"),
        replace(CERTIFICATE, reason=""),
        replace(CERTIFICATE, decided_by="somebody"),
        replace(CERTIFICATE, erased=CERTIFICATE.decided),
        replace(CERTIFICATE, verified="bytes absent"),
        replace(CERTIFICATE, thing_id="d"),
    ],
)
def test_whatever_differs_has_another_digest(other: Certificate) -> None:
    assert other.digest != CERTIFICATE.digest
    assert replace(CERTIFICATE, keys={"a": "1", "b": "2"}).digest == CERTIFICATE.digest
    assert len(CERTIFICATE.digest) == 64
