"""What a person wrote stays; what nobody touched follows the source."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core.values import Description, DistributionIn
from naru.systems.harvest.core.merge import merged, merged_distributions, persons_fields, words

SAID = Description(title="주차장", description="옛 설명", keywords=("주차",), modified=date(2026, 1, 1))
NOW = replace(SAID, title="공영주차장", description="새 설명", modified=date(2026, 2, 1))


def test_what_nobody_touched_follows_the_source() -> None:
    assert merged(said=SAID, here=SAID, now=NOW) == NOW


def test_a_new_record_is_the_sources_word() -> None:
    assert merged(said=None, here=None, now=NOW) == NOW


@pytest.mark.parametrize("field", ["title", "description", "keywords", "modified"])
def test_a_persons_field_stays_and_the_others_follow(field: str) -> None:
    mine = {"title": "내 제목", "description": "내 설명", "keywords": (), "modified": None}[field]
    here = replace(SAID, **{field: mine})  # type: ignore[arg-type]
    after = merged(said=SAID, here=here, now=NOW)
    assert getattr(after, field) == mine
    assert replace(after, **{field: getattr(NOW, field)}) == NOW  # type: ignore[arg-type]


TEXTS = st.sampled_from(["", "a", "b", "c"])
DESCRIPTIONS = st.builds(Description, title=TEXTS, description=TEXTS, publisher=TEXTS, contact=TEXTS)


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_each_field_is_a_persons_or_the_sources_and_the_second_run_changes_nothing(
    said: Description, here: Description, now: Description
) -> None:
    after = merged(said=said, here=here, now=now)
    persons = persons_fields(said=said, here=here)
    for field in fields(Description):
        expected = here if field.name in persons else now
        assert getattr(after, field.name) == getattr(expected, field.name)
    assert merged(said=now, here=after, now=now) == after


def test_the_page_says_whose_word_a_field_is_and_what_the_source_says_instead() -> None:
    told = {word.field: word for word in words(said=SAID, here=replace(SAID, title="내 제목", keywords=()))}
    assert (told["title"].value, told["title"].is_persons, told["title"].source_says) == ("내 제목", True, "주차장")
    assert told["keywords"].is_persons
    assert not told["description"].is_persons
    assert "contact" not in told


CSV, XLSX = DistributionIn(url="https://a/1.csv", format="csv"), DistributionIn(url="https://a/1.xlsx", format="xlsx")
OWN = DistributionIn(url="https://own/map", format="html")
FILES = {
    "the source adds": ((CSV,), (CSV,), (CSV, XLSX), (CSV, XLSX)),
    "the source takes away": ((CSV, XLSX), (CSV, XLSX), (CSV,), (CSV,)),
    "a person added": ((CSV,), (CSV, OWN), (CSV, XLSX), (CSV, XLSX, OWN)),
    "a person took away": ((CSV, XLSX), (CSV,), (CSV, XLSX), (CSV,)),
    "both added the same": ((CSV,), (CSV, XLSX), (CSV, XLSX), (CSV, XLSX)),
}


@pytest.mark.parametrize("case", FILES)
def test_files(case: str) -> None:
    said, here, now, wanted = FILES[case]
    assert merged_distributions(said=said, here=here, now=now) == wanted


def test_layers_of_one_address_are_ways_of_their_own() -> None:
    layers = tuple(DistributionIn(url="https://wfs", format="wfs", title=name) for name in ("a", "b"))
    assert merged_distributions(said=(), here=(), now=layers) == layers
