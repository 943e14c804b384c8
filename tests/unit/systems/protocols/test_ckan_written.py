"""Packages as CKAN's clients write them: what is given changes, the rest stays, a licence is never guessed."""

from datetime import date
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.values import Description, DistributionIn
from naru.systems.protocols.core import ckan_written
from tests.listed import EVERYTHING


def test_what_is_not_given_stays() -> None:
    assert ckan_written.description({}, EVERYTHING) == EVERYTHING


def test_everything_that_has_a_place_here_is_read() -> None:
    given = {
        "title": "제목",
        "notes": "설명",
        "title_translated": {"ko": "제목", "en": "Title"},
        "notes_translated": {"en": "Notes"},
        "tags": [{"name": "가"}, "나"],
        "groups": [{"name": "transport"}, {"id": "environment"}, {"name": "unknown"}, "loose"],
        "license_id": "cc-by",
        "maintainer": "담당",
        "author": "기관",
        "url": "https://a.example/",
        "extras": [
            {"key": "frequency", "value": "daily"},
            {"key": "spatial_text", "value": "부산"},
            {"key": "issued", "value": "2024-01-02"},
            {"key": "modified", "value": "2024-01-03T10:00:00"},
            {"key": "temporal_start", "value": "2020-01-01"},
            {"key": "temporal_end", "value": "2021-01-01"},
            {"value": "no key"},
        ],
    }
    assert ckan_written.description(given, Description(title="")) == Description(
        title="제목",
        title_en="Title",
        description="설명",
        description_en="Notes",
        publisher="기관",
        themes=("transport", "environment"),
        keywords=("가", "나"),
        licence="cc-by-4.0",
        frequency="daily",
        place="부산",
        period_start=date(2020, 1, 1),
        period_end=date(2021, 1, 1),
        contact="담당",
        landing_page="https://a.example/",
        issued=date(2024, 1, 2),
        modified=date(2024, 1, 3),
    )


def test_lists_are_emptied_where_they_are_given_empty_and_names_are_not() -> None:
    emptied = ckan_written.description({"tags": None, "groups": [], "license_id": None, "author": ""}, EVERYTHING)
    assert (emptied.keywords, emptied.themes, emptied.licence) == ((), (), "")
    assert emptied.publisher == EVERYTHING.publisher
    unknown = {"extras": [{"key": "frequency", "value": "sometimes"}, {"key": "publisher", "value": "새 기관"}]}
    assert ckan_written.description(unknown, EVERYTHING).frequency == "monthly"
    assert ckan_written.description(unknown, EVERYTHING).publisher == "새 기관"


@pytest.mark.parametrize("given", [{"license_id": "made-up"}, {"extras": [{"key": "issued", "value": "어제"}]}])
def test_what_cannot_be_read_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as found:
        ckan_written.description(given, EVERYTHING)
    assert found.value.code == "parameter_unreadable"


def test_resources_are_files_elsewhere() -> None:
    given = {"resources": [{"url": "u", "datastore_active": True}, "loose", {"url": "https://a.example/a.csv"}]}
    assert list(ckan_written.distributions(given)) == [DistributionIn(url="https://a.example/a.csv")]
    assert list(ckan_written.distributions({})) == []


@pytest.mark.parametrize(("size", "read"), [(0, 0), (7, 7), (-1, None), ("7", None)])
def test_a_resource(size: Any, read: int | None) -> None:
    given = {"url": "u", "title": "이름", "format": "CSV" * 10, "size": size}
    assert ckan_written.distribution(given) == DistributionIn(
        title="이름", format=("csv" * 10)[:20], url="u", bytes=read
    )
    with pytest.raises(Refused) as found:
        ckan_written.distribution({"title": "이름"})
    assert found.value.code == "ckan_argument_missing"
