"""A city's own rules: what `naru footage rules` prints comes back equal; what is wrong is named."""

from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.adapters.rule_files import read_rules, rules_text
from naru.systems.footage.core.events.acts import ACTS
from samples.scenes.camera_file import CAMERAS


def test_the_six_acts_survive_a_file(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(rules_text(ACTS), encoding="utf-8")
    assert read_rules(tmp_path / "rules.yaml") == ACTS


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "rules_file_unreadable", "rules:"),
        ("rules: []", "rules_file_unreadable", "rules:"),
        ("rules: [1]", "rules_file_unreadable", "rules:"),
        ("rules: {", "rules_file_unreadable", "ParserError"),
        ("rules: !!python/object/apply:os.getcwd []", "rules_file_unreadable", "ConstructorError"),
        ("rules: [{id: dog}]", "rule_unreadable", "dog"),
        (rules_text((ACTS[0], ACTS[0])), "rules_file_unreadable", ACTS[0].id),
    ],
    ids=["empty", "no-rule", "number", "broken", "tag", "field", "twice"],
)
def test_what_is_no_rule_is_said(tmp_path: Path, text: str, code: str, says: str) -> None:
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_rules(tmp_path / "rules.yaml")
    assert refused.value.code == code
    assert says in refused.value.words.en


def test_a_zone_names_only_rules_that_are_asked() -> None:
    assert read_cameras(CAMERAS / "simin.yaml", rules=ACTS)
    with pytest.raises(Refused, match="tent"):
        read_cameras(CAMERAS / "simin.yaml", rules=tuple(rule for rule in ACTS if rule.id != "tent"))
