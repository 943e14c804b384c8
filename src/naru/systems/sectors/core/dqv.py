"""A report in the words of the W3C Data Quality Vocabulary, as JSON-LD that stands beside a dataset's DCAT."""

from datetime import datetime

from naru.base.kit.canonical import JSON
from naru.systems.sectors.core.profiles import Profile
from naru.systems.sectors.core.values import Report, RuleResult, Severity, Status

CONTEXT: dict[str, JSON] = {
    "dqv": "http://www.w3.org/ns/dqv#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def quality(report: Report, profile: Profile, *, dataset: str, at: datetime) -> dict[str, JSON]:
    """``dataset`` is its address. A rule that was not checked has no measurement: its annotation says why."""
    conforms: dict[str, JSON] = {"dct:conformsTo": {"@id": _profile(profile)}} if report.verdict.is_conforming else {}
    return {
        "@context": CONTEXT,
        "@id": dataset,
        **conforms,
        "dqv:hasQualityMeasurement": [
            *([_measurement("score", str(report.score), dataset, at)] if report.score is not None else []),
            *(_rule(each, dataset, at) for each in report.rules if each.status is not Status.NOT_CHECKED),
        ],
        "dqv:hasQualityAnnotation": [
            {
                "@type": "dqv:QualityAnnotation",
                "oa:hasTarget": {"@id": dataset},
                "oa:hasBody": {
                    "dqv:inDimension": _dimension(each.rule),
                    "dct:description": [
                        {"@value": f"{each.words.ko} {each.reason.ko}", "@language": "ko"},
                        {"@value": f"{each.words.en} {each.reason.en}", "@language": "en"},
                    ],
                },
            }
            for each in report.not_checked
            if each.reason is not None
        ],
    }


def _profile(profile: Profile) -> str:
    return f"urn:naru:profile:{profile.name}:{profile.version}"


def _rule(rule: RuleResult, dataset: str, at: datetime) -> JSON:
    made = _measurement(rule.rule, str(rule.failed), dataset, at)
    body: dict[str, JSON] = {
        "dqv:inDimension": _dimension(rule.rule),
        "dct:title": [{"@value": rule.words.ko, "@language": "ko"}, {"@value": rule.words.en, "@language": "en"}],
        "dct:extent": {"@value": str(rule.checked), "@type": "xsd:integer"},
    }
    return {**made, "dqv:isMeasurementOf": {"@id": f"urn:naru:rule:{rule.rule}", **body}, **_severity(rule)}


def _severity(rule: RuleResult) -> dict[str, JSON]:
    return {"dqv:inCategory": "error" if rule.severity is Severity.ERROR else "notice"}


def _measurement(metric: str, value: str, dataset: str, at: datetime) -> dict[str, JSON]:
    kind = "xsd:decimal" if metric == "score" else "xsd:integer"
    return {
        "@type": "dqv:QualityMeasurement",
        "dqv:computedOn": {"@id": dataset},
        "dqv:isMeasurementOf": {"@id": f"urn:naru:rule:{metric}"},
        "dqv:value": {"@value": value, "@type": kind},
        "prov:generatedAtTime": {"@value": at.isoformat(), "@type": "xsd:dateTime"},
    }


_DIMENSIONS = {
    "required": "completeness",
    "missing_required_column": "completeness",
    "unique": "uniqueness",
    "codes": "validity",
    "change": "stability",
    "foreign_key": "consistency",
    "foreign_key_violation": "consistency",
}


def _dimension(rule: str) -> JSON:
    return f"urn:naru:dimension:{_DIMENSIONS.get(rule.rpartition('.')[2], 'conformance')}"
