"""A file's mapping → a set's plan; what is wrong is refused at its place in the file.

id: street-walkers
title: {ko: 거리 보행자 추적, en: Walkers in streets}
purpose: {ko: …, en: …}
publisher: 부산광역시
licence: kogl-1
access: open                       # open | signed_in | granted
legal_basis: …
keep_until: 2029-12-31
classes: [{name: person, ko: 사람, en: Person, attributes: [{name: pose, values: [stand, walk], changes: true}]}]
quotas: {class: {person: 0.6}, site_kind: {trade_area: 0.5}}
thresholds: {diversity: …, syntactic: …, semantic: …, validity: …, confidence: …, overlap: …, near_bits: …, shortcut: …}
splits: {train: 0.6, validation: 0.2, test: 0.2}
gold_share: 0.1
guideline: {ko: …, en: …}
"""

import re
from collections.abc import Mapping

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage.core.cameras.fields import Node
from naru.systems.footage.core.labels.values import AttributeRule, LabelClass
from naru.systems.footage.core.sets import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.systems.footage.core.sets.plan import QUOTA_DIMENSIONS, SPLIT_WORDS, Quota, SetPlan, Thresholds

FIELDS = (
    *("id", "title", "purpose", "publisher", "licence", "access", "legal_basis", "keep_until"),
    *("classes", "quotas", "thresholds", "splits", "gold_share", "guideline"),
)
SHARES = ("diversity", "syntactic", "semantic", "validity", "confidence", "overlap", "shortcut")
ACCESS = ("open", "signed_in", "granted")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,58}")
WHOLE = 1e-6  # how far shares that fill a whole may miss 1
BITS = 8  # most that near-duplicates may differ in: further on, pictures that have little in common are found


def plan_from_mapping(mapping: object) -> SetPlan:
    """Raises ``Refused``: ``set_field_missing``, ``set_field_unknown``, ``set_field_unusable`` with the ``place``."""
    try:
        return _plan(Node(mapping, ""))
    except Refused as refused:
        raise Refused(refused.code.replace("camera_field", "set_field"), **refused.facts) from None


def _plan(node: Node) -> SetPlan:
    node.only(*FIELDS)
    classes = tuple(_class(each) for each in node.field("classes").items())
    names = [each.name for each in classes]
    if not classes or len(set(names)) < len(names):
        raise node.field("classes").unusable("서로 다른 분류 하나 이상", "one class or more, each of another name")
    return SetPlan(
        id=_name(node.field("id")),
        title=_words(node.field("title")),
        purpose=_words(node.field("purpose")),
        publisher=node.field("publisher").text(),
        licence=node.field("licence").text(),
        access=_one_of(node.field("access"), ACCESS),
        legal_basis=node.field("legal_basis").text(),
        keep_until=node.field("keep_until").day(),
        classes=classes,
        quotas=tuple(_quotas(node)),
        thresholds=_thresholds(node.field("thresholds")),
        splits=_splits(node.field("splits")),
        gold_share=node.field("gold_share").number(0, 1),
        guideline=_words(node.field("guideline")),
    )


def _class(node: Node) -> LabelClass:
    node.only("name", "ko", "en", "attributes")
    rules = node.optional("attributes")
    return LabelClass(
        name=node.field("name").text(),
        attributes=tuple(_attribute(each) for each in rules.items()) if rules else (),
        words=Words(node.field("ko").text(), node.field("en").text()),
    )


def _attribute(node: Node) -> AttributeRule:
    node.only("name", "values", "changes")
    values = node.optional("values")
    changes = node.optional("changes")
    return AttributeRule(
        name=node.field("name").text(),
        values=tuple(each.text() for each in values.items()) if values else (),
        changes=changes is not None and changes.value in (True, "true"),
    )


def _quotas(node: Node) -> list[Quota]:
    found = node.optional("quotas")
    if found is None:
        return []
    found.only(*QUOTA_DIMENSIONS)
    return [
        Quota(dimension=dimension, value=value, share=found.field(dimension).field(value).number(0, 1))
        for dimension in found.mapping()
        for value in found.field(dimension).mapping()
    ]


def _thresholds(node: Node) -> Thresholds:
    node.only(*SHARES, "near_bits")
    shares = {name: node.field(name).number(0, 1) for name in SHARES}
    if not 0 < shares["confidence"] < 1 or not shares["overlap"]:
        raise node.unusable("0보다 크고 1보다 작은 신뢰수준과 겹침", "a confidence and an overlap between 0 and 1")
    return Thresholds(**shares, near_bits=node.field("near_bits").whole(0, BITS))


def _splits(node: Node) -> Mapping[str, float]:
    node.only(*SPLIT_WORDS)
    shares = {name: node.field(name).number(0, 1) for name in SPLIT_WORDS}
    if abs(sum(shares.values()) - 1) > WHOLE or not shares["train"] or not shares["test"]:
        raise node.unusable("더해서 1이 되는 몫", "shares that add up to 1")
    return shares


def _words(node: Node) -> Words:
    node.only("ko", "en")
    return Words(node.field("ko").text(), node.field("en").text())


def _name(node: Node) -> str:
    if not NAME.fullmatch(node.text()):
        raise node.unusable("영문 소문자, 숫자와 줄표", "lower-case letters, digits and hyphens")
    return node.text()


def _one_of(node: Node, known: tuple[str, ...]) -> str:
    if node.value not in known:
        raise node.unusable(f"{', '.join(known)} 가운데 하나", f"one of {', '.join(known)}")
    return str(node.value)


def plan_mapping(plan: SetPlan) -> dict[str, JSON]:
    """The mapping from which ``plan_from_mapping`` makes the plan again; JSON."""
    return {
        **{name: getattr(plan, name) for name in ("id", "publisher", "licence", "access", "legal_basis", "gold_share")},
        **{name: _both(getattr(plan, name)) for name in ("title", "purpose", "guideline")},
        "keep_until": plan.keep_until.isoformat(),
        "classes": [_class_mapping(each) for each in plan.classes],
        "quotas": {
            dimension: {quota.value: quota.share for quota in plan.quotas if quota.dimension == dimension}
            for dimension in dict.fromkeys(quota.dimension for quota in plan.quotas)
        },
        "thresholds": {name: getattr(plan.thresholds, name) for name in (*SHARES, "near_bits")},
        "splits": dict(plan.splits),
    }


def _class_mapping(each: LabelClass) -> dict[str, JSON]:
    words = each.words or Words(each.name, each.name)
    rules: list[JSON] = [
        {"name": rule.name, "values": list(rule.values), "changes": rule.changes} for rule in each.attributes
    ]
    return {"name": each.name, **_both(words), "attributes": rules}


def _both(words: Words) -> dict[str, JSON]:
    return {"ko": words.ko, "en": words.en}
