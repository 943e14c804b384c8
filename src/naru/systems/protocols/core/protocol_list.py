"""The protocols that are spoken here: what each is for, whose specification it is, where it is found."""

from collections.abc import Callable
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.systems.protocols.core.addresses import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """``id`` is for ever: recorded checks name it. ``of_dataset`` gives one dataset's address, where the protocol has one
    for any dataset: places and footage have not all of them."""

    id: str
    name: str
    version: str
    about: Words
    specification: str
    address: Callable[[Addresses], str]
    of_dataset: Callable[[Addresses, str], str] | None = None


PROTOCOLS: tuple[Protocol, ...] = (
    Protocol(
        id="dcat",
        name="DCAT-AP",
        version="3.0.1",
        about=Words("다른 포털이 목록 전체를 가져갑니다", "Other portals take the whole catalogue"),
        specification="https://semiceu.github.io/DCAT-AP/releases/3.0.1/",
        address=lambda at: at.dcat_catalogue("ttl"),
        of_dataset=lambda at, id_: at.dcat_dataset(id_, "ttl"),
    ),
    Protocol(
        id="schema_org",
        name="schema.org",
        version="29",
        about=Words("검색엔진이 데이터셋을 찾습니다", "Search engines find datasets"),
        specification="https://schema.org/Dataset",
        address=lambda at: f"{at.site}/sitemap.xml",
        of_dataset=lambda at, id_: at.dataset(id_),
    ),
    Protocol(
        id="ckan",
        name="CKAN Action API",
        version="3",
        about=Words("CKAN 도구로 찾고 행을 읽고 씁니다", "CKAN's tools find, read rows and write"),
        specification="https://docs.ckan.org/en/2.11/api/",
        address=lambda at: f"{at.site}/api/3/action/package_search",
        of_dataset=lambda at, id_: at.package_show(id_),
    ),
    Protocol(
        id="data_json",
        name="data.json (DCAT-US)",
        version="1.1",
        about=Words("목록 전체를 JSON 하나로 받습니다", "The whole catalogue as one JSON file"),
        specification="https://resources.data.gov/resources/dcat-us/",
        address=lambda at: at.data_json,
    ),
    Protocol(
        id="data_package",
        name="Data Package",
        version="2.0",
        about=Words("Frictionless 도구로 열 정보까지 엽니다", "Frictionless tools open tables with their columns"),
        specification="https://datapackage.org/",
        address=lambda at: at.data_package("{id}"),
        of_dataset=lambda at, id_: at.data_package(id_),
    ),
    Protocol(
        id="croissant",
        name="Croissant",
        version="1.1",
        about=Words("기계학습 도구가 데이터를 바로 씁니다", "Machine learning tools load the data"),
        specification="https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html",
        address=lambda at: at.croissant("{id}"),
        of_dataset=lambda at, id_: at.croissant(id_),
    ),
    Protocol(
        id="oai_pmh",
        name="OAI-PMH",
        version="2.0",
        about=Words("도서관과 연구 저장소가 목록을 모읍니다", "Libraries and repositories gather the catalogue"),
        specification="https://www.openarchives.org/OAI/openarchivesprotocol.html",
        address=lambda at: f"{at.oai}?verb=Identify",
        of_dataset=lambda at, id_: at.oai_record(id_),
    ),
    Protocol(
        id="ogc_features",
        name="OGC API Features",
        version="1.0",
        about=Words("QGIS 같은 지도 도구로 위치를 엽니다", "QGIS and other map tools open places"),
        specification="https://ogcapi.ogc.org/features/",
        address=lambda at: at.features,
    ),
    Protocol(
        id="ogc_records",
        name="OGC API Records",
        version="1.0",
        about=Words("공간정보 도구로 목록을 찾습니다", "Geospatial tools search the catalogue"),
        specification="https://ogcapi.ogc.org/records/",
        address=lambda at: at.records,
        of_dataset=lambda at, id_: at.record(id_),
    ),
    Protocol(
        id="stac",
        name="STAC API",
        version="1.0.0",
        about=Words("영상과 사진을 모아 찾습니다", "Find footage and pictures"),
        specification="https://github.com/radiantearth/stac-api-spec",
        address=lambda at: at.stac,
    ),
    Protocol(
        id="feeds",
        name="Atom · RSS",
        version="RFC 4287 · 2.0",
        about=Words("새 데이터 소식을 받아봅니다", "News of new data"),
        specification="https://www.rfc-editor.org/rfc/rfc4287",
        address=lambda at: f"{at.feeds}/datasets.atom",
    ),
    Protocol(
        id="openlineage",
        name="OpenLineage",
        version="2-0-2",
        about=Words("버전이 어디서 왔는지 따라갑니다", "Follow where each version came from"),
        specification="https://openlineage.io/docs/spec/",
        address=lambda at: at.lineage_of("{id}"),
        of_dataset=lambda at, id_: at.lineage_of(id_),
    ),
    Protocol(
        id="mcp",
        name="Model Context Protocol",
        version="2026-07-28",
        about=Words("언어 모델이 근거를 밝히며 답합니다", "Language models answer and cite"),
        specification="https://modelcontextprotocol.io/specification",
        address=lambda at: at.mcp,
    ),
)
