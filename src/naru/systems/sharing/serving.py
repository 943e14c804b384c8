"""A question of the protocol answered: which version, which files, under which addresses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.lake.values import DataFile, Snapshot, TableRef
from naru.systems.sharing.continuations import first_file, page_token, refresh_token, refreshed
from naru.systems.sharing.core import answers, file_skipping, predicates, sql_hints, versions
from naru.systems.sharing.core.addresses import FilePointer
from naru.systems.sharing.core.answers import Change, TableView, Writer
from naru.systems.sharing.core.request import Capabilities, ResponseFormat, Span, TableQuery
from naru.systems.sharing.core.values import SharedVersion
from naru.systems.sharing.lending import lend, signer
from naru.systems.sharing.opened_tables import Opened, readable_versions, require_history


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Lines as they come, the version they are of, and in which format; ``delivery`` is "" where no file is lent."""

    lines: Iterator[str]
    version: int
    format: ResponseFormat
    delivery: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a request says beside its question; ``base`` is what addresses of files begin with."""

    capabilities: Capabilities = field(default_factory=Capabilities)
    hash_name: str = "sha256"
    base: str = ""


def metadata(table: Opened, asked: TableQuery, request: Request) -> Answer:
    version = _asked(table, asked)
    view = _view(table, version)
    format_ = answers.chosen_format(request.capabilities, view.snapshot)
    return Answer(lines=_writer(format_, "", request, 0).head(view), version=version.number, format=format_)


def query(table: Opened, asked: TableQuery, request: Request) -> Answer:
    """The files of one version, or of a span of changes where the question says so."""
    if asked.span is not None:
        return changes(table, asked.span, request)
    if asked.refresh_token:
        asked = refreshed(table, asked)
    first = first_file(table, asked)
    version = _asked(table, replace(asked, version=first.version, timestamp=None) if first else asked)
    view = _view(table, version)
    format_ = answers.chosen_format(request.capabilities, view.snapshot)
    if version.number != table.sources[-1].lake_version:
        _require_kept(version)
    files = _matching(view.snapshot, asked)
    page = files[first.at if first else 0 :][: asked.max_files]
    end = (first.at if first else 0) + len(page)
    delivery, expires_ms = lend(table, [(version, page)], version)
    writer = _writer(format_, delivery, request, expires_ms)
    lines = [writer.head(view), writer.files(view, page)]
    if asked.max_files or asked.wants_refresh or request.capabilities.end_stream:
        next_page = page_token(table, asked, version.number, end) if end < len(files) else ""
        refresh = refresh_token(table, asked, version.number) if asked.wants_refresh or asked.refresh_token else ""
        last = answers.end_line(expires_ms=expires_ms if page else None, next_page=next_page, refresh=refresh)
        lines.append(iter([last]))
    return Answer(lines=_chained(lines), version=version.number, format=format_, delivery=delivery)


def changes(table: Opened, span: Span, request: Request) -> Answer:
    """What came and went with each version, as whole files: the rows of a removed one were deleted, of an added one inserted."""
    require_history(table)
    known = readable_versions(table)
    chosen = versions.span_of(known, span)
    views = [_view(table, version) for version in chosen]
    format_ = answers.chosen_format(request.capabilities, views[-1].snapshot)
    moved = _moved(known, chosen)
    for version in {change.version: change for change in moved}:
        _require_kept(next(each for each in known if each.number == version))
    lent = [(version, [change.file for change in moved if change.version == version.number]) for version in chosen]
    delivery, expires_ms = lend(table, lent, chosen[-1])
    writer = _writer(format_, delivery, request, expires_ms)
    lines = [writer.head(views[0]), _change_lines(writer, views, moved, span.with_metadata)]
    if request.capabilities.end_stream:
        lines.append(iter([answers.end_line(expires_ms=expires_ms if moved else None)]))
    return Answer(lines=_chained(lines), version=chosen[0].number, format=format_, delivery=delivery)


def _change_lines(
    writer: Writer, views: Sequence[TableView], moved: Sequence[Change], with_metadata: bool
) -> Iterator[str]:
    before = views[0].snapshot.schema
    for view in views:
        if with_metadata and view.snapshot.schema != before:
            yield writer.metadata(view)
            before = view.snapshot.schema
        for change in moved:
            if change.version == view.version:
                yield writer.change(change)


def _moved(known: Sequence[SharedVersion], chosen: Sequence[SharedVersion]) -> list[Change]:
    """Against the version before, where the recipient may read that one; the first they may read came whole."""
    moved = []
    for version in chosen:
        at = known.index(version)
        before = _snapshot(known[at - 1]).files if at else ()
        added, removed = answers.changes_between(before, _snapshot(version).files)
        stamp = int(version.at.timestamp() * 1000)
        for kind, files in (("remove", removed), ("add", added)):
            moved += [
                Change(
                    kind=kind,
                    file=file,
                    lake_table=version.lake_table,
                    version=version.number,
                    timestamp_ms=stamp,
                )
                for file in files
            ]
    return moved


def _asked(table: Opened, asked: TableQuery) -> SharedVersion:
    if asked.version is not None or asked.timestamp is not None:
        require_history(table)
    known = readable_versions(table)
    now = table.clock.now()
    return versions.asked_version(known, version=asked.version, timestamp=asked.timestamp, now=now)


def _require_kept(version: SharedVersion) -> None:
    """That its files were not vacuumed; the newest are held by every right to them. Raises ``Refused``: ``share_version_unknown``."""
    ref = TableRef(version.lake_table, version.lake_version)
    lake = catalogue.lake()
    if lake.newest(version.lake_table) != version.lake_version and lake.missing_files(ref):
        raise Refused("share_version_unknown", version=version.number, first="?", last="?")


def _snapshot(version: SharedVersion) -> Snapshot:
    return catalogue.lake().snapshot(TableRef(version.lake_table, version.lake_version))


def _view(table: Opened, version: SharedVersion) -> TableView:
    live = table.right.table.live
    return TableView(
        id=table.shared.id,
        snapshot=_snapshot(version),
        lake_table=version.lake_table,
        version=version.number,
        comments={column.alias: column.name for column in live.columns} if live else {},
        configuration=version.configuration,
    )


def _writer(format_: ResponseFormat, delivery: str, request: Request, expires_ms: int) -> Writer:
    def address_of(lake_table: str, file: DataFile) -> str:
        pointer = FilePointer(delivery=delivery, lake_table=lake_table, name=file.name, size=file.size)
        return signer().address(request.base, pointer, expires_ms=expires_ms)

    return Writer(format=format_, address_of=address_of, expires_ms=expires_ms, hash_name=request.hash_name)


def _matching(snapshot: Snapshot, asked: TableQuery) -> list[DataFile]:
    types = answers.column_types(snapshot)
    files = file_skipping.kept(snapshot.files, sql_hints.sql_predicate(asked.hints, types), types)
    files = file_skipping.kept(files, predicates.json_predicate(asked.json_hints), types)
    return file_skipping.limited(files, asked.limit)


def _chained(parts: Sequence[Iterator[str]]) -> Iterator[str]:
    for part in parts:
        yield from part
