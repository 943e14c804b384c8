"""Files, folders, addresses and feeds brought in by a command, one after the other, with what came of each."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.disclosure import DisclosureRequest
from naru.data.files import content
from naru.data.ingest import actions, harvest, load_steps, reads, report_view
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.origins import Found, find_files
from naru.data.ingest.core.sanity import Doubt
from naru.data.ingest.core.states import Decision
from naru.data.ingest.models import FeedRun, Load
from naru.data.tables.core.values import Grade

if TYPE_CHECKING:
    from rich.progress import Progress

STATE_WORDS = {
    "held": "held: a person must decide",
    "unchanged": "unchanged",
    "rejected": "not published",
    "overtaken": "a newer file came first",
}

Item = tuple[str, Found | Refused]


def bring(paths: tuple[str, ...], load_request: LoadRequest, *, kind: str, feed_name: str | None, as_json: bool) -> int:
    """Load everything under the paths and say what came of it; how much was refused, which is told and raises nothing.

    ``kind`` is ``table``, ``feed`` or ``auto``, which asks each file's first lines."""
    with tempfile.TemporaryDirectory(prefix="naru-") as folder:
        items = list(_everything(paths, Path(folder)))
        teller = _Teller(as_json)
        with teller:
            batch = _run_all(items, replace(load_request, is_batched=len(items) > 1), kind, feed_name, teller)
            load_steps.index_batch(batch)
    return teller.refused


def decide(load_id: str, decision: Decision, columns: tuple[str, ...], *, as_json: bool) -> int:
    """Decide about a held load, go on with it and say what came of it; how much was refused.

    Without ``columns`` all that hold personal data are meant. Raises ``Refused`` (``column_is_not_personal``)."""
    view = reads.load(load_id, SYSTEM)
    found = {table.name: {finding.column for finding in table.personal} for table in view.tables if table.personal}
    everywhere = set[str]().union(*found.values())
    for column in columns:
        if everywhere and column not in everywhere:
            raise Refused("column_is_not_personal", column=column, found=", ".join(sorted(everywhere)))
    chosen = {table: sorted(names & set(columns or names)) for table, names in found.items()}
    actions.decide_load(load_id, decision, chosen, by=SYSTEM)
    teller = _Teller(as_json)
    with teller:
        _finish(load_id, view.file_name, teller)
    return teller.refused


def trust(load_id: str, *, as_json: bool) -> int:
    """Put aside what is doubted about a held load, go on with it and say what came of it; how much was refused.

    Raises as ``actions.trust_load``."""
    view = reads.load(load_id, SYSTEM)
    actions.trust_load(load_id, by=SYSTEM)
    teller = _Teller(as_json)
    with teller:
        _finish(load_id, view.file_name, teller)
    return teller.refused


def ask_to_publish(load_id: str, request: DisclosureRequest, *, as_json: bool) -> None:
    """Ask an officer to publish a held load as it is, and say so. Raises as ``actions.ask_publication``."""
    asked = actions.ask_publication(load_id, request, by=SYSTEM)
    if as_json:
        click.echo(orjson.dumps({"load": load_id, "asked": asked.id, "columns": asked.columns}).decode())
    else:
        click.echo(f"… {asked.columns}\n  담당관의 확인을 기다립니다 · an officer must agree: /ingest/loads/{load_id}/")


def _everything(paths: tuple[str, ...], folder: Path) -> Iterator[Item]:
    """What there is to load, each with the name it is told under; addresses are downloaded first."""
    for given in paths:
        try:
            if given.startswith(("http://", "https://")):
                from naru.data.files import download  # the safe client is only worth its import here

                yield given, Found(paths=(download.fetch(given, folder),), about={})
                continue
            path = Path(given)
            if not path.exists():
                raise Refused("no_such_path", path=given)
            found = list(find_files(path))
            if not found:
                raise Refused("nothing_to_load", path=given)
            yield from ((str(item.path), item) for item in found)
        except Refused as refused:
            yield given, refused


def _run_all(
    items: list[Item], load_request: LoadRequest, kind: str, feed_name: str | None, teller: "_Teller"
) -> list[str]:
    """Load one after the other; returns the loads that still wait for the search."""
    batch: list[str] = []
    for source, item in items:
        try:
            if isinstance(item, Refused):
                raise item
            if kind == "feed" or (kind == "auto" and harvest.is_feed(item.path)):
                teller.feed(source, _feed(item.path, feed_name, teller.step(source)))
                continue
            load_id = _start(item, load_request, source)
            batch.append(load_id)
            _finish(load_id, source, teller)
        except Refused as refused:
            teller.error(reads.error_line(source, refused))
        except OSError as error:
            teller.error(reads.error_line(source, Refused("no_such_path", path=f"{source} ({error.strerror})")))
    return batch


def _start(item: Found, load_request: LoadRequest, source: str) -> str:
    about = {**{name: value for name, value in item.about.items() if value}, **load_request.about}
    named = replace(load_request, about=about)
    if source.startswith(("http://", "https://")):
        return actions.start_load(content.take_file(item.path, item.path.name), f"url:{source}", named, by=SYSTEM)
    return actions.load_path(item.path, named, by=SYSTEM, parts=item.paths[1:])


def _finish(load_id: str, source: str, teller: "_Teller") -> None:
    try:
        actions.finish_load(load_id, on_progress=teller.step(source))
    except Refused as refused:
        teller.error(reads.error_line(source, refused, load_id))
        return
    view = reads.load_view(Load.objects.select_related("source").get(id=load_id))
    for line in reads.report_lines(view, source):
        teller.error(line) if "error" in line else teller.table(line)


def _feed(path: Path, name: str | None, on_progress: Callable[[float, float, Words], None]) -> dict[str, Any]:
    stored = content.take_file(path, path.name)
    run_id = harvest.start_feed(stored, name or harvest.feed_name(path.name), by=SYSTEM)
    harvest.finish_feed(run_id, on_progress)
    return reads.feed_run_view(FeedRun.objects.select_related("feed").get(id=run_id)).to_json()


class _Teller:
    """Says what happens: JSON lines for programs, a table's line each and a moving bar for people at a terminal."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.refused = 0
        self._progress = None if as_json or not sys.stderr.isatty() else _moving_bar()
        self._task = self._progress.add_task("", total=None, step="") if self._progress else None

    def __enter__(self) -> "_Teller":
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._progress:
            self._progress.stop()

    def step(self, source: str) -> Callable[[float, float, Words], None]:
        def told(done: float, total: float, step: Words) -> None:
            if self._progress is not None and self._task is not None:
                name = Path(source).name
                self._progress.update(
                    self._task, description=name, completed=done, total=total or None, step=f"{step.ko} · {step.en}"
                )

        return told

    def table(self, line: dict[str, Any]) -> None:
        if self.as_json:
            self._json(line)
            return
        version = STATE_WORDS.get(line["state"], f"version {line['version']}")
        aside = f", {line['quarantined']:,} kept aside" if line["quarantined"] else ""
        encoding = f", {line['encoding']}" if line["encoding"] else ""
        click.echo(
            f"✓ {line['source']} → {line['table'] or line['name']}: {line['rows']:,} rows × {len(line['columns'])} columns"
            f"{aside}{encoding} ({version}, {line['seconds']:.1f} s)"
        )
        for reason in line["aside"]:
            where = f" ({reason['column']})" if reason["column"] else ""
            click.echo(f"    {reason['count']:,} × {_in_both(reason['reason'])}{where}")
        for warning in line["warnings"]:
            click.echo(f"    ! {_in_both(warning)}")
        for doubt in line["doubts"]:
            said = report_view.doubt_words(Doubt(**doubt))
            click.echo(f"    {'!!' if doubt['is_grave'] else '?'} {said.ko} · {said.en}")
        if line["state"] == "held" and any(doubt["is_grave"] for doubt in line["doubts"]):
            click.echo(f"    → naru trust {line['load']}")
        waiting = [p for p in line["personal"] if p["grade"] != Grade.PUBLIC]
        if line["state"] == "held" and waiting:
            found = ", ".join(f"{p['column']}: {p['kind']} × {p['count']:,}" for p in waiting)
            ways = "mask | drop | reject" if _has_identity(line) else "mask | drop | publish | reject"
            click.echo(f"    {found}\n    → naru decide {line['load']} {ways}")

    def feed(self, source: str, done: dict[str, Any]) -> None:
        if self.as_json:
            self._json({"source": source, **done})
            return
        click.echo(
            f"✓ {source} → {done['feed']}: {done['records']:,} records, {done['added']:,} new, {done['changed']:,} changed,"
            f" {done['unchanged']:,} unchanged, {done['left_out']:,} left out ({done['seconds']:.1f} s)"
        )

    def error(self, line: dict[str, Any]) -> None:
        self.refused += 1
        if self.as_json:
            self._json(line)
        else:
            click.echo(f"✗ {line['source']}\n  {line['message']['ko']}\n  {line['message']['en']}", err=True)

    def _json(self, line: dict[str, Any]) -> None:
        click.echo(orjson.dumps(line).decode())
        sys.stdout.flush()


def _has_identity(line: dict[str, Any]) -> bool:
    return any(finding["grade"] == Grade.IDENTITY for finding in line["personal"])


def _in_both(code: str) -> str:
    said = report_view.reason_words(code)
    return f"{said.ko} · {said.en}"


def _moving_bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[step]}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
