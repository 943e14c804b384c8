"""A vault opens for its owner's passphrase alone, and gives out nothing that is not hers."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import vault
from naru.systems.mydata.core.vault import Entry
from naru.systems.mydata.standards import items

AT = "2026-11-29T00:00:00+09:00"
ENTRIES = [
    Entry(item="health_check.glucose", value=98, holder="건강", at=AT),
    Entry(item="health_check.checked_on", value="=1+1", holder="건강", at=AT),
    Entry(item="bus_card.stops", value=["서면", "부산역"], holder="버스", at=AT),
]
SEALED = vault.seal(ENTRIES, "열두글자보다긴암호입니다", owner="a", number=2)


def test_it_opens_as_it_was_sealed_and_says_nothing_closed() -> None:
    assert vault.unseal(SEALED, "열두글자보다긴암호입니다", owner="a", number=2) == ENTRIES
    assert b"glucose" not in SEALED.body
    assert vault.seal(ENTRIES, "열두글자보다긴암호입니다", owner="a", number=2).body != SEALED.body


@pytest.mark.parametrize(
    "change",
    [
        {"passphrase": "열두글자보다긴암호입니나"},
        {"owner": "b"},
        {"number": 1},
        {"sealed": replace(SEALED, salt=bytes(16))},
        {"sealed": replace(SEALED, nonce=bytes(12))},
        {"sealed": replace(SEALED, body=SEALED.body[:-1] + bytes([SEALED.body[-1] ^ 1]))},
    ],
)
def test_nothing_else_opens_it(change: dict[str, Any]) -> None:
    said: dict[str, Any] = {
        "sealed": SEALED,
        "passphrase": "열두글자보다긴암호입니다",
        "owner": "a",
        "number": 2,
    } | change
    with pytest.raises(Refused) as refused:
        vault.unseal(said["sealed"], said["passphrase"], owner=said["owner"], number=said["number"])
    assert refused.value.code == "passphrase_wrong"


def test_a_short_passphrase_is_refused() -> None:
    vault.seal([], "열두글자의암호입니다열둘", owner="a", number=1)
    with pytest.raises(Refused) as refused:
        vault.seal([], "열한글자의암호입니다열", owner="a", number=1)
    assert refused.value.code == "passphrase_short"


def test_hashes_are_left_out_and_other_people_masked() -> None:
    given = [
        Entry(item="health_check.resident_hash", value="ab12", holder="건강", at=AT),
        Entry(item="health_check.doctor", value="김의사", holder="건강", at=AT),
        Entry(item="health_check.glucose", value=98, holder="건강", at=AT),
        Entry(item="nobody.knows", value=1, holder="건강", at=AT),
    ]
    assert [(each.item, each.value) for each in vault.for_download(given, items())] == [
        ("health_check.doctor", vault.MASK),
        ("health_check.glucose", 98),
    ]


def test_a_table_runs_nothing_and_a_bundle_has_quantities_of_health_alone() -> None:
    rows = list(csv.reader(io.StringIO(vault.as_csv(ENTRIES, items()))))
    assert [row[2] for row in rows[1:]] == ["98", "'=1+1", '["서면", "부산역"]']
    assert rows[1] == ["health_check.glucose", "공복 혈당", "98", "mg/dL", "건강", AT]
    bundle = vault.as_fhir(ENTRIES, items(), lists=["health_check"])
    first, second = (each["resource"] for each in bundle["entry"])
    assert first["valueQuantity"] == {"value": 98, "unit": "mg/dL"}
    assert second["valueString"] == "=1+1"
    assert len(vault.as_json(ENTRIES, items())["values"]) == 3
