"""A credential checked: its shape, its proofs, its dates, its status, and one verdict that says which of them failed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from naru.base.kit.words import Words
from naru.systems.academy.core.canonical_rdf import Contexts, ContextUnknown, TermUnknown
from naru.systems.academy.core.proofs import KeyOf, KeyUnknown, ProofWrong, SuiteUnknown, require_proven

JSON = dict[str, Any]


class Verdict(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    FORGED = "forged"
    MALFORMED = "malformed"
    SUITE_UNKNOWN = "suite_unknown"
    KEY_UNKNOWN = "key_unknown"
    CONTEXT_UNKNOWN = "context_unknown"
    STATUS_UNKNOWN = "status_unknown"

    @property
    def words(self) -> Words:
        return VERDICT_WORDS[self]


class Status(StrEnum):
    """What a status list says of a credential."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


StatusOf = Callable[[Mapping[str, Any]], Status]
VERDICT_WORDS = {
    Verdict.VALID: Words("유효합니다", "Valid"),
    Verdict.REVOKED: Words("취소된 증명서입니다", "Revoked"),
    Verdict.EXPIRED: Words("유효 기간이 지났습니다", "Expired"),
    Verdict.NOT_YET: Words("아직 유효하지 않습니다", "Not valid yet"),
    Verdict.FORGED: Words("서명이 내용과 맞지 않습니다", "The signature is not of this content"),
    Verdict.MALFORMED: Words("증명서의 모양이 아닙니다", "Not a well-formed credential"),
    Verdict.SUITE_UNKNOWN: Words(
        "아는 서명 방식이 아니어서 확인하지 못했습니다", "Signed in a way that cannot be checked here"
    ),
    Verdict.KEY_UNKNOWN: Words("서명한 열쇠를 알 수 없어 확인하지 못했습니다", "The signer's key cannot be known"),
    Verdict.CONTEXT_UNKNOWN: Words(
        "모르는 어휘로 적혀 있어 확인하지 못했습니다", "Written in a vocabulary that is not kept here"
    ),
    Verdict.STATUS_UNKNOWN: Words("취소되었는지 확인하지 못했습니다", "Whether it was revoked could not be checked"),
}
BASES = frozenset({"https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``detail`` is for whoever looks closer: the term, the suite or the key in question."""

    verdict: Verdict
    detail: str = ""


def check(document: Any, *, contexts: Contexts, key_of: KeyOf, status_of: StatusOf, now: datetime) -> Checked:
    """The first of shape, proof, dates and status that fails; a status that cannot be read is never taken for good."""
    if fault := _fault(document):
        return Checked(verdict=Verdict.MALFORMED, detail=fault)
    try:
        require_proven(document, contexts, key_of)
        window = _window(document, now)
    except TermUnknown as error:
        return Checked(verdict=Verdict.MALFORMED, detail=str(error))
    except ContextUnknown as error:
        return Checked(verdict=Verdict.CONTEXT_UNKNOWN, detail=str(error))
    except SuiteUnknown as error:
        return Checked(verdict=Verdict.SUITE_UNKNOWN, detail=str(error))
    except KeyUnknown as error:
        return Checked(verdict=Verdict.KEY_UNKNOWN, detail=str(error))
    except ProofWrong as error:
        return Checked(verdict=Verdict.FORGED, detail=str(error))
    except ValueError as error:
        return Checked(verdict=Verdict.MALFORMED, detail=str(error))
    if window is not None:
        return Checked(verdict=window)
    return Checked(verdict=_status(document, status_of))


def _fault(document: Any) -> str:
    match document:
        case {
            "@context": [str(base), *_],
            "type": kinds,
            "issuer": str() | {"id": str()},
            "credentialSubject": subject,
        }:
            if base not in BASES:
                return "@context"
            if not isinstance(kinds, list) or "VerifiableCredential" not in kinds:
                return "type"
            return "" if isinstance(subject, dict | list) and subject else "credentialSubject"
        case dict():
            return next(
                (name for name in ("@context", "type", "issuer", "credentialSubject") if name not in document),
                "@context",
            )
    return "json"


def _window(document: JSON, now: datetime) -> Verdict | None:
    starts = _moment(document.get("validFrom") or document.get("issuanceDate"))
    ends = _moment(document.get("validUntil") or document.get("expirationDate"))
    if starts is not None and now < starts:
        return Verdict.NOT_YET
    return Verdict.EXPIRED if ends is not None and now > ends else None


def _moment(text: Any) -> datetime | None:
    """Raises ``ValueError`` for a time without a zone."""
    if text is None:
        return None
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError(f"a time without its zone: {text}")
    return moment


def _status(document: JSON, status_of: StatusOf) -> Verdict:
    entries = document.get("credentialStatus")
    listed = entries if isinstance(entries, list) else [] if entries is None else [entries]
    found = {status_of(entry) if isinstance(entry, dict) else Status.UNKNOWN for entry in listed}
    if Status.REVOKED in found:
        return Verdict.REVOKED
    return Verdict.STATUS_UNKNOWN if Status.UNKNOWN in found else Verdict.VALID
