from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.key_spec import read_key_spec
from tests.unit.systems.combination.specs import PLAIN

STORED = PLAIN.to_json()


def test_a_specification_reads_back_as_it_was_written() -> None:
    assert read_key_spec(STORED) == PLAIN
    assert read_key_spec(STORED).digest == PLAIN.digest


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"case": "A"}, "case"),
        ({"version": 0}, "version"),
        ({"version": "x"}, "x"),
        ({"items": []}, "items"),
        ({"items": [{"name": "name", "kind": "shoe_size"}]}, "shoe_size"),
        ({"items": [{"kind": "text"}]}, "name: missing"),
        ({"keys": []}, "keys"),
        ({"keys": [["name"], ["name"]]}, "keys"),
        ({"keys": [["weight"]]}, "keys"),
        ({"keys": [["name", "name"]]}, "keys"),
        ({"parties": ["card"]}, "parties"),
        ({"parties": ["card", "card"]}, "parties"),
        ({"parties": ["card", "../x"]}, "parties"),
        ({"many": ["bank"]}, "many"),
        ({"many": ["card", "hospital"]}, "many"),
        ({"mode": "md5"}, "md5"),
    ],
)
def test_what_is_wrong_in_a_specification_is_named(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused) as refused:
        read_key_spec({**STORED, **changed})
    assert refused.value.code == "key_spec_wrong"
    assert problem in refused.value.facts["problem"]


@pytest.mark.parametrize(
    "changed",
    [{"version": 2}, {"keys": [["name", "birth"]]}, {"period": "2026-03"}, {"mode": "oprf"}, {"many": ["card"]}],
)
def test_any_change_changes_the_digest(changed: dict[str, Any]) -> None:
    assert read_key_spec({**STORED, **changed}).digest != PLAIN.digest
