"""What the words of our credentials mean in RDF: the terms that we write, of the W3C's and 1EdTech's contexts.

Outside verifiers read the published contexts at these addresses; a test compares what both make of our documents. Terms that
are not here are unknown to us, and a document that uses one is refused rather than half understood.
Sources: https://www.w3.org/ns/credentials/v2, https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json.
"""

from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_CRED = "https://www.w3.org/2018/credentials#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_SEC = "https://w3id.org/security#"
_OB = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_SCHEMA = "https://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _link(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


def _typed(iri: str, kind: str) -> dict[str, str]:
    return {"@id": iri, "@type": kind}


_VC_TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "name": f"{_SCHEMA}name",
    "description": f"{_SCHEMA}description",
    "VerifiableCredential": f"{_CRED}VerifiableCredential",
    "BitstringStatusListCredential": f"{_STATUS}BitstringStatusListCredential",
    "BitstringStatusList": f"{_STATUS}BitstringStatusList",
    "BitstringStatusListEntry": f"{_STATUS}BitstringStatusListEntry",
    "DataIntegrityProof": f"{_SEC}DataIntegrityProof",
    "credentialStatus": _link(f"{_CRED}credentialStatus"),
    "credentialSubject": _link(f"{_CRED}credentialSubject"),
    "evidence": _link(f"{_CRED}evidence"),
    "issuer": _link(f"{_CRED}issuer"),
    "proof": {"@id": f"{_SEC}proof", "@type": "@id", "@container": "@graph"},
    "validFrom": _typed(f"{_CRED}validFrom", f"{_XSD}dateTime"),
    "validUntil": _typed(f"{_CRED}validUntil", f"{_XSD}dateTime"),
    "encodedList": _typed(f"{_STATUS}encodedList", f"{_SEC}multibase"),
    "statusListCredential": _link(f"{_STATUS}statusListCredential"),
    "statusListIndex": f"{_STATUS}statusListIndex",
    "statusPurpose": f"{_STATUS}statusPurpose",
    "created": _typed("http://purl.org/dc/terms/created", f"{_XSD}dateTime"),
    "cryptosuite": _typed(f"{_SEC}cryptosuite", f"{_SEC}cryptosuiteString"),
    "proofPurpose": _typed(f"{_SEC}proofPurpose", "@vocab"),
    "assertionMethod": _link(f"{_SEC}assertionMethod"),
    "proofValue": _typed(f"{_SEC}proofValue", f"{_SEC}multibase"),
    "verificationMethod": _link(f"{_SEC}verificationMethod"),
}
_OB_TERMS: dict[str, Any] = {
    "OpenBadgeCredential": f"{_OB}OpenBadgeCredential",
    "Achievement": f"{_OB}Achievement",
    "AchievementSubject": f"{_OB}AchievementSubject",
    "Alignment": f"{_SCHEMA}AlignmentObject",
    "Criteria": f"{_OB}Criteria",
    "Evidence": f"{_OB}Evidence",
    "IdentityObject": f"{_OB}IdentityObject",
    "Profile": f"{_OB}Profile",
    "Result": {
        "@id": f"{_OB}Result",
        "@context": {
            "resultDescription": _typed(f"{_OB}resultDescription", "https://www.w3.org/2001/XMLSchema#anyURI")
        },
    },
    "ResultDescription": f"{_OB}ResultDescription",
    "achievement": f"{_OB}achievement",
    "achievementType": f"{_OB}achievementType",
    "activityEndDate": _typed(f"{_OB}activityEndDate", "https://www.w3.org/2001/XMLSchema#date"),
    "activityStartDate": _typed(f"{_OB}activityStartDate", "https://www.w3.org/2001/XMLSchema#date"),
    "alignment": {"@id": f"{_OB}alignment", "@container": "@set"},
    "criteria": _link(f"{_OB}Criteria"),
    "genre": f"{_SCHEMA}genre",
    "hashed": _typed(f"{_OB}hashed", "https://www.w3.org/2001/XMLSchema#boolean"),
    "identifier": {"@id": f"{_OB}identifier", "@container": "@set"},
    "identityHash": f"{_OB}identityHash",
    "identityType": f"{_OB}identityType",
    "inLanguage": f"{_SCHEMA}inLanguage",
    "narrative": f"{_OB}narrative",
    "result": {"@id": f"{_OB}result", "@container": "@set"},
    "resultDescription": {"@id": f"{_OB}resultDescription", "@container": "@set"},
    "resultType": f"{_OB}resultType",
    "role": f"{_OB}role",
    "salt": f"{_OB}salt",
    "targetCode": f"{_OB}targetCode",
    "targetFramework": f"{_SCHEMA}targetFramework",
    "targetName": f"{_SCHEMA}targetName",
    "targetType": f"{_OB}targetType",
    "targetUrl": _typed(f"{_SCHEMA}targetUrl", "https://www.w3.org/2001/XMLSchema#anyURI"),
    "term": f"{_OB}term",
    "url": _typed(f"{_SCHEMA}url", "https://www.w3.org/2001/XMLSchema#anyURI"),
    "value": f"{_SCHEMA}value",
    "version": f"{_OB}version",
}
OURS: dict[str, Any] = {VC: {"@context": _VC_TERMS}, OB: {"@context": _OB_TERMS}}
