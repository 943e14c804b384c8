"""The query commands of ``naru``: ``sql`` and ``export``."""

import os
import sys
from pathlib import Path

import click
import orjson

from naru.kit.refusals import Refused
from naru.people.core.person import SYSTEM
from naru.query.core.downloads import Format, Shape
from naru.query.core.values import SqlLimits, SqlResult


@click.command()
@click.argument("text")
@click.option("--limit", default=1_000, show_default=True, help="Rows to answer with at most.")
@click.option("--seconds", default=10.0, show_default=True, help="Stop the query after this long.")
@click.option("--json", "as_json", is_flag=True, help="Print {columns, rows, seconds, truncated}.")
def sql(text: str, limit: int, seconds: float, as_json: bool) -> None:
    """Answer TEXT, one SELECT over the catalogue's tables ("-" reads it from standard input)."""
    from naru.query import actions

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
    help="The file to write; its ending says the format.",
)
@click.option("--format", "format_", type=click.Choice([one.value for one in Format]), help="Instead of the ending.")
@click.option("--columns", help="Names or aliases, comma-separated.")
@click.option("--filter", "filters", multiple=True, help="column:operator:value; may be repeated.")
@click.option("--sort", help="Columns, comma-separated; - before a name for descending.")
@click.option("--version", "number", type=int, help="A version to export; the newest without it.")
@click.option("--bom", is_flag=True, help="CSV with a byte-order mark, for Excel.")
@click.option("--safe", is_flag=True, help="CSV whose text no spreadsheet reads as a formula.")
@click.option("--json", "as_json", is_flag=True, help="Print {table, version, format, bytes, file}.")
def export(
    table: str,
    target: Path | None,
    format_: str | None,
    columns: str | None,
    filters: tuple[str, ...],
    sort: str | None,
    number: int | None,
    bom: bool,
    safe: bool,
    as_json: bool,
) -> None:
    """Write TABLE's rows to a file, or to standard output without --to."""
    from naru.query import reads
    from naru.query.core import rows

    if target and not os.access(target.resolve().parent, os.W_OK):
        raise Refused("folder_not_writable", folder=target.resolve().parent)
    opened = reads.open_table(table, SYSTEM, number)
    wanted = _format(format_, target)
    selection = rows.parse_selection(opened.columns, names=columns, filters=filters, sort=sort)
    pieces = reads.download(opened, selection, wanted, Shape(bom=bom, safe=safe))
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
        raise click.BadParameter(f"{ending!r} is none of {', '.join(Format)}", param_hint="--to")
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


COMMANDS: list[click.Command] = [sql, export]
