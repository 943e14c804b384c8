"""An Open Badges 3.0 credential of a completed course, and the list of those taken back, as documents to be signed.

Source: https://www.imsglobal.org/spec/ob/v3p0/. The holder is named by a salted hash of their mail address and by the name that
stands on the certificate; whoever is shown it can ask the holder for the address and compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from naru.base.kit.words import Words
from naru.systems.academy.core.contexts import OB, VC

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    did: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """``code`` within a framework such as NCS or ESCO."""

    code: str
    name: Words
    framework: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something achieved, and where it can be looked at: an exercise, a rank in a challenge, a delivery."""

    name: str
    narrative: str
    genre: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a certificate says. ``salt`` is for the hash of the address alone."""

    number: str
    url: str
    holder: str
    email: str
    salt: str
    course: Words
    course_url: str
    course_version: int
    cohort: str
    summary: Words
    criteria: str
    hours: int
    starts: date
    ends: date
    skills: Sequence[Skill]
    results: Sequence[tuple[str, str]]  # what was measured, and the value
    claims: Sequence[Claim]
    awarded: datetime
    status_url: str
    status_index: int


def completion_badge(said: Completion, issuer: Issuer) -> JSON:
    """Unsigned. Only terms of ``contexts`` stand in it."""
    return {
        "@context": [VC, OB],
        "id": said.url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said.course.ko,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url},
        "validFrom": f"{said.awarded:%Y-%m-%dT%H:%M:%SZ}",
        "credentialSubject": _subject(said),
        "credentialStatus": {
            "id": f"{said.status_url}#{said.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": f"{said.status_index}",
            "statusListCredential": said.status_url,
        },
        **({"evidence": [_evidence(each) for each in said.claims]} if said.claims else {}),
    }


def _subject(said: Completion) -> JSON:
    described = [
        {"id": f"{said.course_url}#result-{place}", "type": ["ResultDescription"], "name": name, "resultType": "Result"}
        for place, (name, _) in enumerate(said.results, start=1)
    ]
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            _identity("name", said.holder),
            {**_identity("emailAddress", hashed_address(said.email, said.salt)), "hashed": True, "salt": said.salt},
        ],
        "activityStartDate": f"{said.starts}",
        "activityEndDate": f"{said.ends}",
        "term": said.cohort,
        "achievement": {
            "id": said.course_url,
            "type": ["Achievement"],
            "achievementType": "Certificate",
            "name": said.course.ko,
            "description": said.summary.ko,
            "inLanguage": "ko",
            "version": f"{said.course_version}",
            "criteria": {"type": "Criteria", "narrative": said.criteria},
            **({"alignment": [_alignment(each) for each in said.skills]} if said.skills else {}),
            **({"resultDescription": described} if described else {}),
        },
        **({"result": [_result(said, place) for place in range(1, len(described) + 1)]} if described else {}),
    }


def _result(said: Completion, place: int) -> JSON:
    return {
        "type": ["Result"],
        "resultDescription": f"{said.course_url}#result-{place}",
        "value": said.results[place - 1][1],
    }


def hashed_address(email: str, salt: str) -> str:
    """As Open Badges 3.0 has it for ``IdentityObject``."""
    return "sha256$" + sha256(f"{email.strip().lower()}{salt}".encode()).hexdigest()


def status_list_credential(url: str, bits: str, issuer: Issuer, at: datetime) -> JSON:
    """``bits`` as ``status_list.encoded`` writes them."""
    return {
        "@context": [VC],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits,
        },
    }


def _identity(kind: str, value: str) -> JSON:
    return {"type": "IdentityObject", "hashed": False, "identityType": kind, "identityHash": value}


def _alignment(skill: Skill) -> JSON:
    return {
        "type": ["Alignment"],
        "targetCode": skill.code,
        "targetName": skill.name.ko,
        "targetFramework": skill.framework,
        "targetType": "CFItem",
        "targetUrl": _skill_url(skill),
    }


def _skill_url(skill: Skill) -> str:
    return skill.code if skill.code.startswith("http") else f"urn:{skill.framework.lower()}:{skill.code}"


def _evidence(claim: Claim) -> JSON:
    return {
        "id": claim.url,
        "type": ["Evidence"],
        "name": claim.name,
        "narrative": claim.narrative,
        "genre": claim.genre,
    }
