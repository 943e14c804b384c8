"""``data.json``: its required fields are there even where the catalogue has no value."""

import json
from datetime import date

import pytest

from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description
from naru.systems.protocols.core import data_json
from tests.listed import AT, dataset, everything, little, written

CITY = "부산광역시"


def test_every_field_and_as_few_as_can_be() -> None:
    expected = written("data_json.json")
    assert data_json.dataset(everything(), publisher=CITY, at=AT) == expected["everything"]
    assert data_json.dataset(little(), publisher=CITY, at=AT) == expected["little"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2020, 1, 1), date(2021, 1, 1), "2020-01-01/2021-01-01"),
        (date(2020, 1, 1), None, "2020-01-01/2020-01-01"),
        (None, date(2021, 1, 1), "2021-01-01/2021-01-01"),
    ],
)
def test_an_open_end_of_a_period_is_said_as_the_other(start: date | None, end: date | None, said: str) -> None:
    listed = Listed(dataset=dataset(Description(title="기간", period_start=start, period_end=end)))
    assert data_json.dataset(listed, publisher=CITY, at=AT)["temporal"] == said


@pytest.mark.parametrize("access", [Access.SIGNED_IN, Access.GRANTED])
def test_what_is_not_open_to_everyone_says_what_is_needed(access: Access) -> None:
    said = data_json.dataset(everything(access=access), publisher=CITY, at=AT)
    assert said["accessLevel"] == "restricted public"
    assert "entitlement" in said["rights"]


@pytest.mark.parametrize("count", [0, 1, 3, 400])
def test_the_document_is_json_that_begins_before_it_ends(count: int) -> None:
    pieces = list(data_json.document((little(f"자료 {n}") for n in range(count)), publisher=CITY, at=AT))
    said = json.loads(b"".join(pieces))
    assert [each["title"] for each in said["dataset"]] == [f"자료 {n}" for n in range(count)]
    assert said["conformsTo"] == data_json.SCHEMA
    assert (len(pieces) > 2) is (count == 400)
