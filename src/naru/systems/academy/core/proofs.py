"""Data Integrity proofs with Ed25519: made as ``eddsa-rdfc-2022``, checked also as ``eddsa-jcs-2022`` and ``Ed25519Signature2020``.

Sources: https://www.w3.org/TR/vc-data-integrity/, https://www.w3.org/TR/vc-di-eddsa/. A proof's configuration (all of it but
``proofValue``) and the document without proofs are each put into one form and hashed; the signature is over both hashes. A
proof that names an earlier one by ``previousProof`` covers the document with that proof.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from naru.base.kit.canonical import canonical_json
from naru.systems.academy.core import multibase
from naru.systems.academy.core.canonical_rdf import Contexts, canonical_quads

JSON = dict[str, Any]
KeyOf = Callable[[str], bytes]  # a verification method → its public key; ValueError where it cannot be known
RDFC, JCS, SIGNATURE_2020 = "eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020"


class SuiteUnknown(ValueError):
    """None of the proofs is of a suite that is known here."""


class KeyUnknown(ValueError):
    """The key that a proof names cannot be known."""


class ProofWrong(ValueError):
    """A proof is not of this document by this key."""


def signed(document: Mapping[str, Any], key: Ed25519PrivateKey, *, at: datetime, contexts: Contexts) -> JSON:
    """The document with an ``eddsa-rdfc-2022`` proof. Raises ``TermUnknown``: what strict verifiers refuse is not issued."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": RDFC,
        "created": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "verificationMethod": multibase.method_of(key.public_key().public_bytes_raw()),
        "proofPurpose": "assertionMethod",
    }
    value = key.sign(_digest(dict(document), proof, RDFC, contexts))
    return {**document, "proof": {**proof, "proofValue": multibase.encode_base58(value)}}


def require_proven(document: Mapping[str, Any], contexts: Contexts, key_of: KeyOf) -> None:
    """Every proof of a suite that is known holds, and there is one.

    Raises ``SuiteUnknown``, ``KeyUnknown``, ``ProofWrong``, and ``TermUnknown`` for what no proof would cover.
    """
    bare = {name: value for name, value in document.items() if name != "proof"}
    proofs = [proof for proof in _listed(document.get("proof")) if isinstance(proof, dict)]
    known = [(proof, suite) for proof in proofs if (suite := suite_of(proof))]
    if not known:
        raise SuiteUnknown(str([proof.get("cryptosuite", proof.get("type")) for proof in proofs]))
    for proof, suite in known:
        covered = _with_earlier(bare, proof, proofs)
        _require_signature(proof, _digest(covered, proof, suite, contexts), key_of)


def suite_of(proof: Mapping[str, Any]) -> str:
    """ "" where it is none that is known here."""
    match proof.get("type"), proof.get("cryptosuite"):
        case "DataIntegrityProof", (str() as suite) if suite in {RDFC, JCS}:
            return suite
        case str(kind), _ if kind == SIGNATURE_2020:
            return SIGNATURE_2020
    return ""


def _with_earlier(bare: JSON, proof: JSON, proofs: Sequence[JSON]) -> JSON:
    named = _listed(proof.get("previousProof"))
    if not named:
        return bare
    earlier = [each for each in proofs if each.get("id") in named]
    if len(earlier) != len(named):
        raise ProofWrong("an earlier proof is missing")
    return {**bare, "proof": earlier}


def _require_signature(proof: JSON, digest: bytes, key_of: KeyOf) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(key_of(str(proof.get("verificationMethod"))))
    except ValueError as error:
        raise KeyUnknown(str(error)) from None
    try:
        key.verify(multibase.decode_base58(str(proof.get("proofValue"))), digest)
    except (ValueError, InvalidSignature):
        raise ProofWrong("the signature is of other bytes") from None


def _digest(document: JSON, proof: JSON, suite: str, contexts: Contexts) -> bytes:
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    if suite == JCS:
        return sha256(canonical_json(config)).digest() + sha256(canonical_json(document)).digest()
    config["@context"] = document["@context"]
    parts = (canonical_quads(config, contexts), canonical_quads(document, contexts))
    return b"".join(sha256(part.encode()).digest() for part in parts)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
