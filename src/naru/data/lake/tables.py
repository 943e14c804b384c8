"""A lake of tables: commit a version once, read any version."""

import hashlib
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, create_table_with_add_actions

from naru.base.kit import crash
from naru.base.kit.refusals import Refused
from naru.data.lake import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.lake.diff import Diff, diff_files
from naru.data.lake.pins import Pin, read_pins, remove_pin, write_pin
from naru.data.lake.snapshots import add_actions, read_snapshot
from naru.data.lake.stats import footer_stats
from naru.data.lake.stores import Store, open_store
from naru.data.lake.vacuum import sweep, vacuum
from naru.data.lake.values import Snapshot, TableRef, Version

Mode = Literal["overwrite", "append"]

TRIES = 20
FOREVER = {"delta.logRetentionDuration": "interval 36500 days", "delta.enableExpiredLogCleanup": "false"}


class Lake:
    """Versioned tables under one root. Safe to share between threads and processes."""

    def __init__(self, store: Store, options: Mapping[str, str], temp_folder: Path | None = None) -> None:
        self.store = store
        self.temp_folder = temp_folder
        self.options = dict(options)
        self._names = lru_cache(maxsize=4096)(self._read_names)
        self._snapshots = lru_cache(maxsize=64)(self._read_snapshot)

    def commit(
        self,
        table_id: str,
        files: Sequence[Path],
        *,
        schema: pa.Schema | None = None,
        commit_key: str,
        note: Mapping[str, Any] | None = None,
        mode: Mode = "overwrite",
    ) -> int:
        """Make the Parquet ``files`` a version of the table, moving them in; answers the version's number, from 0.

        Asked again with the same ``commit_key`` it answers the same number and changes nothing, even where the first
        try died halfway; files that try moved need not exist any more. ``overwrite`` makes the files the whole table
        and may change its schema; ``append`` adds their rows. ``note`` is JSON, kept in the log. Raises ``Refused``:
        ``table_too_busy``.
        """
        with self.store.lock(table_id):
            if (done := self.committed(table_id, commit_key)) is not None:
                return done
            crash.point("lake.started")
            adds = self._take_in(table_id, files, commit_key)
            crash.point("lake.moved")
            shape = schema if schema is not None else self._schema_of(table_id, adds)
            number = self._log(table_id, adds, shape, commit_key, note or {}, mode)
            crash.point("lake.logged")
            self.store.sync_log(table_id)
            return number

    def committed(self, table_id: str, commit_key: str) -> int | None:
        """The version this commit made; None where it made none, or there is no table."""
        try:
            number = self._open(TableRef(table_id)).transaction_version(commit_key)
        except Refused:
            return None
        return None if number is None else int(number)

    def newest(self, table_id: str) -> int:
        """Its number. Raises ``Refused``: ``table_not_in_lake``."""
        return int(self._open(TableRef(table_id)).version())

    def versions(self, table_id: str) -> list[Version]:
        """Every version, oldest first, vacuumed ones too. Raises ``Refused``: ``table_not_in_lake``."""
        return [
            Version(
                number=entry["version"],
                at=datetime.fromtimestamp(entry["timestamp"] / 1000, UTC),
                commit_key=entry.get("naru.key", ""),
                note=orjson.loads(entry.get("naru.note", "{}")),
            )
            for entry in sorted(self._open(TableRef(table_id)).history(), key=lambda entry: entry["version"])
        ]

    def schema(self, ref: TableRef) -> pa.Schema:
        """Raises ``Refused``: ``table_not_in_lake``, ``version_not_in_lake``."""
        return pa.schema(self._open(ref).schema().to_arrow())

    def files(self, ref: TableRef) -> list[str]:
        """The version's Parquet files as addresses in the store, in the order their rows were added.

        Raises as ``schema``.
        """
        return [f"{self.store.uri(ref.table_id)}/{name}" for name in self._file_names(ref)]

    def row_counts(self, ref: TableRef) -> list[tuple[str, int]]:
        """The version's files by their names, in order, and the rows in each as the log says: no file is opened."""
        adds = add_actions(self._open(ref), flatten=True).select(["path", "num_records"])
        rows = dict(zip(adds["path"].to_pylist(), adds["num_records"].to_pylist(), strict=True))
        return [(name, int(rows[name])) for name in self._file_names(ref)]

    def snapshot(self, ref: TableRef) -> Snapshot:
        """All that the log says of a version and its files; a version never changes, so it is read once.

        Raises as ``schema``.
        """
        return self._snapshots(ref.table_id, self.newest(ref.table_id) if ref.version is None else ref.version)

    def local_files(self, ref: TableRef) -> list[Path]:
        """The version's Parquet files on this machine's disk, fetched into the cache when they lie elsewhere."""
        return [self.store.local_file(ref.table_id, name) for name in self._file_names(ref)]

    def missing_files(self, ref: TableRef) -> list[str]:
        """The version's files that its log names and the store does not have."""
        kept = {listed.name for listed in self.store.listed(ref.table_id)}
        return [name for name in self._file_names(ref) if name not in kept]

    def own_files(self, ref: TableRef) -> list[str]:
        """The version's files that no other version has. Raises as ``schema``."""
        others = {
            name
            for version in self.versions(ref.table_id)
            if version.number != ref.version
            for name in self._names(ref.table_id, version.number)
        }
        return [name for name in self._file_names(ref) if name not in others]

    def has_file(self, table_id: str, name: str) -> bool:
        """Whether the store has this data file of the table."""
        return any(listed.name == name for listed in self.store.listed(table_id))

    def remove_file(self, table_id: str, name: str) -> None:
        """Take one data file off the store for good; the log goes on naming it."""
        with self.store.lock(table_id):
            self.store.remove(table_id, name)

    def diff(self, before: TableRef, after: TableRef, key: Sequence[str] = (), *, sample: int = 20) -> Diff:
        """What changed from one version to another; ``key`` names the columns that identify a row, where known."""
        return diff_files(self.local_files(before), self.local_files(after), key, sample=sample, temp=self.temp_folder)

    def open_range(self, ref: TableRef, name: str, start: int, length: int) -> Iterator[bytes]:
        """Bytes of one of the version's files, for doors that lend files out: nothing else is read or fetched.

        Raises ``Refused``: ``file_not_in_version``.
        """
        if name not in self._file_names(ref):
            raise Refused("file_not_in_version", file=name)
        return self.store.open_range(ref.table_id, name, start, length)

    def pin(self, table_id: str, version: int, until: datetime, why: str) -> None:
        """Hold the version's files for a reason; the same reason again moves its day, which is not included.

        Raises ``Refused``: ``table_not_in_lake``, and ``version_not_in_lake`` also for one that was vacuumed.
        """
        with self.store.lock(table_id):
            ref = TableRef(table_id, version)
            write_pin(self.store, table_id, Pin(version=version, until=until, why=why))
            try:
                missing = self.missing_files(ref)  # looked for after the pin is there: no vacuum can come between
            except Refused:
                remove_pin(self.store, table_id, version, why)
                raise
            if missing:
                remove_pin(self.store, table_id, version, why)
                raise Refused("version_not_in_lake", table=table_id, version=version)

    def unpin(self, table_id: str, version: int, why: str) -> None:
        """Let go of what this reason holds; where there is no such pin, nothing."""
        with self.store.lock(table_id):
            remove_pin(self.store, table_id, version, why)

    def pins(self, table_id: str, now: datetime) -> list[Pin]:
        """What holds versions of the table now."""
        return [pin for pin in read_pins(self.store, table_id) if now < pin.until]

    def vacuum(self, table_id: str, *, older_than: timedelta, now: datetime) -> int:
        """Remove the files of versions that were superseded longer ago than that and that no pin holds.

        They stay in the log and can no longer be read. Returns how many files went.
        """
        with self.store.lock(table_id):
            versions = self.versions(table_id)
            pinned = {pin.version for pin in self.pins(table_id, now)}
            superseded = [later.at for later in versions[1:]]
            kept = [
                version.number
                for version, until in zip_longest(versions, superseded)
                if until is None or now - until < older_than or version.number in pinned
            ]
            return vacuum(self.store, table_id, [self._names(table_id, number) for number in kept])

    def drop(self, table_id: str) -> None:
        """Forget the table and all its versions, pinned ones too: who drops it answers for that.

        A table that is not there may be dropped too.
        """
        with self.store.lock(table_id):
            self.store.drop(table_id)
            self._names.cache_clear()
            self._snapshots.cache_clear()

    def sweep(self, *, older_than: timedelta) -> int:
        """Remove files that no version names, left by commits that were killed and never tried again; how many went."""
        return sweep(self.store, older_than=older_than)

    def _file_names(self, ref: TableRef) -> tuple[str, ...]:
        version = ref.version if ref.version is not None else self.newest(ref.table_id)
        return self._names(ref.table_id, version)

    def _read_names(self, table_id: str, version: int) -> tuple[str, ...]:
        adds = add_actions(self._open(TableRef(table_id, version)), flatten=True).select(["modification_time", "path"])
        return tuple(adds.sort_by([("modification_time", "ascending"), ("path", "ascending")])["path"].to_pylist())

    def _read_snapshot(self, table_id: str, version: int) -> Snapshot:
        return read_snapshot(self._open(TableRef(table_id, version)))

    def _open(self, ref: TableRef) -> DeltaTable:
        try:
            return DeltaTable(self.store.uri(ref.table_id), version=ref.version, storage_options=self.options or None)
        except TableNotFoundError:
            raise Refused("table_not_in_lake", table=ref.table_id) from None
        except DeltaError as error:
            if ref.version is None:
                raise
            raise Refused("version_not_in_lake", table=ref.table_id, version=ref.version) from error

    def _take_in(self, table_id: str, files: Sequence[Path], commit_key: str) -> list[AddAction]:
        """Files are named by the commit's key: a try after a crash finds what the first one moved."""
        stem = hashlib.sha256(commit_key.encode()).hexdigest()[:24]
        adds = []
        for index, source in enumerate(files):
            name = f"part-{stem}-{index:05d}.parquet"
            self.store.take_in(table_id, source, name)
            adds.append(self._describe(table_id, name))
        return adds

    def _describe(self, table_id: str, name: str) -> AddAction:
        path = self.store.local_file(table_id, name)
        _, stats = footer_stats(path)
        return AddAction(name, path.stat().st_size, {}, time.time_ns() // 1_000_000, True, stats)

    def _schema_of(self, table_id: str, adds: Sequence[AddAction]) -> pa.Schema:
        return pq.read_schema(self.store.local_file(table_id, adds[0].path))

    def _log(
        self,
        table_id: str,
        adds: list[AddAction],
        schema: pa.Schema,
        commit_key: str,
        note: Mapping[str, Any],
        mode: Mode,
    ) -> int:
        """One entry in the Delta log. Against writers on other machines the log itself decides, and we try again."""
        shape = Schema.from_arrow(schema.remove_metadata())
        for _ in range(TRIES):
            try:
                return self._try_log(table_id, adds, shape, commit_key, note, mode)
            except CommitFailedError:
                pass
            except DeltaError:  # two writers made the table at once: the other's is there now
                if not DeltaTable.is_deltatable(self.store.uri(table_id), self.options or None):
                    raise
            time.sleep(random.uniform(0, 0.1))  # noqa: S311 - so that they do not collide again
        raise Refused("table_too_busy", table=table_id)

    def _try_log(
        self, table_id: str, adds: list[AddAction], shape: Schema, commit_key: str, note: Mapping[str, Any], mode: Mode
    ) -> int:
        """The key is looked for in the very snapshot that is then written upon: nothing can come between."""
        try:
            table = self._open(TableRef(table_id))
            number = int(table.version()) + 1
        except Refused:
            table, number = None, 0
        if table is not None and (done := table.transaction_version(commit_key)) is not None:
            return int(done)
        properties = CommitProperties(
            custom_metadata={"naru.key": commit_key, "naru.note": orjson.dumps(dict(note)).decode()},
            max_commit_retries=0,
            app_transactions=[Transaction(commit_key, number)],
        )
        if table is None:
            create_table_with_add_actions(
                self.store.uri(table_id),
                shape,
                adds,
                mode="error",
                configuration=FOREVER,
                storage_options=self.options or None,
                commit_properties=properties,
            )
        else:
            table.create_write_transaction(list(adds), mode, shape, commit_properties=properties)
        return number


def open_lake(
    root: str | Path,
    options: Mapping[str, str] | None = None,
    *,
    cache: Path | None = None,
    cache_bytes: int = 20 << 30,
    temp_folder: Path | None = None,
) -> Lake:
    """The lake under ``root``: a folder, or ``s3://bucket/prefix`` with object-store ``options``.

    Options are those of Rust's ``object_store`` (``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID``, …); ``cache`` is the
    folder that holds copies of remote files, at most about ``cache_bytes`` of them; what a comparison cannot hold in
    memory spills into ``temp_folder``.
    """
    return Lake(open_store(root, options or {}, cache, cache_bytes), options or {}, temp_folder)
