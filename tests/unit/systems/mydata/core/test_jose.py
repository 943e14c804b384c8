"""Assertions and DPoP proofs: what was signed by another, for another, before, twice or by no real algorithm is refused."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import jose

NOW = datetime(2026, 11, 29, tzinfo=UTC)
KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
JWK = jose.public_jwk(KEY.public_key().public_bytes_raw())
URL = "https://naru.example/mydata/oauth/token/"


def once() -> jose.Seen:
    seen: set[str] = set()

    def note(jti: str) -> bool:
        before = jti in seen
        seen.add(jti)
        return before

    return note


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def assertion(key: Ed25519PrivateKey = KEY, audience: str = "city", now: datetime = NOW) -> str:
    return jose.client_assertion(jose.private_jwk(key), "me", audience, now=now)


def read(compact: str, *, kind: str = jose.ASSERTION, seen: jose.Seen | None = None) -> dict[str, Any]:
    return jose.read(compact, JWK, kind, audience="city", now=NOW, seen=seen or once())


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


CLAIMS = {"iss": "me", "sub": "me", "aud": "city", "iat": int(NOW.timestamp()), "jti": "12345678"}


@pytest.mark.parametrize(
    "compact",
    [
        assertion(OTHER),
        assertion(audience="other city"),
        assertion(now=NOW - timedelta(seconds=121)),
        assertion(now=NOW + timedelta(seconds=121)),
        f"{part({'alg': 'none', 'typ': jose.ASSERTION})}.{part(CLAIMS)}.",
        f"{part({'alg': 'HS256', 'typ': jose.ASSERTION})}.{part(CLAIMS)}.AAAA",
        jose.signed(jose.private_jwk(KEY), jose.DPOP, CLAIMS, now=NOW),
        jose.signed(jose.private_jwk(KEY), jose.ASSERTION, {**CLAIMS, "jti": "short"}, now=NOW),
        jose.signed(jose.private_jwk(KEY), jose.ASSERTION, {**CLAIMS, "jti": 7}, now=NOW),
        jose.signed(jose.private_jwk(KEY), jose.ASSERTION, {**CLAIMS, "iat": "now"}, now=NOW),
        "",
        "a.b.c",
        "나.루.터",
    ],
)
def test_what_was_not_signed_for_us_now_by_that_key_is_refused(compact: str) -> None:
    assert code_of(lambda: read(compact)) == "assertion_refused"


def test_an_assertion_passes_once_and_within_the_skew_of_two_clocks() -> None:
    seen = once()
    said = assertion(now=NOW - timedelta(seconds=120))
    assert read(said, seen=seen)["sub"] == "me"
    assert code_of(lambda: read(said, seen=seen)) == "assertion_refused"
    assert read(assertion(now=NOW + timedelta(seconds=120)))["iss"] == "me"


def dpop(key: Ed25519PrivateKey = KEY, *, method: str = "POST", url: str = URL, token: str = "t", **more: Any) -> str:
    return jose.dpop(jose.private_jwk(key), method, url, token=token, **{"now": NOW, **more})


def check(compact: str, *, token: str = "t", seen: jose.Seen | None = None) -> jose.Proof:
    return jose.check_dpop(compact, "POST", URL, now=NOW, seen=seen or once(), token=token)


@pytest.mark.parametrize(
    "compact",
    [
        dpop(method="GET"),
        dpop(url=URL + "?x=1"),
        dpop(token="other"),
        dpop(token=""),
        dpop(now=NOW - timedelta(seconds=121)),
        assertion(),
        f"{part({'alg': 'none', 'typ': jose.DPOP, 'jwk': JWK})}.{part(CLAIMS)}.",
        f"{part({'alg': 'Ed25519', 'typ': jose.DPOP, 'jwk': {**JWK, 'd': 'AAAA'}})}.{part(CLAIMS)}.AAAA",
        f"{part({'alg': 'Ed25519', 'typ': jose.DPOP})}.{part(CLAIMS)}.AAAA",
        f"{part([])}.{part(CLAIMS)}.AAAA",
        "",
    ],
)
def test_a_proof_is_of_this_request_this_token_and_its_own_key(compact: str) -> None:
    assert code_of(lambda: check(compact)) == "dpop_refused"


def test_a_proof_passes_once_and_names_the_key_that_made_it() -> None:
    seen = once()
    said = dpop()
    assert check(said, seen=seen).jkt == jose.thumbprint(JWK)
    assert code_of(lambda: check(said, seen=seen)) == "dpop_refused"
    assert check(dpop(OTHER)).jkt != jose.thumbprint(JWK), "a token of another key is told by its thumbprint"


@pytest.mark.parametrize(
    "jwk",
    [{}, {**JWK, "kty": "EC"}, {**JWK, "crv": "X25519"}, {**JWK, "d": "AAAA"}, {**JWK, "x": "AAAA"}, {**JWK, "x": "?"}],
)
def test_only_a_public_ed25519_key_is_a_key(jwk: dict[str, str]) -> None:
    assert code_of(lambda: jose.public_bytes(jwk)) == "key_refused"


@pytest.mark.parametrize(("length", "fits"), [(42, False), (43, True), (128, True), (129, False)])
def test_a_verifier_fits_its_challenge_and_its_length(length: int, fits: bool) -> None:
    verifier = "v" * length
    if fits:
        jose.check_verifier(verifier, jose.challenge(verifier))
        assert code_of(lambda: jose.check_verifier("w" * length, jose.challenge(verifier))) == "code_refused"
    else:
        assert code_of(lambda: jose.check_verifier(verifier, jose.challenge(verifier))) == "code_refused"


def test_the_challenge_and_the_thumbprint_of_the_rfcs() -> None:
    assert (
        jose.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )
    rfc8037 = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert jose.thumbprint(rfc8037) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
