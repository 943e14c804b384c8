"""A specification of two owners that most tests of combination agree on."""

from dataclasses import replace
from typing import Any

from naru.systems.combination.core.key_spec import Item, KeySpec, Kind

PLAIN = KeySpec(
    case="card-hospital",
    version=1,
    items=(
        Item(name="name", kind=Kind.KOREAN_NAME),
        Item(name="birth", kind=Kind.BIRTH),
        Item(name="sex", kind=Kind.SEX),
        Item(name="phone", kind=Kind.MOBILE),
    ),
    keys=(("name", "birth", "phone"), ("name", "birth", "sex"), ("phone", "birth")),
    parties=("card", "hospital"),
)


def spec(**changed: Any) -> KeySpec:
    return replace(PLAIN, **changed)
