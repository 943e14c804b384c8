"""Lines of answers, and in which format a table can be answered at all."""

import json
from dataclasses import replace

import pytest

from naru.base.kit.refusals import Refused
from naru.data.lake.values import DataFile, Snapshot
from naru.systems.sharing.core.answers import (
    TableView,
    Writer,
    changes_between,
    chosen_format,
    end_line,
    file_id,
    hash_named,
)
from naru.systems.sharing.core.request import ResponseFormat, capabilities

FILE = DataFile(name="부산 1.parquet", size=10, modified_ms=5, rows=2, stats="{}", partition_values={"구": "가 나"})
PLAIN = Snapshot(
    id="s",
    schema=json.dumps(
        {"type": "struct", "fields": [{"name": "gu", "type": "string", "nullable": True, "metadata": {}}]}
    ),
    partition_columns=("구",),
    configuration={"delta.logRetentionDuration": "interval 36500 days"},
    reader_version=1,
    reader_features=frozenset(),
    files=(FILE,),
)
VIEW = TableView(id="t", snapshot=PLAIN, lake_table="l", version=4, comments={"gu": "구"}, configuration={})


def writer(format_: ResponseFormat) -> Writer:
    return Writer(format=format_, address_of=lambda table, file: f"https://x/{table}", expires_ms=9)


@pytest.mark.parametrize("format_", list(ResponseFormat))
def test_every_line_is_one_object_in_ascii(format_: ResponseFormat) -> None:
    made = writer(format_)
    for text in (*made.head(VIEW), *made.files(VIEW, [FILE, FILE]), end_line(expires_ms=9, next_page="n", refresh="r")):
        assert text.isascii()
        assert text.endswith("}\n")
        assert text.count("\n") == 1
        assert len(json.loads(text)) == 1


def test_the_log_keeps_its_own_affairs() -> None:
    _, metadata = (json.loads(text) for text in writer(ResponseFormat.PARQUET).head(VIEW))
    assert metadata["metaData"]["configuration"] == {}
    fields = json.loads(metadata["metaData"]["schemaString"])["fields"]
    assert fields[0]["metadata"] == {"comment": "구"}


@pytest.mark.parametrize(
    ("features", "configuration", "header", "answered"),
    [
        ((), {}, None, "parquet"),
        ((), {}, "responseformat=delta", "delta"),
        (("columnMapping",), {}, "responseformat=delta,parquet;readerfeatures=columnmapping", "delta"),
        (("columnMapping",), {}, "responseformat=parquet;readerfeatures=columnmapping", "columnmapping"),
        (("columnMapping",), {}, None, "columnmapping"),
        (("columnMapping",), {}, "responseformat=delta", "columnmapping"),
        ((), {"delta.columnMapping.mode": "name"}, None, "columnmapping"),
        ((), {"delta.columnMapping.mode": "none"}, None, "parquet"),
        (("deletionVectors",), {}, "responseformat=delta;readerfeatures=deletionvectors", "deletionvectors"),
        (("deletionVectors",), {}, None, "deletionvectors"),
    ],
)
def test_nobody_is_given_rows_that_are_deleted_or_columns_of_other_names(
    features: tuple[str, ...], configuration: dict[str, str], header: str | None, answered: str
) -> None:
    snapshot = replace(PLAIN, reader_features=frozenset(features), configuration=configuration)
    if answered in list(ResponseFormat):
        assert chosen_format(capabilities(header), snapshot) == answered
        return
    with pytest.raises(Refused, match=answered):
        chosen_format(capabilities(header), snapshot)


def test_file_ids_stay_and_tell_nothing() -> None:
    assert file_id("l", "a") == file_id("l", "a") != file_id("m", "a")
    assert [len(file_id("l", "a", name)) for name in ("sha256", "md5")] == [64, 32]
    assert [hash_named(header) for header in (None, "SHA-256", " md5 ")] == ["sha256", "sha256", "md5"]
    with pytest.raises(Refused):
        hash_named("crc")


def test_changes_are_told_by_names() -> None:
    other = replace(FILE, name="2")
    assert changes_between([FILE], [other]) == ([other], [FILE])
    assert changes_between([FILE], [FILE, other]) == ([other], [])
    assert changes_between([], [FILE]) == ([FILE], [])
