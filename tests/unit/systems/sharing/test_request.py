"""What a client asks is taken out of its words, or refused with the reason."""

from datetime import UTC, datetime

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.request import (
    Capabilities,
    ResponseFormat,
    Span,
    TableQuery,
    capabilities,
    changes_query,
    instant,
    metadata_query,
    table_query,
)

DELTA, PARQUET = ResponseFormat.DELTA, ResponseFormat.PARQUET


@pytest.mark.parametrize(
    ("header", "formats", "answered", "features", "end_stream"),
    [
        (None, (PARQUET,), PARQUET, set(), False),
        ("", (PARQUET,), PARQUET, set(), False),
        ("responseformat=delta", (DELTA,), DELTA, set(), False),
        ("responseFormat=DELTA,Parquet;readerFeatures=a, b", (PARQUET, DELTA), PARQUET, {"a", "b"}, False),
        ("responseformat=iceberg;future=1", (PARQUET,), PARQUET, set(), False),
        ("includeendstreamaction=true", (PARQUET,), PARQUET, set(), True),
        ("includeendstreamaction=false;;", (PARQUET,), PARQUET, set(), False),
    ],
)
def test_capabilities(
    header: str | None, formats: tuple[str, ...], answered: str, features: set[str], end_stream: bool
) -> None:
    said = capabilities(header)
    assert said == Capabilities(
        formats=formats,  # type: ignore[arg-type]
        features=frozenset(features),
        end_stream=end_stream,
        said=header is not None,
    )
    assert said.response_format() is answered


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-01T09:00:00+09:00", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026-05-01T00:00:00Z", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026-05-01T00:00:00.250Z", datetime(2026, 5, 1, microsecond=250_000, tzinfo=UTC)),
        ("2026-05-01T00:00:00", None),
        ("2026-05-01", None),
        ("2026-05-01T09:00:00 09:00", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("yesterday", None),
    ],
)
def test_an_instant_has_its_zone(text: str, moment: datetime | None) -> None:
    if moment is not None:
        assert instant(text, name="timestamp") == moment
        return
    with pytest.raises(Refused, match="ISO 8601"):
        instant(text, name="timestamp")


def test_a_whole_question() -> None:
    body = b'{"version":3,"limitHint":7,"predicateHints":["a = 1"],"jsonPredicateHints":"{}","maxFiles":1,"pageToken":"p","future":1}'
    assert table_query(body) == TableQuery(
        version=3, limit=7, hints=("a = 1",), json_hints="{}", max_files=1, page_token="p"
    )
    assert table_query(b"") == table_query(b"{}") == table_query(b"null") == TableQuery()
    assert table_query(b'{"startingVersion":0,"endingVersion":0}').span == Span(first=0, last=0)
    assert table_query(b'{"includeRefreshToken":true}').wants_refresh


@pytest.mark.parametrize("body", [b"{", b"[]", b"1", b'"a"', b"\xff"])
def test_a_body_is_an_object(body: bytes) -> None:
    with pytest.raises(Refused, match="JSON object"):
        table_query(body)


@pytest.mark.parametrize(
    ("query", "version"),
    [
        ({"version": "0"}, 0),
        ({}, None),
        ({"version": "-1"}, ...),
        ({"version": "1.0"}, ...),
        ({"version": "1" * 19}, ...),
    ],
)
def test_a_version_in_an_address(query: dict[str, str], version: object) -> None:
    if version is not ...:
        assert metadata_query(query).version == version
        return
    with pytest.raises(Refused):
        metadata_query(query)


@pytest.mark.parametrize(
    ("query", "is_good"),
    [
        ({"startingVersion": "2", "endingVersion": "2"}, True),
        ({"startingVersion": "3", "endingVersion": "2"}, False),
        ({"startingVersion": "0", "endingTimestamp": "2026-01-01T00:00:00Z"}, True),
        ({"endingVersion": "2"}, False),
        ({"startingVersion": "1", "startingTimestamp": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_a_span_of_changes(query: dict[str, str], is_good: bool) -> None:
    if is_good:
        assert changes_query(query).first == int(query["startingVersion"])
        return
    with pytest.raises(Refused):
        changes_query(query)


def test_older_metadata_comes_where_it_was_asked() -> None:
    assert changes_query({"startingVersion": "0", "includeHistoricalMetadata": "True"}).with_metadata
    assert not changes_query({"startingVersion": "0"}).with_metadata
