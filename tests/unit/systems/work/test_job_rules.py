"""A job's rules: read, or refused with what is wrong."""

import json
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.work.core.job_rules import ContractKind, PayBy, read_rules
from naru.systems.work.rules_text import EXAMPLE

RULES: dict[str, Any] = json.loads(EXAMPLE)


def test_the_example_can_be_read() -> None:
    rules = read_rules(RULES)
    assert (rules.by, rules.won, rules.contract, rules.batch_size) == (PayBy.PIECE, 120, ContractKind.FREELANCE, 20)
    assert rules.label_names == ("road", "noise", "other")
    assert rules.label_words("noise").ko == "소음"
    assert rules.label_words("gone").ko == "gone"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"labels": []}, "labels"),
        ({"labels": [RULES["labels"][0]] * 2}, "labels: doubled"),
        ({"labels": [{"name": "가" * 41, "ko": "가", "en": "a"}]}, "labels: name"),
        ({"pay": {"by": "piece", "won": 0}}, "pay.won"),
        ({"pay": {"by": "piece", "won": 1_000_001}}, "pay.won"),
        ({"batch_size": 0}, "batch_size"),
        ({"batch_size": 501}, "batch_size"),
        ({"gold_in_batch": 21}, "gold_in_batch"),
        ({"doubled_share": "1.01"}, "doubled_share"),
        ({"lease_minutes": 0}, "lease_minutes"),
        ({"lease_minutes": 10_081}, "lease_minutes"),
        ({"rework_days": 31}, "rework_days"),
        ({"training": RULES["training"] | {"size": 0}}, "training.size"),
        ({"training": RULES["training"] | {"pass_share": "0"}}, "training.pass_share"),
        ({"training": RULES["training"] | {"tries": 11}}, "training.tries"),
        ({"training": RULES["training"] | {"won": -1}}, "training.won"),
        ({"idle_seconds": 9}, "idle_seconds"),
        ({"pay_weekday": 7}, "pay_weekday"),
        ({"box_overlap": "0"}, "box_overlap"),
        ({"box_overlap": "1.01"}, "box_overlap"),
    ],
)
def test_what_is_out_of_bounds(changed: dict[str, Any], what: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rules(RULES | changed)
    assert (refused.value.code, refused.value.facts["what"]) == ("work_rules_refused", what)


@pytest.mark.parametrize("gone", sorted(set(RULES) - {"hours"}))
def test_nothing_may_be_missing(gone: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rules({name: value for name, value in RULES.items() if name != gone})
    assert refused.value.code == "work_rules_refused"


def test_on_the_edge_it_is_still_fine() -> None:
    read_rules(
        RULES | {"batch_size": 500, "gold_in_batch": 500, "doubled_share": "1", "pay_weekday": 6, "box_overlap": "1"}
    )


def test_freelance_work_has_no_hours() -> None:
    hours = {"from": "09:00", "until": "18:00"}
    with pytest.raises(Refused) as refused:
        read_rules(RULES | {"hours": hours})
    assert refused.value.code == "work_freelance_hours"
    rules = read_rules(RULES | {"hours": hours, "contract": "employment"})
    assert rules.hours is not None
    assert [f"{each:%H:%M}" for each in rules.hours] == ["09:00", "18:00"]
