"""Addresses of one site; the integration tests ask each of them."""

from naru.systems.protocols.core.addresses import Addresses

AT = Addresses("https://city.example:8443")


def test_names_in_addresses_are_encoded() -> None:
    assert AT.table("d1", "표 & 가") == "https://city.example:8443/datasets/d1/?table=%ED%91%9C+%26+%EA%B0%80"
    assert AT.download("표", "csv") == "https://city.example:8443/api/v1/tables/%ED%91%9C/download.csv"
    assert AT.download("표", "csv", 3).endswith("/download.csv?version=3")
    assert AT.rows("표").endswith("/api/v1/tables/%ED%91%9C/rows")
    assert AT.publisher("부산").endswith("/publishers/%EB%B6%80%EC%82%B0/")
    assert AT.theme("transport").endswith("/search/?theme=transport")


def test_a_dataset_has_an_address_in_each_protocol() -> None:
    site = "https://city.example:8443"
    assert AT.dataset_iri("d1") == f"{site}/datasets/d1/#dataset"
    assert AT.dcat_dataset("d1", "rdf") == f"{site}/api/dcat/datasets/d1.rdf"
    assert AT.dcat_catalogue("ttl") == f"{site}/api/dcat/catalog.ttl"
    assert AT.data_package("d1") == f"{site}/api/packages/d1/datapackage.json"
    assert AT.croissant("d1") == f"{site}/api/croissant/d1.json"
    assert AT.package_show("d1") == f"{site}/api/3/action/package_show?id=d1"
    assert AT.record("d1") == f"{site}/api/ogc/records/collections/datasets/items/d1"
    assert AT.lineage_of("d1") == f"{site}/api/openlineage/d1.json"
    assert AT.oai_record("d1").endswith("/api/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:city.example:d1")


def test_the_citys_services_have_theirs() -> None:
    assert [AT.api, AT.ckan, AT.data_json, AT.features, AT.stac, AT.feeds, AT.mcp] == [
        f"https://city.example:8443{path}"
        for path in ("/api/v1", "", "/data.json", "/api/ogc/features", "/api/stac", "/api/feeds", "/api/mcp")
    ]


def test_an_oai_identifier_has_the_sites_name_without_its_port() -> None:
    assert AT.oai_identifier("d1") == "oai:city.example:d1"
    assert Addresses("http://[::1]:8000").host == "::1"
