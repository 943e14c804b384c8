"""The catalogue commands of ``naru``: ``search``, ``datasets``, ``index`` and ``erase-version``."""

from typing import Any

import click
import orjson

from naru.base.kit.person import SYSTEM

as_json_flag = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="JSON으로, 목록은 한 줄에 하나씩 · print JSON: one object, a list as one a line",
)


@click.command("search")
@click.argument("text")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="보일 결과의 수 · hits to show at most"
)
@click.option("--offset", default=0, show_default=True, type=click.IntRange(0), help="건너뛸 결과의 수 · hits to skip")
@click.option("--theme", multiple=True, help="이 주제만(코드), 여러 번 가능 · only this theme's code; may be repeated")
@click.option(
    "--format", "format_", multiple=True, help="이 파일 형식만, 여러 번 가능 · only this file format; may be repeated"
)
@as_json_flag
def search(text: str, limit: int, offset: int, theme: tuple[str, ...], format_: tuple[str, ...], as_json: bool) -> None:
    """TEXT로 데이터를 찾습니다 · Find datasets by TEXT: words, a question, initials of a title."""
    from naru.data.catalogue.core import korean
    from naru.data.catalogue.core.search_values import SearchRequest
    from naru.data.catalogue.search import indexer, search

    if not indexer.store().exists():
        indexer.refresh()
    korean.learn([text])  # loading the analyser is this command's start, not the search's time
    request = SearchRequest(
        text=text, limit=limit, offset=offset, facets={"theme": theme, "format": format_}, with_facets=False
    )
    result = search.search(request, SYSTEM)
    hits = [
        {
            "id": hit.dataset.id,
            "source_id": hit.dataset.source_id,
            "title": hit.dataset.title,
            "publisher": hit.dataset.description.publisher,
            "score": round(hit.score, 4),
        }
        for hit in result.hits
    ]
    if as_json:
        _print({"total": result.total, "fitting": result.fitting, "seconds": round(result.seconds, 6), "hits": hits})
        return
    click.echo(f"{result.total:,} · {result.seconds * 1000:.0f} ms")
    for hit in hits:
        click.echo(f"{hit['id']}  {hit['title']}  ({hit['publisher']})")


@click.command("datasets")
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1),
    help="보일 데이터의 수, 새것부터 · datasets to show, newest first",
)
@as_json_flag
def datasets(limit: int, as_json: bool) -> None:
    """모든 상태의 데이터를 최근에 바뀐 것부터 보입니다 · List datasets in every state, those changed last first."""
    from naru.data.catalogue import reads

    for dataset in reads.latest(SYSTEM, limit):
        if as_json:
            _print(
                {
                    "id": dataset.id,
                    "title": dataset.title,
                    "publisher": dataset.description.publisher,
                    "state": dataset.state,
                    "access": dataset.access,
                    "source": dataset.source,
                    "source_id": dataset.source_id,
                    "changed": dataset.changed,
                    "tables": [table.sql_name for table in reads.tables_of(dataset.id, SYSTEM)],
                }
            )
        else:
            click.echo(f"{dataset.id}  {dataset.state:<10} {dataset.title}")


@click.group("index")
def index() -> None:
    """카탈로그에서 만들어지는 검색 색인 · The search index, which is derived from the catalogue."""


@index.command("rebuild")
@as_json_flag
def rebuild(as_json: bool) -> None:
    """색인을 처음부터 다시 만듭니다 · Build the index anew from the catalogue's rows alone."""
    from time import perf_counter

    from naru.data.catalogue.search import indexer

    start = perf_counter()
    count = indexer.rebuild()
    seconds = round(perf_counter() - start, 3)
    if as_json:
        _print({"datasets": count, "seconds": seconds})
    else:
        click.echo(f"{count:,} · {seconds} s")


@index.command("refresh")
@as_json_flag
def refresh(as_json: bool) -> None:
    """그동안 바뀐 것을 지금 색인합니다 · Index what has changed since the last time, now."""
    from naru.data.catalogue.search import indexer

    count = indexer.refresh()
    if as_json:
        _print({"datasets": count})
    else:
        click.echo(f"{count:,}")


@index.command("reconcile")
@click.option("--repair", is_flag=True, help="다른 것을 다시 색인 · index again what differs")
@as_json_flag
def reconcile(repair: bool, as_json: bool) -> None:
    """색인을 카탈로그와 견줍니다 · Compare the index with the catalogue.

    종료 코드 1: 다른 것이 있고 고치지 않았습니다 · exit code 1 where they differ and were not repaired.
    """
    from naru.data.catalogue.search import indexer

    found = indexer.reconcile(repair=repair)
    if as_json:
        _print(
            {
                "differences": found.total,
                "missing": found.missing,
                "stale": found.stale,
                "left_over": found.left_over,
                "repaired": repair and found.total > 0,
            }
        )
    else:
        click.echo(f"{found.total:,}")
    if found.total and not repair:
        raise SystemExit(1)


def _print(value: Any) -> None:
    click.echo(orjson.dumps(value).decode())


@click.command("erase-version")
@click.argument("version")
@click.option("--basis", required=True, help="법이나 결정 · the law or the decision")
@click.option("--reason", required=True, help="까닭 · why")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")
def erase_version(version: str, basis: str, reason: str, as_json: bool) -> None:
    """철회하거나 반려한 VERSION(id)을 되살릴 수 없게 지웁니다 · Destroy VERSION (its id), withdrawn or rejected, for good."""
    from naru.data.catalogue import actions
    from naru.data.catalogue.core.values import VersionId

    erasure = actions.erase_version(VersionId(version), basis=basis, reason=reason, by=SYSTEM)
    if as_json:
        _print({"erasure": erasure.id if erasure else None, "held": erasure is None})
    else:
        click.echo(erasure.id if erasure else "확인 대기 · held: naru holds")
