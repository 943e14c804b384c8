"""``naru ingest``: files, folders and addresses into tables; catalogue records into the catalogue. ``naru decide``: what waits."""

import sys

import click

REFUSED_EXIT = 2


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="표마다 JSON 한 줄 · one JSON object a table, one a line")
@click.option(
    "--dataset",
    "dataset_id",
    help="이 데이터(번호)의 새 버전으로 · load into this dataset (its id): a new version of its table",
)
@click.option(
    "--title",
    help="데이터의 제목, 없으면 파일 이름 · the dataset's title, where one is registered; else the file's name",
)
@click.option("--publisher", help="제공기관 · who issues the data")
@click.option("--licence", help="이용허락 코드 · the licence's code: kogl-1 … kogl-4, cc-by-4.0 …")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["auto", "table", "feed"]),
    default="auto",
    show_default=True,
    help="표로 읽을지 목록으로 읽을지 · whether the file is a table or a feed of records",
)
@click.option(
    "--feed", "feed_name", help="카탈로그 목록이면 그 이름 · the feed's name, where the file holds catalogue records"
)
@click.option(
    "--publish/--draft",
    default=True,
    show_default=True,
    help="모두에게 펴내거나 초안으로 · open the dataset to everyone, or keep a draft",
)
def ingest(
    paths: tuple[str, ...],
    as_json: bool,
    dataset_id: str | None,
    title: str | None,
    publisher: str | None,
    licence: str | None,
    kind: str,
    feed_name: str | None,
    publish: bool,
) -> None:
    """파일·폴더·주소를 표로 들여옵니다 · Load files, folders and addresses as tables, or feeds of catalogue records.

    CSV, TSV, XLS, XLSX, JSON, JSON lines, GeoJSON, SHP, GPKG, Parquet, and ZIP or GZ of these. A bad file does not keep
    the others out. Exit code 0: everything came in; 2: something was refused (it is named).
    """
    from naru.data.ingest.actions import LoadRequest
    from naru.data.ingest.batch import bring

    said = {"title": title, "publisher": publisher, "licence": licence}
    load_request = LoadRequest(
        about={name: text for name, text in said.items() if text},
        dataset_id=dataset_id,  # type: ignore[arg-type]
        publish=publish,
    )
    if bring(paths, load_request, kind=kind, feed_name=feed_name, as_json=as_json):
        sys.exit(REFUSED_EXIT)


@click.command()
@click.argument("load_id", metavar="LOAD")
@click.argument("decision", type=click.Choice(["publish", "drop", "mask", "reject"]))
@click.option(
    "--column",
    "columns",
    multiple=True,
    help="이 열만, 여러 번 가능. 없으면 찾은 열 모두 · only this column; may be repeated. Else all that were found",
)
@click.option("--reason", default="", help="publish: 그대로 공개하려는 까닭 · why it is to be published as it is")
@click.option(
    "--basis",
    default="",
    help="publish: 법적 근거 · the legal basis: consent, statute, official_duty, self_published, public_interest",
)
@click.option(
    "--basis-text", default="", help="publish: 조문이나 동의서 이름 · the article, or what the consent is called"
)
@click.option("--json", "as_json", is_flag=True, help="표마다 JSON 한 줄 · one JSON object a table, one a line")
def decide(
    load_id: str,
    decision: str,
    columns: tuple[str, ...],
    reason: str,
    basis: str,
    basis_text: str,
    as_json: bool,
) -> None:
    """개인정보가 있어 기다리는 LOAD를 정합니다 · Decide on LOAD, which waits because personal data was found in it.

    Without those columns, with their values masked, or not at all. The next file from the same source is treated alike.
    "publish" asks an officer to agree on the load's page, with a reason and a legal basis; numbers of identity
    (residents, foreigners, cards, passports, driver's licences, accounts) are never published as they are.
    """
    from naru.data.catalogue.core.disclosure import DisclosureRequest
    from naru.data.ingest.batch import ask_to_publish
    from naru.data.ingest.batch import decide as decide_from_terminal
    from naru.data.ingest.core.states import Decision

    if decision == Decision.PUBLISH:
        ask_to_publish(load_id, DisclosureRequest(reason=reason, basis=basis, basis_text=basis_text), as_json=as_json)
        return

    if decide_from_terminal(load_id, Decision(decision), columns, as_json=as_json):
        sys.exit(REFUSED_EXIT)


@click.command()
@click.argument("load_id", metavar="LOAD")
@click.option("--json", "as_json", is_flag=True, help="표마다 JSON 한 줄 · one JSON object a table, one a line")
def trust(load_id: str, as_json: bool) -> None:
    """이상해 보여 멈춘 LOAD가 맞다고 하고 이어 갑니다 · Say that LOAD, held because it looks odd, is as it should be.

    The next files from the same source are not held for the same reason.
    """
    from naru.data.ingest.batch import trust as trust_from_terminal

    if trust_from_terminal(load_id, as_json=as_json):
        sys.exit(REFUSED_EXIT)
