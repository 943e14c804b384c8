"""What programs of holders, receivers and the city say to each other, signed: assertions, DPoP proofs, PKCE.

FAPI-shaped, no certificate claimed: OAuth 2.1 with pushed requests (RFC 9126), PKCE S256 (RFC 7636), clients known by their
keys (RFC 7523) and tokens bound to them (RFC 9449). Only Ed25519; a clock may be ``SKEW`` apart, and each ``jti`` passes once.
"""

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused

ALGORITHMS = ["Ed25519"]
ASSERTION, DPOP, ORDER = "client-authentication+jwt", "dpop+jwt", "naru-order+jwt"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SKEW = timedelta(seconds=120)
SHORTEST_VERIFIER, LONGEST_VERIFIER = 43, 128

Seen = Callable[[str], bool]  # notes a jti; whether it was noted before


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A DPoP proof that held: the key's thumbprint, which its token must name."""

    jkt: str


def private_jwk(key: Ed25519PrivateKey) -> OKPKey:
    raw = {"d": _b64(key.private_bytes_raw()), "x": _b64(key.public_key().public_bytes_raw())}
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", **raw})


def public_jwk(public: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": _b64(public)}


def public_bytes(jwk: Mapping[str, Any]) -> bytes:
    """Raises ``Refused``: ``key_refused``."""
    try:
        if jwk["kty"] != "OKP" or jwk["crv"] != "Ed25519" or "d" in jwk:
            raise ValueError
        raw = _unb64(jwk["x"])
    except (KeyError, TypeError, ValueError):
        raise Refused("key_refused") from None
    if len(raw) != 32:
        raise Refused("key_refused")
    return raw


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638."""
    said = json.dumps({name: jwk[name] for name in ("crv", "kty", "x")}, separators=(",", ":"), sort_keys=True)
    return _b64(sha256(said.encode()).digest())


def signed(
    key: OKPKey, kind: str, claims: Mapping[str, Any], *, now: datetime, header: Mapping[str, Any] | None = None
) -> str:
    """A compact JWS with ``iat`` and a fresh ``jti``."""
    whole = {"iat": int(now.timestamp()), "jti": new_id(), **claims}
    protected = {"alg": ALGORITHMS[0], "typ": kind, **(header or {})}
    return jws.serialize_compact(protected, json.dumps(whole, ensure_ascii=False).encode(), key, algorithms=ALGORITHMS)


def client_assertion(key: OKPKey, client: str, audience: str, *, now: datetime) -> str:
    claims = {"iss": client, "sub": client, "aud": audience, "exp": int((now + SKEW).timestamp())}
    return signed(key, ASSERTION, claims, now=now)


def dpop(key: OKPKey, method: str, url: str, *, now: datetime, token: str = "") -> str:
    claims = {"htm": method, "htu": url} | ({"ath": token_hash(token)} if token else {})
    return signed(key, DPOP, claims, now=now, header={"jwk": key.as_dict(private=False)})


def read(
    compact: str, jwk: Mapping[str, Any], kind: str, *, audience: str, now: datetime, seen: Seen
) -> dict[str, Any]:
    """The claims of what somebody signed for us. Raises ``Refused``: ``assertion_refused``."""
    claims = _claims(compact, OKPKey.import_key(dict(public_jwk(public_bytes(jwk)))), kind)
    _check_time(claims, now, "assertion_refused")
    if claims.get("aud") != audience:
        raise Refused("assertion_refused")
    _check_once(claims, seen, "assertion_refused")
    return claims


def check_dpop(compact: str, method: str, url: str, *, now: datetime, seen: Seen, token: str = "") -> Proof:
    """RFC 9449, 4.3. Raises ``Refused``: ``dpop_refused``."""
    try:
        header = json.loads(_unb64(compact.split(".")[0]))
        jwk = public_jwk(public_bytes(header["jwk"]))
        claims = _claims(compact, OKPKey.import_key(dict(jwk)), DPOP)
    except (ValueError, KeyError, TypeError, IndexError, Refused):
        raise Refused("dpop_refused") from None
    _check_time(claims, now, "dpop_refused")
    if claims.get("htm") != method or claims.get("htu") != url:
        raise Refused("dpop_refused")
    if token and not hmac.compare_digest(str(claims.get("ath", "")), token_hash(token)):
        raise Refused("dpop_refused")
    _check_once(claims, seen, "dpop_refused")
    return Proof(jkt=thumbprint(jwk))


def _claims(compact: str, key: OKPKey, kind: str) -> dict[str, Any]:
    try:
        found = jws.deserialize_compact(compact, key, algorithms=ALGORITHMS)
        claims = json.loads(found.payload)
    except (JoseError, ValueError):
        raise Refused("assertion_refused") from None
    if found.headers().get("typ") != kind or not isinstance(claims, dict):
        raise Refused("assertion_refused")
    return claims


def _check_time(claims: Mapping[str, Any], now: datetime, code: str) -> None:
    issued = claims.get("iat")
    if not isinstance(issued, int) or abs(now.timestamp() - issued) > SKEW.total_seconds():
        raise Refused(code)


def _check_once(claims: Mapping[str, Any], seen: Seen, code: str) -> None:
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 8 <= len(jti) <= 100 or seen(jti):
        raise Refused(code)


def token_hash(token: str) -> str:
    return _b64(sha256(token.encode()).digest())


def challenge(verifier: str) -> str:
    """PKCE S256."""
    return _b64(sha256(verifier.encode()).digest())


def check_verifier(verifier: str, expected: str) -> None:
    """Raises ``Refused``: ``code_refused``."""
    fits = SHORTEST_VERIFIER <= len(verifier) <= LONGEST_VERIFIER
    if not fits or not hmac.compare_digest(challenge(verifier), expected):
        raise Refused("code_refused")


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unb64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
