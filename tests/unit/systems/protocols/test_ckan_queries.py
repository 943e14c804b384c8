"""What CKAN's clients ask for, read; what is not understood is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.listing import ListingFilter
from naru.systems.protocols.core.ckan_queries import PackageSearch, package_search

NOON = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)


def filtered(**more: Any) -> PackageSearch:
    return PackageSearch(wanted=ListingFilter(**more), sort="-changed")


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ({}, filtered()),
        ({"q": "*:*"}, filtered()),
        ({"q": "주차장 요금"}, PackageSearch(text="주차장 요금")),
        ({"q": "주차장: 요금"}, PackageSearch(text="주차장: 요금")),
        ({"q": "title:주차장"}, PackageSearch(text="title:주차장")),
        ({"q": "tags:주차장"}, filtered(keyword="주차장")),
        ({"fq": "tags:주차장"}, filtered(keyword="주차장")),
        ({"fq": 'tags:"공영 주차장"'}, filtered(keyword="공영 주차장")),
        ({"fq": '+organization:busan +res_format:"CSV"'}, filtered(publisher="busan", format="csv")),
        ({"fq": "organization:busan AND groups:transport"}, filtered(publisher="busan", theme="transport")),
        ({"fq": 'license_id:("cc-by-4.0")'}, filtered(licence="cc-by-4.0")),
        ({"fq": "state:active dataset_type:dataset"}, filtered()),
        ({"fq_list": ["tags:가", "groups:energy"]}, filtered(keyword="가", theme="energy")),
        ({"fq": "id:01m"}, filtered(ids=("01m",))),
        ({"fq": "metadata_modified:[2026-05-06T12:00:00Z TO *]"}, filtered(since=NOON)),
        ({"fq": "metadata_modified:[* TO 2026-05-06T12:00:00Z]"}, filtered(until=NOON)),
        ({"sort": "title asc"}, PackageSearch(sort="title")),
        ({"sort": "id desc, title asc"}, PackageSearch(sort="-id")),
        ({"sort": "score desc", "q": "가"}, PackageSearch(text="가")),
        ({"rows": "1001", "start": "7"}, PackageSearch(sort="-changed", rows=1000, start=7)),
        ({"facet.field": '["organization", "tags"]'}, PackageSearch(sort="-changed", facet_fields=("organization", "tags"))),
        ({"facet.field": ["groups"]}, PackageSearch(sort="-changed", facet_fields=("groups",))),
    ],
)  # fmt: skip
def test_a_search_is_read_as_its_client_means_it(asked: dict[str, Any], read: PackageSearch) -> None:
    assert package_search(asked) == read


@pytest.mark.parametrize(
    "asked",
    [
        {"fq": "-tags:가"},
        {"fq": "author:가"},
        {"fq": "tags:가 OR tags:나"},
        {"fq": "tags:가 tags:나"},
        {"fq": "tags:[가 TO 나]"},
        {"fq": "(("},
        {"sort": "views desc"},
        {"rows": "-1"},
        {"rows": "many"},
        {"start": "9" * 30},
        {"fq": "metadata_modified:[yesterday TO *]"},
    ],
)
def test_what_is_not_understood_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        package_search(asked)
