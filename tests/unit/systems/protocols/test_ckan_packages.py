"""Packages, resources and lists as CKAN's clients read them."""

import pytest

from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.protocols.core import ckan_packages
from tests.listed import AT, everything, little, written


def test_every_field_and_as_few_as_can_be() -> None:
    expected = written("ckan_packages.json")
    assert ckan_packages.package(everything(), AT) == expected["everything"]
    assert ckan_packages.package(little(), AT) == expected["little"]


@pytest.mark.parametrize(
    ("state", "said"), [(State.PUBLISHED, "active"), (State.WITHDRAWN, "deleted"), (State.DRAFT, "draft")]
)
def test_states_are_said_in_its_words(state: State, said: str) -> None:
    assert ckan_packages.package(everything(state=state), AT)["state"] == said


def test_what_is_not_open_to_everyone_is_private_and_not_open() -> None:
    made = ckan_packages.package(everything(access=Access.SIGNED_IN), AT)
    assert (made["private"], made["isopen"]) == (True, False)


def test_counts_stand_only_where_they_were_counted() -> None:
    assert "package_count" not in ckan_packages.organisation("a", "가", "A")
    assert ckan_packages.organisation("a", "가", "A", 0)["package_count"] == 0
    assert "package_count" not in ckan_packages.group("transport")
    assert ckan_packages.group("transport", 3)["package_count"] == 3


def test_a_licence_is_open_where_it_allows_use_for_money_and_changes() -> None:
    said = {each["id"]: each["od_conformance"] for each in ckan_packages.licences()}
    assert said.keys() == LICENCES.keys()
    assert (said["cc-by-4.0"], said["cc-by-nc-4.0"]) == ("approved", "rejected")
    assert all((said[code] == "approved") is (each.commercial and each.derivatives) for code, each in LICENCES.items())


def test_facets_come_in_both_forms() -> None:
    assert ckan_packages.facets([("groups", "주제", [("transport", "교통", 2)])]) == {
        "facets": {"groups": {"transport": 2}},
        "search_facets": {
            "groups": {"title": "주제", "items": [{"name": "transport", "display_name": "교통", "count": 2}]}
        },
    }
