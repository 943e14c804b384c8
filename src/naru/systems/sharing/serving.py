"""A question of the protocol answered: which table, which version, which files, under which addresses."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

import orjson

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Version
from naru.data.lake.values import DataFile, Snapshot, TableRef
from naru.systems.sharing import actions, copies, entitlements, reads
from naru.systems.sharing.core import answers, predicates, sql_hints, versions
from naru.systems.sharing.core.addresses import AddressSigner, FilePointer
from naru.systems.sharing.core.answers import Change, TableView, Writer
from naru.systems.sharing.core.receipts import LentFile
from naru.systems.sharing.core.request import Capabilities, ResponseFormat, Span, TableQuery
from naru.systems.sharing.core.values import RecipientToken, SharedTable, SharedVersion
from naru.systems.sharing.entitlements import TableRight
from naru.systems.sharing.secrets import installation_secret

ADDRESS_LASTS = timedelta(hours=1)
PAGE_LASTS = timedelta(hours=1)
CHECKED_FOR_S = 0.5  # how long a fetch trusts the last look at its right
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A shared table as its recipient may read it now."""

    token: RecipientToken
    shared: SharedTable
    right: TableRight
    sources: Sequence[Version]  # admitted and live, oldest first
    marked: tuple[str, ...]
    clock: Clock

    @property
    def has_history(self) -> bool:
        """Whoever may read one version of several has no history: neither older versions nor changes."""
        live = self.right.table.live
        return len(self.sources) > 1 or live is None or live.number == 1


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


@cache
def signer() -> AddressSigner:
    return AddressSigner(installation_secret())


def tables(token: RecipientToken, clock: Clock = SYSTEM_CLOCK) -> list[SharedTable]:
    return actions.name_tables(token.holder, clock=clock)


def opened(token: RecipientToken, share: str, schema: str, name: str, clock: Clock = SYSTEM_CLOCK) -> Opened:
    """Names are compared without case. Raises ``Refused``: ``share_nothing_here``."""
    shared = _named(token, (share, schema, name), clock)
    right = entitlements.table_right(token.holder, shared.table_id, clock.now()) if shared else None
    sources = reads.source_versions(token.holder, right.table.id, right) if right else []
    if shared is None or right is None or not sources:
        raise Refused("share_nothing_here", name=f"{share}.{schema}.{name}"[:200])
    return Opened(
        token=token,
        shared=shared,
        right=right,
        sources=sources,
        marked=reads.marked_columns(shared.table_id),
        clock=clock,
    )


def _named(token: RecipientToken, names: tuple[str, str, str], clock: Clock) -> SharedTable | None:
    """Whether it is still shared is asked elsewhere; what was just given is named first."""
    known = reads.shared_by_names(token.holder, *names)
    if known is None:
        tables(token, clock)
        known = reads.shared_by_names(token.holder, *names)
    return known


def readable_versions(table: Opened) -> list[SharedVersion]:
    """In rising order, as the protocol counts them: the source's versions in the lake, whatever copies are lent.

    Where copies are lent, those that are made; the others are asked for. Raises ``Refused``: ``share_not_ready``.
    """
    located = [(source, _place(table, source)) for source in table.sources]
    ready = [_shared_version(table, source, place) for source, place in located if place is not None]
    for source, place in located:
        if place is None:
            actions.order_copy(table.shared, source.number)
    if not ready:
        raise Refused("share_not_ready")
    return ready


def _place(table: Opened, source: Version) -> TableRef | None:
    """Where the version's files lie for this recipient; None while their copy is not made."""
    ref = TableRef(table.right.table.id, source.lake_version)
    schema = catalogue.lake().snapshot(ref).schema
    recipe = copies.recipe_of(table.right, source.number, marked=table.marked, schema=schema)
    if not recipe.is_needed:
        return ref
    made = reads.copy_versions(table.shared.id, recipe.key()).get(source.lake_version)
    return None if made is None else TableRef(actions.copies_table(table.shared.id), made)


def _shared_version(table: Opened, source: Version, place: TableRef) -> SharedVersion:
    assert place.version is not None
    return SharedVersion(
        number=source.lake_version,
        at=source.at,
        lake_table=place.table_id,
        lake_version=place.version,
        version_number=source.number,
        configuration={answers.CHANGE_FEED: "true"} if table.has_history else {},
    )


def newest_version(table: Opened, since: datetime | None) -> int:
    """The newest, or the first at or after an instant."""
    known = readable_versions(table)
    if since is None:
        return known[-1].number
    _require_history(table)
    return versions.earliest_since(known, since).number


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
        asked = _refreshed(table, asked)
    first = _first_file(table, asked)
    version = _asked(table, replace(asked, version=first.version, timestamp=None) if first else asked)
    view = _view(table, version)
    format_ = answers.chosen_format(request.capabilities, view.snapshot)
    if version.number != table.sources[-1].lake_version:
        _require_kept(version)
    files = _matching(view.snapshot, asked)
    page = files[first.at if first else 0 :][: asked.max_files]
    end = (first.at if first else 0) + len(page)
    delivery, expires_ms = _deliver(table, [(version, page)], version)
    writer = _writer(format_, delivery, request, expires_ms)
    lines = [writer.head(view), writer.files(view, page)]
    if asked.max_files or asked.wants_refresh or request.capabilities.end_stream:
        next_page = _page_token(table, asked, version.number, end) if end < len(files) else ""
        refresh = _refresh_token(table, asked, version.number) if asked.wants_refresh or asked.refresh_token else ""
        last = answers.end_line(expires_ms=expires_ms if page else None, next_page=next_page, refresh=refresh)
        lines.append(iter([last]))
    return Answer(lines=_chained(lines), version=version.number, format=format_, delivery=delivery)


def changes(table: Opened, span: Span, request: Request) -> Answer:
    """What came and went with each version, as whole files: the rows of a removed one were deleted, of an added one inserted."""
    _require_history(table)
    known = readable_versions(table)
    chosen = versions.span_of(known, span)
    views = [_view(table, version) for version in chosen]
    format_ = answers.chosen_format(request.capabilities, views[-1].snapshot)
    moved = _moved(known, chosen)
    for version in {change.version: change for change in moved}:
        _require_kept(next(each for each in known if each.number == version))
    lent = [(version, [change.file for change in moved if change.version == version.number]) for version in chosen]
    delivery, expires_ms = _deliver(table, lent, chosen[-1])
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


def _deliver(
    table: Opened, lent: Sequence[tuple[SharedVersion, Sequence[DataFile]]], version: SharedVersion
) -> tuple[str, int]:
    """The delivery's id, and when its addresses end; no address outlives token or right."""
    now = table.clock.now()
    ends = [now + ADDRESS_LASTS, table.token.expires, *([table.right.ends] if table.right.ends else [])]
    delivery, expires = new_id(), min(ends)
    files = tuple(
        LentFile(answers.file_id(each.lake_table, file.name), file.size, file.rows)
        for each, page in lent
        for file in page
    )
    numbers = tuple(sorted({each.version_number for each, page in lent if page} | {version.version_number}))
    what = actions.Lent(
        shared=table.shared,
        dataset_id=table.right.table.dataset_id,
        token=table.token,
        right=table.right,
        version=version.number,
        numbers=numbers,
        files=files,
        expires=expires,
    )
    actions.record_delivery(what, delivery_id=delivery, clock=table.clock)
    return delivery, int(expires.timestamp() * 1000)


def _asked(table: Opened, asked: TableQuery) -> SharedVersion:
    if asked.version is not None or asked.timestamp is not None:
        _require_history(table)
    known = readable_versions(table)
    now = table.clock.now()
    return versions.asked_version(known, version=asked.version, timestamp=asked.timestamp, now=now)


def _require_history(table: Opened) -> None:
    if not table.has_history:
        raise Refused("share_no_history")


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
    files = predicates.kept(snapshot.files, sql_hints.sql_predicate(asked.hints, types), types)
    files = predicates.kept(files, predicates.json_predicate(asked.json_hints), types)
    return predicates.limited(files, asked.limit)


def _chained(parts: Sequence[Iterator[str]]) -> Iterator[str]:
    for part in parts:
        yield from part


@dataclass(frozen=True, slots=True)
class _Page:
    version: int
    at: int


def _question(asked: TableQuery) -> str:
    """What pages of one question have in common."""
    said = [asked.version, str(asked.timestamp), asked.limit, list(asked.hints), asked.json_hints]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:24]


def _page_token(table: Opened, asked: TableQuery, version: int, at: int) -> str:
    until = int((table.clock.now() + PAGE_LASTS).timestamp() * 1000)
    return signer().sealed(["page", table.shared.id, _question(asked), version, at, until])


def _first_file(table: Opened, asked: TableQuery) -> _Page | None:
    """Where the page begins. Raises ``Refused``: ``share_value_refused``."""
    if not asked.page_token:
        return None
    values = _unsealed(asked.page_token, "pageToken")
    if values[:3] != ["page", table.shared.id, _question(asked)] or _is_over(table, values[-1]):
        raise Refused("share_value_refused", name="pageToken", value=asked.page_token[:20], wanted=OF_THIS_QUESTION)
    return _Page(int(values[3]), int(values[4]))


OF_THIS_QUESTION = "it must be of this very question, and not be older than an hour."


def _refresh_token(table: Opened, asked: TableQuery, version: int) -> str:
    until = int((table.clock.now() + PAGE_LASTS).timestamp() * 1000)
    said = orjson.dumps([asked.limit, list(asked.hints), asked.json_hints]).decode()
    return signer().sealed(["refresh", table.shared.id, said, version, until])


def _refreshed(table: Opened, asked: TableQuery) -> TableQuery:
    """The question whose addresses are asked for anew."""
    values = _unsealed(asked.refresh_token, "refreshToken")
    if values[:2] != ["refresh", table.shared.id] or _is_over(table, values[-1]):
        raise Refused(
            "share_value_refused", name="refreshToken", value=asked.refresh_token[:20], wanted=OF_THIS_QUESTION
        )
    limit, hints, json_hints = orjson.loads(str(values[2]))
    return replace(asked, version=int(values[3]), limit=limit, hints=tuple(hints), json_hints=json_hints)


def _unsealed(token: str, name: str) -> list[str | int]:
    try:
        return signer().opened(token)
    except Refused:
        raise Refused("share_value_refused", name=name, value=token[:20], wanted=OF_THIS_QUESTION) from None


def _is_over(table: Opened, until: str | int) -> bool:
    return table.clock.now().timestamp() * 1000 >= int(until)


_looked: dict[str, tuple[float, bool]] = {}  # by delivery: when its right was last looked at, and what was seen


def require_lent(delivery_id: str) -> None:
    """That the delivery's token and right stand, as of at most half a second ago: a client asks up to eight times for one file.

    Raises ``Refused``: ``share_link_dead``.
    """
    now = time.monotonic()
    looked, stands = _looked.get(delivery_id, (-CHECKED_FOR_S, False))
    if now - looked >= CHECKED_FOR_S:
        if len(_looked) > REMEMBERED:
            _looked.clear()
        stands = reads.is_still_lent(delivery_id, SYSTEM_CLOCK.now())
        _looked[delivery_id] = (now, stands)
    if not stands:
        raise Refused("share_link_dead")
