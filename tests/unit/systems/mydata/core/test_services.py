"""What a service must say before it may ask anyone."""

from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core.services import choices_named, names, terms_json, terms_of
from naru.systems.mydata.standards import grounds, item_lists, items, refusal_grounds, retention_grounds

WHOLE: dict[str, Any] = {
    "purposes": [
        {
            "code": "walk",
            "ko": "하루에 얼마나 걸을지 정합니다.",
            "en": "Decides how far to walk.",
            "items": ["bus_card.rides"],
        }
    ],
    "period_days": 1,
    "frequency_days": 0,
    "retention_days": 1,
    "security": "암호화",
}


def changed(**more: Any) -> dict[str, Any]:
    return WHOLE | more


def purpose(**more: Any) -> dict[str, Any]:
    return changed(purposes=[WHOLE["purposes"][0] | more])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (changed(period_days=None), "service_incomplete"),
        (changed(period_days=0), "service_incomplete"),
        (changed(period_days=36501), "service_incomplete"),
        (changed(period_days=True), "service_incomplete"),
        (changed(frequency_days=-1), "service_incomplete"),
        (changed(retention_days=None), "service_incomplete"),
        (changed(retention_days="30"), "service_incomplete"),
        (changed(security=""), "service_incomplete"),
        (changed(purposes=[]), "service_incomplete"),
        (purpose(items=[]), "service_incomplete"),
        (purpose(ko="조회"), "purpose_unsaid"),
        (purpose(en="lookup"), "purpose_unsaid"),
        (purpose(items=["bus_card.rides", "bus_card.seat"]), "item_unknown"),
        (purpose(items=["nobody.rides"]), "item_unknown"),
        (changed(condition_of_unrelated_benefit=True), "coupled_benefit"),
    ],
)
def test_what_is_not_specific_is_no_request(raw: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        terms_of(raw, item_lists())
    assert refused.value.code == code


def test_terms_are_read_as_they_were_written() -> None:
    terms = terms_of(WHOLE, item_lists())
    assert terms_of(terms_json(terms), item_lists()) == terms
    assert terms.choices == choices_named(["walk:bus_card.rides"])
    assert terms.lists == {"bus_card"}
    assert names(terms.choices) == ["walk:bus_card.rides"]
    assert terms_of(changed(period_days=36500), item_lists()).period_days == 36500


def test_the_lists_name_each_item_once_in_two_languages_and_the_grounds_have_a_source() -> None:
    assert set(item_lists()) == {"health_check", "bus_card", "bank_account"}
    assert all(item.words.ko and item.words.en for item in items().values())
    assert len(refusal_grounds()) == 11
    assert set(retention_grounds()) == {"other_law", "dispute"}
    assert all(each.source and each.words.ko for each in grounds().values())
