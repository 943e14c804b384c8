"""Protocols as pages list them."""

from naru.systems.protocols.core.protocol_list import PROTOCOLS
from tests.listed import AT

WITHOUT_ONE_OF_A_DATASET = {"data_json", "ogc_features", "stac", "feeds", "mcp"}


def test_every_protocol_has_an_address_here_and_a_specification() -> None:
    assert len({each.id for each in PROTOCOLS}) == len(PROTOCOLS)
    for each in PROTOCOLS:
        assert each.address(AT).startswith(AT.site), each.id
        assert each.specification.startswith("https://"), each.id


def test_a_dataset_has_an_address_in_all_but_those_of_the_whole_and_of_some() -> None:
    assert {each.id for each in PROTOCOLS if each.of_dataset is None} == WITHOUT_ONE_OF_A_DATASET
    said = {each.id: each.of_dataset(AT, "d1") for each in PROTOCOLS if each.of_dataset}
    assert all(address.startswith(AT.site) and "d1" in address for address in said.values())
    assert len(set(said.values())) == len(said)
