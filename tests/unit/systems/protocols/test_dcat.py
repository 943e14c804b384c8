"""DCAT-AP of a dataset and of the catalogue, as Turtle says it."""

from datetime import date

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description, Distribution
from naru.systems.protocols.core import dcat, turtle
from naru.systems.protocols.core.dcat import CatalogueHead, Concepts, HydraPage
from tests.listed import AT, dataset, everything, little, written


def said_of(*listed: Listed) -> str:
    concepts = Concepts()
    return "".join(turtle.write(node) for each in listed for node in dcat.dataset_nodes(each, concepts, AT))


def test_every_field_and_as_few_as_can_be() -> None:
    assert said_of(everything()) == written("dataset.ttl")
    assert said_of(little()) == written("little.ttl")


def test_what_many_datasets_point_to_is_described_once() -> None:
    both = said_of(everything(), everything())
    assert both.count("a dct:LinguisticSystem") == 1
    assert both.count('skos:prefLabel "TRAN"@en') == 1


def test_the_catalogue_says_whose_it_is_and_where_its_next_page_is() -> None:
    page = HydraPage(address=f"{AT.dcat}/p", first=f"{AT.dcat}/1", next=f"{AT.dcat}/2", total=3)
    head = CatalogueHead(city=Words("부산광역시", "Busan"), page=page)
    said = "".join(map(turtle.write, dcat.catalogue_nodes(head, Concepts(), AT)))
    assert said == written("catalogue.ttl")


@pytest.mark.parametrize(
    ("contact", "mail"),
    [("주차과 a.b+c@busan.go.kr (051)", "<mailto:a.b+c@busan.go.kr>"), ("주차과 051-1", ""), ("@", "")],
)
def test_a_mail_address_in_a_contact_is_an_address(contact: str, mail: str) -> None:
    text = said_of(Listed(dataset=dataset(Description(title="가", contact=contact))))
    assert ("vcard:hasEmail" in text) is bool(mail)
    assert mail in text


def test_an_open_period_has_one_end_and_a_licence_stands_at_a_dataset_without_files() -> None:
    said = Description(title="가", period_end=date(2025, 1, 1), licence="cc-by-4.0")
    text = said_of(Listed(dataset=dataset(said)))
    assert "dcat:startDate" not in text
    assert 'dcat:endDate "2025-01-01"^^xsd:date' in text
    assert text.count("dct:license") == 1


@pytest.mark.parametrize("format_", ["", "zzz"])
def test_a_format_outside_the_list_is_its_letters_and_none_is_nothing(format_: str) -> None:
    file = Distribution(id="f", title="", format=format_, url="https://a.example/f", bytes=0)
    text = said_of(Listed(dataset=dataset(Description(title="가")), distributions=(file,)))
    assert ("dct:format" in text) is bool(format_)
    assert ('rdfs:label "ZZZ"' in text) is bool(format_)
    assert 'dcat:byteSize "0"' in text
