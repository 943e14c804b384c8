"""Others' badges, credentials and vectors get the verdict that their publishers and outside verifiers give."""

from datetime import UTC, datetime

import pytest

from naru.systems.academy.core import multibase
from naru.systems.academy.core.canonical_rdf import canonical_quads
from naru.systems.academy.core.proofs import require_proven
from naru.systems.academy.core.status_list import encoded, is_set
from naru.systems.academy.core.verification import Status, Verdict, check
from tests.academy_material import FOLDER, needs_material, published_contexts, read

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
BADGES = {
    "credential-status-revoked.json": Verdict.REVOKED,
    "endorsement-err-schema-status-refresh.json": Verdict.FORGED,
    "simple-context-alias.json": Verdict.VALID,
    "simple-context-version.json": Verdict.VALID,
    "simple-did-web-method.json": Verdict.VALID,
    "simple-eddsa-2022.json": Verdict.SUITE_UNKNOWN,
    "simple-err-credential-subject-identifier-type.json": Verdict.MALFORMED,
    "simple-err-credential-subject-result-type.json": Verdict.MALFORMED,
    "simple-err-credential-subject-type.json": Verdict.MALFORMED,
    "simple-err-expired.json": Verdict.EXPIRED,
    "simple-err-issuer-parentorg-type.json": Verdict.MALFORMED,
    "simple-err-issuer-type.json": Verdict.MALFORMED,
    "simple-err-issuer.json": Verdict.MALFORMED,
    "simple-err-proof-method-no-scheme.json": Verdict.MALFORMED,
    "simple-err-proof-method-unknown-did-method.json": Verdict.KEY_UNKNOWN,
    "simple-err-proof-method.json": Verdict.KEY_UNKNOWN,
    "simple-err-proof-value.json": Verdict.FORGED,
    "simple-err-type.json": Verdict.MALFORMED,
    "simple-multiple-proofs.json": Verdict.VALID,
    "simple.json": Verdict.VALID,
    "simple_v1.json": Verdict.VALID,
}
CREDENTIALS = {  # those of version 1 name a context that is not among the material
    "safeModeBreaker.json": Verdict.MALFORMED,
    "v1ExpiredWithValidStatus.json": Verdict.CONTEXT_UNKNOWN,
    "v1Revoked.json": Verdict.CONTEXT_UNKNOWN,
    "v1SimpleIssuerId.json": Verdict.VALID,
    "v2DoubleSigWithValidStatus.json": Verdict.VALID,
    "v2EddsaWithValidStatus.json": Verdict.VALID,
    "v2ExpiredWithValidStatus.json": Verdict.EXPIRED,
    "v2Revoked.json": Verdict.REVOKED,
    "v2RevokedAndExpired.json": Verdict.EXPIRED,
    "v2WithBadDidWeb.json": Verdict.KEY_UNKNOWN,
    "v2didWebMultikeyWithValidStatus.json": Verdict.VALID,
}
VECTORS = (
    "Ed25519Signature2020/signedEdSig.json",
    "eddsa-jcs-2022/signedJCS.json",
    "eddsa-rdfc-2022/signedDataInt.json",
    "proof-set-chain/signedProofChain1.json",
    "proof-set-chain/signedProofChain2.json",
    "proof-set-chain/signedProofSet1.json",
    "proof-set-chain/signedProofSet2.json",
)


def named_key(method):
    """As the publishers' servers answer: a controller that exists has the key of the fragment."""
    if method.startswith("did:key:"):
        return multibase.key_of_method(method)
    if not method.startswith(("https://", "did:web:")) or "dcc-did-web-bad" in method:
        raise ValueError(f"no such controller: {method}")
    return multibase.public_key(method.partition("#")[2])


def published_status(entry):
    """As the publishers' lists had it when the files were made."""
    match entry["type"], str(entry.get("statusListIndex", "")):
        case ("1EdTechRevocationList", _) | (_, "6" | "8"):
            return Status.REVOKED
        case "BitstringStatusListEntry", "7" | "9":
            return Status.GOOD
    return Status.UNKNOWN


def verdict(document, status_of=published_status):
    return check(document, contexts=published_contexts(), key_of=named_key, status_of=status_of, now=NOW).verdict


@needs_material
@pytest.mark.parametrize("name", BADGES)
def test_an_open_badge_of_the_conformance_set_gets_its_verdict(name: str) -> None:
    document = read(f"ob30/{name}")
    assert verdict(document) is BADGES[name]
    assert (BADGES[name] is Verdict.VALID) == read("ob30/expect.json")["files"][name]["accept"]


@needs_material
@pytest.mark.parametrize("name", CREDENTIALS)
def test_a_credential_of_another_verifiers_fixtures_gets_its_verdict(name: str) -> None:
    assert verdict(read(f"verifier-core/json/{name}")) is CREDENTIALS[name]


@needs_material
@pytest.mark.parametrize("name", VECTORS)
def test_a_vector_of_the_w3c_holds_and_fails_after_one_changed_letter(name: str) -> None:
    document = read(f"vc-test-vectors/eddsa/{name}")
    require_proven(document, published_contexts(), named_key)
    document["credentialSubject"]["alumniOf"] = "The School of Example5"
    assert verdict(document) is Verdict.FORGED


@needs_material
@pytest.mark.parametrize("part", ["canonDoc", "proofCanon"])
def test_the_canonical_form_is_that_of_the_vectors(part: str) -> None:
    folder = "vc-test-vectors/eddsa/eddsa-rdfc-2022/"
    source = (
        read("vc-test-vectors/eddsa/unsigned.json") if part == "canonDoc" else read(f"{folder}proofConfigDataInt.json")
    )
    expected = (FOLDER / f"{folder}{part}DataInt.txt").read_text()
    assert canonical_quads(source, published_contexts()).strip() == expected.strip()


@needs_material
def test_a_status_that_cannot_be_read_is_neither_good_nor_revoked() -> None:
    document = read("verifier-core/json/v2EddsaWithValidStatus.json")
    assert verdict(document, lambda entry: Status.UNKNOWN) is Verdict.STATUS_UNKNOWN


@needs_material
def test_two_documents_cannot_exchange_their_proofs() -> None:
    first, second = read("ob30/simple.json"), read("ob30/simple-context-version.json")
    first["proof"], second["proof"] = second["proof"], first["proof"]
    assert [verdict(first), verdict(second)] == [Verdict.FORGED, Verdict.FORGED]


@pytest.mark.parametrize("document", [None, [], "text", {}, {"@context": []}, {"@context": ["https://example.com"]}])
def test_what_is_no_credential_is_malformed(document: object) -> None:
    assert (
        check(document, contexts={}, key_of=named_key, status_of=published_status, now=NOW).verdict is Verdict.MALFORMED
    )


@pytest.mark.parametrize("revoked", [(), (0,), (7, 8), (131_071,)])
def test_a_bit_of_a_status_list_is_read_as_it_was_set(revoked: tuple[int, ...]) -> None:
    text = encoded(revoked)
    looked_at = {0, 1, 7, 8, 9, 131_070, 131_071}
    assert {index for index in looked_at if is_set(text, index)} == set(revoked)


@pytest.mark.parametrize(("text", "index"), [("u", 0), ("uAAAA", 0), (encoded(()), 131_072), (encoded(()), -1)])
def test_a_list_that_has_no_such_bit_answers_nothing(text: str, index: int) -> None:
    with pytest.raises(ValueError):
        is_set(text, index)


def test_a_list_that_unpacks_to_more_than_is_taken_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        is_set(encoded((), length=8 * (17 << 20)), 0)


@pytest.mark.parametrize("content", [b"", b"\0", b"\0\0abc", bytes(range(64))])
def test_base58_reads_back_what_it_wrote(content: bytes) -> None:
    assert multibase.decode_base58(multibase.encode_base58(content)) == content


@pytest.mark.parametrize(
    "method",
    ["", "did:web:a#z6Mk", "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi#z6MkOther", "did:key:u123"],
)
def test_a_method_that_names_no_key_of_its_own_is_unknown(method: str) -> None:
    with pytest.raises(ValueError):
        multibase.key_of_method(method)
