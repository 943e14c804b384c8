"""Ready lines to copy: how each tool opens a dataset, or the whole catalogue."""

from dataclasses import dataclass
from urllib.parse import quote

from naru.base.kit.words import Words
from naru.systems.protocols.core.addresses import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``tool`` is what it is called; ``language`` highlights the code."""

    id: str
    tool: str
    about: Words
    language: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    id: str
    sql_name: str
    has_places: bool


def catalogue_lines(at: Addresses) -> tuple[Line, ...]:
    """For the whole catalogue."""
    mcp_config = f'{{"mcpServers": {{"naru": {{"type": "http", "url": "{at.mcp}"}}}}}}'
    return (
        Line(
            id="ai",
            tool="Claude · ChatGPT · MCP",
            about=Words("AI에게 데이터를 묻습니다. MCP 서버 주소로 넣으세요.", "Ask an AI. Add it as an MCP server."),
            language="json",
            code=mcp_config,
        ),
        Line(
            id="qgis",
            tool="QGIS",
            about=Words(
                "레이어 > 데이터 원본 관리자 > WFS / OGC API Features에 주소를 넣으세요.",
                "Layer > Data Source Manager > WFS / OGC API Features: add this address.",
            ),
            language="text",
            code=at.features,
        ),
        Line(
            id="ckanapi",
            tool="ckanapi",
            about=Words("CKAN 클라이언트로 찾습니다.", "Search with CKAN's client."),
            language="bash",
            code=f'ckanapi action package_search q="주차장" -r {at.ckan}',
        ),
        Line(
            id="dcat",
            tool="DCAT-AP",
            about=Words("다른 포털이 목록을 수집합니다.", "Harvest the catalogue into another portal."),
            language="bash",
            code=f'curl -L "{at.dcat_catalogue("ttl")}"',
        ),
        Line(
            id="oai",
            tool="OAI-PMH",
            about=Words("바뀐 것만 이어서 모읍니다.", "Gather what changed, page by page."),
            language="python",
            code=f'from sickle import Sickle; records = Sickle("{at.oai}").ListRecords(metadataPrefix="oai_dc")',
        ),
        Line(
            id="records",
            tool="OGC API Records",
            about=Words("OWSLib이나 GeoNetwork로 목록을 찾습니다.", "Search with OWSLib or GeoNetwork."),
            language="python",
            code=f'from owslib.ogcapi.records import Records; Records("{at.records}").collection_items("datasets", q="주차장")',
        ),
        Line(
            id="datajson",
            tool="data.json",
            about=Words("목록 전체를 파일 하나로 받습니다.", "The whole catalogue as one file."),
            language="bash",
            code=f'curl -L "{at.data_json}" -o data.json',
        ),
        Line(
            id="feed",
            tool="RSS · Atom",
            about=Words("구독기에 주소를 넣으면 새 데이터를 알려 줍니다.", "Put it into a reader to hear of new data."),
            language="text",
            code=f"{at.feeds}/datasets.atom",
        ),
    )


def dataset_lines(dataset_id: str, table: TableLine | None, at: Addresses) -> tuple[Line, ...]:
    """For one dataset; ``table`` is the one that is shown, None where it has none."""
    lines = [
        Line(
            id="rdf",
            tool="DCAT-AP",
            about=Words("설명을 RDF로 받습니다.", "Its description as RDF."),
            language="bash",
            code=f'curl "{at.dcat_dataset(dataset_id, "ttl")}"',
        ),
        Line(
            id="ckan",
            tool="ckanapi",
            about=Words("CKAN 클라이언트로 엽니다.", "Open it with CKAN's client."),
            language="bash",
            code=f"ckanapi action package_show id={dataset_id} -r {at.ckan}",
        ),
    ]
    return (*_table_lines(dataset_id, table, at), *lines) if table else tuple(lines)


def _table_lines(dataset_id: str, table: TableLine, at: Addresses) -> list[Line]:
    found = [
        Line(
            id="duckdb",
            tool="DuckDB",
            about=Words("내려받지 않고 바로 묻습니다.", "Ask without downloading first."),
            language="sql",
            code=f"SELECT * FROM read_parquet('{at.download(table.sql_name, 'parquet')}') LIMIT 10;",  # noqa: S608 - a line to copy
        ),
        Line(
            id="frictionless",
            tool="Frictionless",
            about=Words("열의 뜻과 형을 갖춘 꾸러미로 엽니다.", "A package with column types."),
            language="bash",
            code=f'frictionless validate "{at.data_package(dataset_id)}"',
        ),
        Line(
            id="croissant",
            tool="mlcroissant",
            about=Words("기계학습 도구로 불러옵니다.", "Load it for machine learning."),
            language="python",
            code=f'import mlcroissant as mlc; rows = mlc.Dataset(jsonld="{at.croissant(dataset_id)}").records("{table.id}")',
        ),
    ]
    if table.has_places:
        found.insert(
            1,
            Line(
                id="ogr",
                tool="QGIS · ogr2ogr",
                about=Words("지도 도구로 엽니다.", "Open it in map tools."),
                language="bash",
                code=f'ogr2ogr out.gpkg "OAPIF:{at.features}/collections/{quote(table.sql_name)}"',
            ),
        )
    return found
