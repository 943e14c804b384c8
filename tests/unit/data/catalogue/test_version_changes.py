"""What a version changed, as it is stored and read again."""

import json

import pytest

from naru.data.catalogue.core.version_changes import RetypedColumn, VersionChanges

NONE = VersionChanges(against=1, rows_before=10, rows_after=12)
ALL = VersionChanges(
    against=3,
    rows_before=10,
    rows_after=0,
    rows_added=0,
    rows_removed=10,
    rows_changed=1,
    columns_added=("요금", "날"),
    columns_removed=("번호",),
    columns_retyped=(RetypedColumn(name="면적", before="integer", after="decimal"),),
)


@pytest.mark.parametrize("changes", [NONE, ALL])
def test_changes_are_read_as_they_were_stored(changes: VersionChanges) -> None:
    assert VersionChanges.from_json(json.loads(json.dumps(changes.to_json()))) == changes


def test_rows_that_could_not_be_matched_are_not_stored() -> None:
    assert NONE.to_json() == {
        "against": 1,
        "rows_before": 10,
        "rows_after": 12,
        "columns_added": (),
        "columns_removed": (),
        "columns_retyped": (),
    }
    assert ALL.to_json()["rows_added"] == 0


def test_a_first_version_changed_nothing() -> None:
    assert VersionChanges.from_json({}) is None


def test_columns_that_are_not_said_are_none() -> None:
    assert VersionChanges.from_json({"against": 1, "rows_before": 10, "rows_after": 12}) == NONE
