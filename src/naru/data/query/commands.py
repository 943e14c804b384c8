"""The query commands of ``naru``: ``sql`` and ``export``."""

import os
import sys
from pathlib import Path

import click
import orjson

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.data.query.core.downloads import Format, Shape
from naru.data.query.core.values import SqlLimits, SqlResult


@click.command()
@click.argument("text")
@click.option("--limit", default=1_000, show_default=True, help="답할 행의 수 · rows to answer with at most")
@click.option(
    "--seconds", default=10.0, show_default=True, help="이만큼 지나면 멈춤(초) · stop the query after this long"
)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print {columns, rows, seconds, truncated}")
def sql(text: str, limit: int, seconds: float, as_json: bool) -> None:
    """TEXT(SELECT 하나)에 답합니다 · Answer TEXT, one SELECT over the catalogue's tables.

    TEXT가 "-"이면 표준 입력에서 읽습니다 · "-" reads it from standard input.
    """
    from naru.data.query import actions

    asked = sys.stdin.read() if text == "-" else text
    result = actions.run_sql(asked, SYSTEM, SqlLimits(seconds=seconds, rows=limit), warm=False)
    if as_json:
        click.echo(orjson.dumps(result.to_json()).decode())
    else:
        _print_table(result)


@click.command()
@click.argument("table")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="쓸 파일, 확장자가 형식 · the file to write; its ending says the format",
)
@click.option(
    "--format", "format_", type=click.Choice([one.value for one in Format]), help="확장자 대신 · instead of the ending"
)
@click.option("--columns", help="열의 이름이나 별칭, 쉼표로 · names or aliases, comma-separated")
@click.option(
    "--filter", "filters", multiple=True, help="열:연산자:값, 여러 번 가능 · column:operator:value; may be repeated"
)
@click.option(
    "--sort", help="차례로 쓸 열, 쉼표로, 내림차순은 앞에 - · columns, comma-separated; - before a name for descending"
)
@click.option(
    "--version", "number", type=int, help="내보낼 버전, 없으면 최신 · a version to export; the newest without it"
)
@click.option("--bom", is_flag=True, help="엑셀에서 열 CSV(BOM) · CSV with a byte-order mark, for Excel")
@click.option(
    "--safe/--as-it-is",
    default=None,
    help="수식으로 읽히지 않는 CSV, --bom이면 늘 · CSV whose text no spreadsheet reads as a formula; with --bom unless --as-it-is",
)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print {table, version, format, bytes, file}")
def export(
    table: str,
    target: Path | None,
    format_: str | None,
    columns: str | None,
    filters: tuple[str, ...],
    sort: str | None,
    number: int | None,
    bom: bool,
    safe: bool | None,
    as_json: bool,
) -> None:
    """TABLE의 행을 파일이나 표준 출력에 씁니다 · Write TABLE's rows to a file, or to standard output without --to."""
    from naru.data.query import reads
    from naru.data.query.core import rows
    from naru.data.query.metering import Tally

    if target and not os.access(target.resolve().parent, os.W_OK):
        raise Refused("folder_not_writable", folder=target.resolve().parent)
    opened = reads.open_table(table, SYSTEM, number)
    wanted = _format(format_, target)
    selection = rows.parse_selection(opened.columns, names=columns, filters=filters, sort=sort)
    tally = Tally(opened, SYSTEM, "export")
    pieces = reads.download(opened, selection, wanted, Shape(bom=bom, safe=safe), tally, by=SYSTEM)
    with click.open_file(str(target or "-"), "wb") as file:
        written = sum(file.write(piece) for piece in pieces)
    if as_json and target:
        told = {
            "table": opened.sql_name,
            "version": opened.version,
            "format": wanted,
            "bytes": written,
            "file": str(target),
        }
        click.echo(orjson.dumps(told).decode())


def _format(asked: str | None, target: Path | None) -> Format:
    ending = asked or (target.suffix.removeprefix(".").lower() if target else "csv")
    if ending not in set(Format):
        raise Refused("format_unknown", format=ending, formats=", ".join(Format))
    return Format(ending)


def _print_table(result: SqlResult) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table(*(column.name for column in result.columns))
    for row in result.rows:
        shown.add_row(*("" if value is None else str(value) for value in row))
    Console().print(shown)
    more = " (more rows exist)" if result.truncated else ""
    click.echo(f"{len(result.rows)} rows{more}, {result.seconds:.3f} s", err=True)
