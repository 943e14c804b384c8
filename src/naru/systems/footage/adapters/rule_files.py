"""Rules as a city's file has them: YAML, ``rules:`` a list, each as ``core.events.mapping`` reads it."""

from pathlib import Path
from typing import Any

import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.events import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.systems.footage.core.events.mapping import mapping_from_rule, rule_from_mapping
from naru.systems.footage.core.events.rules import Rule

LARGEST_BYTES = 1 << 20


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Raises ``Refused``: ``rules_file_unreadable`` with the file and what is wrong, ``rule_unreadable`` with rule and field."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_BYTES + 1)
        mapping: Any = yaml.safe_load(text) if len(text) <= LARGEST_BYTES else None
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refused("rules_file_unreadable", file=path.name, what=type(error).__name__) from None
    listed = mapping.get("rules") if isinstance(mapping, dict) else None
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise Refused("rules_file_unreadable", file=path.name, what="rules:")
    rules = tuple(rule_from_mapping(each) for each in listed)
    if twice := next((rule.id for at, rule in enumerate(rules) if rule.id in {each.id for each in rules[:at]}), None):
        raise Refused("rules_file_unreadable", file=path.name, what=f"id: {twice} × 2")
    return rules


def rules_text(rules: tuple[Rule, ...]) -> str:
    """What ``read_rules`` reads back as the same rules."""
    plain = {"rules": [mapping_from_rule(rule) for rule in rules]}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
