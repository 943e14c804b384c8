"""The lines of an answer: newline-delimited JSON in ASCII, one object a line, no blank one, in either format.

Source: Delta Sharing protocol, "API Response Format in Parquet" and "… in Delta". A client fails on a line that it did not ask
for, so the last line stands only where it was asked.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from naru.base.kit.refusals import Refused
from naru.data.lake.values import DataFile, Snapshot
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.sharing.core.request import Capabilities, ResponseFormat

MEDIA_TYPE = "application/x-ndjson; charset=utf-8"
VERSION_HEADER = "Delta-Table-Version"
CAPABILITIES_HEADER = "delta-sharing-capabilities"
CHANGE_FEED = "delta.enableChangeDataFeed"
FEATURE_OF = {"delta.columnMapping.mode": "columnmapping"}  # what an old table's configuration asks of its reader
HASHES: Mapping[str, Callable[[bytes], Any]] = {
    "sha256": hashlib.sha256,
    "md5": partial(hashlib.md5, usedforsecurity=False),
}
UNSERVED = frozenset({"deletionvectors"})  # our lake writes none; a file without its vector would give deleted rows
Line = Mapping[str, Any]
AddressOf = Callable[[str, DataFile], str]  # (lake table, file) → address


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A version as it is answered: what the log says, under our own id and with our own words."""

    id: str
    snapshot: Snapshot
    lake_table: str
    version: int
    comments: Mapping[str, str]  # by column: its name as people wrote it
    configuration: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that came or went with a version."""

    kind: str  # "add", "remove"
    file: DataFile
    lake_table: str
    version: int
    timestamp_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes answers in one format; ``hash_name`` is how file ids are made, so that they are equal in every answer."""

    format: ResponseFormat
    address_of: AddressOf
    expires_ms: int
    hash_name: str = "sha256"

    def head(self, view: TableView) -> Iterator[str]:
        """``protocol`` and ``metaData``."""
        yield line({"protocol": self._protocol(view)})
        yield line({"metaData": self._metadata(view)})

    def metadata(self, view: TableView) -> str:
        """``metaData`` of one version of several."""
        return line({"metaData": self._metadata(view)})

    def files(self, view: TableView, files: Iterable[DataFile]) -> Iterator[str]:
        for file in files:
            yield line({"file": self._file(view.lake_table, file, "add")})

    def change(self, change: Change) -> str:
        """A line of a change feed."""
        said = self._file(change.lake_table, change.file, change.kind)
        said |= {"version": change.version, "timestamp": change.timestamp_ms}
        return line({"file": said} if self.format is ResponseFormat.DELTA else {change.kind: said})

    def _protocol(self, view: TableView) -> Line:
        if self.format is ResponseFormat.PARQUET:
            return {"minReaderVersion": 1}
        has_changes = view.configuration.get(CHANGE_FEED) == "true"  # a writer's feature since its fourth version
        said: dict[str, Any] = {
            "minReaderVersion": view.snapshot.reader_version,
            "minWriterVersion": 4 if has_changes else 2,
        }
        if view.snapshot.reader_features:
            features = sorted(view.snapshot.reader_features)
            said |= {"minWriterVersion": 7, "readerFeatures": features, "writerFeatures": features}
        return {"deltaProtocol": said}

    def _metadata(self, view: TableView) -> Line:
        about = {
            "id": view.id,
            "format": {"provider": "parquet", "options": {}},
            "schemaString": commented(view.snapshot.schema, view.comments),
            "partitionColumns": list(view.snapshot.partition_columns),
            "configuration": {**_shown(view.snapshot.configuration), **view.configuration},
        }
        size = {"size": sum(file.size for file in view.snapshot.files), "numFiles": len(view.snapshot.files)}
        if self.format is ResponseFormat.PARQUET:
            about["format"] = {"provider": "parquet"}
            return {**about, **size, "version": view.version}
        return {"version": view.version, **size, "deltaMetadata": about}

    def _file(self, lake_table: str, file: DataFile, kind: str) -> dict[str, Any]:
        said: dict[str, Any] = {"id": file_id(lake_table, file.name, self.hash_name), "size": file.size}
        address = self.address_of(lake_table, file)
        if self.format is ResponseFormat.PARQUET:
            said |= {"url": address, "partitionValues": file.partition_values, "expirationTimestamp": self.expires_ms}
            return said | ({"stats": file.stats} if file.stats and kind == "add" else {})
        return said | {
            "expirationTimestamp": self.expires_ms,
            "deltaSingleAction": {kind: _action(address, file, kind)},
        }


def _action(address: str, file: DataFile, kind: str) -> Line:
    said = {"path": address, "partitionValues": file.partition_values, "size": file.size, "dataChange": True}
    if kind == "remove":
        return {**said, "deletionTimestamp": file.modified_ms, "extendedFileMetadata": True}
    return {**said, "modificationTime": file.modified_ms, **({"stats": file.stats} if file.stats else {})}


def end_line(*, expires_ms: int | None, next_page: str = "", refresh: str = "") -> str:
    said: dict[str, Any] = {}
    if next_page:
        said["nextPageToken"] = next_page
    if refresh:
        said["refreshToken"] = refresh
    if expires_ms is not None:
        said["minUrlExpirationTimestamp"] = expires_ms
    return line({"endStreamAction": said})


def line(said: Line) -> str:
    return json.dumps(said, separators=(",", ":")) + "\n"


def file_id(lake_table: str, name: str, hash_name: str = "sha256") -> str:
    """Equal for one file in every answer, and tells nothing of it."""
    return str(HASHES[hash_name](f"{lake_table}/{name}".encode()).hexdigest())


def hash_named(header: str | None) -> str:
    """What the ``fileidhash`` header asks for. Raises ``Refused``: ``share_value_refused``."""
    if header is None:
        return "sha256"
    name = header.strip().lower().replace("-", "")
    if name not in HASHES:
        wanted = f"one of {', '.join(HASHES)}."
        raise Refused("share_value_refused", name="fileidhash", value=header[:40], wanted=wanted)
    return name


def chosen_format(asked: Capabilities, snapshot: Snapshot) -> ResponseFormat:
    """In what format the version can be answered. Raises ``Refused``: ``share_features_missing``.

    A table with reader features is never given as bare Parquet: its files hold rows that are deleted, or other names.
    """
    needed = needed_features(snapshot)
    if not needed:
        return asked.response_format()
    offered = asked.features - UNSERVED if ResponseFormat.DELTA in asked.formats else frozenset()
    missing = needed - offered
    if missing:
        raise Refused("share_features_missing", features=", ".join(sorted(missing)))
    return ResponseFormat.DELTA


def needed_features(snapshot: Snapshot) -> frozenset[str]:
    """By the names of the capabilities header."""
    by_configuration = {
        feature for key, feature in FEATURE_OF.items() if snapshot.configuration.get(key, "none") != "none"
    }
    return frozenset({feature.lower() for feature in snapshot.reader_features} | by_configuration)


def capabilities_header(asked: Capabilities, format_: ResponseFormat) -> str:
    """What the answer does; an asynchronous query is answered at once and not spoken of."""
    return f"responseformat={format_.value}" + (";includeEndStreamAction=true" if asked.end_stream else "")


def column_types(snapshot: Snapshot) -> dict[str, str]:
    """The Delta types of the plain columns."""
    fields = json.loads(snapshot.schema)["fields"]
    return {field["name"]: field["type"] for field in fields if isinstance(field["type"], str)}


def commented(schema: str, comments: Mapping[str, str]) -> str:
    """The schema with each column's own name as its comment, which tools show."""
    said = json.loads(schema)
    for field in said["fields"]:
        if (comment := comments.get(field["name"])) and comment != field["name"]:
            field["metadata"] = {**field.get("metadata", {}), "comment": comment}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def changes_between(before: Sequence[DataFile], after: Sequence[DataFile]) -> tuple[list[DataFile], list[DataFile]]:
    """The files that came, and those that went."""
    old, new = {file.name for file in before}, {file.name for file in after}
    return [file for file in after if file.name not in old], [file for file in before if file.name not in new]


def _shown(configuration: Mapping[str, str]) -> dict[str, str]:
    """How long the lake keeps its log is its own affair."""
    return {
        key: value for key, value in configuration.items() if key in {*FEATURE_OF, "delta.columnMapping.maxColumnId"}
    }
