"""Rows that a system computed become a version like any other, with what they were computed from."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail_reads
from naru.base.trail.core import verbs
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.catalogue.core.states import Access, VersionState
from naru.data.catalogue.core.values import Derived, Description, Table, TableId, VersionId
from naru.data.tables import actions as tables
from naru.data.tables.core.description import KnownColumn
from tests.tables import publish_table

pytestmark = pytest.mark.django_db

COLUMNS = (
    KnownColumn(name="구", alias="gu", type=ColumnType.TEXT),
    KnownColumn(name="주차장 수", alias="juchajang_su", type=ColumnType.INTEGER, unit="곳"),
)
ROWS = {"gu": ["중구", "동래구", "해운대구"], "juchajang_su": [1, 1, 2]}


def derived_from(*inputs: Table, digest: str = "d" * 64) -> Derived:
    versions = tuple(table.live.id for table in inputs if table.live)
    return Derived(inputs=versions, by="parking.by_district 1.0", digest=digest, notes={"by": "구"})


def parquet(path: Path, rows: dict[str, Any] = ROWS) -> Path:
    pq.write_table(pa.table(rows), path)
    return path


def new_table(title: str, by: Person = SYSTEM, **registered: Any) -> Table:
    dataset = actions.register_dataset(Description(title=title, description=title), by=by, **registered)
    table = actions.ensure_table(dataset.id, title, by=by, key=["gu"])
    actions.publish_dataset(dataset.id, by=SYSTEM)
    return table


@pytest.fixture
def parking() -> Table:
    return publish_table("공영주차장 현황")


@pytest.fixture
def summary() -> Table:
    return new_table("구별 공영주차장")


def publish(table: Table, path: Path, derived: Derived, *, by: Person = SYSTEM, **said: Any) -> Any:
    said = {"columns": COLUMNS, "commit_key": "parking:1", **said}
    return tables.publish(TableId(table.id), path, derived, by=by, **said)


def test_computed_rows_are_described_and_asked_like_any_other(parking, summary, tmp_path, anonymous, client):
    version = publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))

    table = reads.table(summary.sql_name, anonymous)
    assert table.live is not None
    assert (table.live.id, table.live.rows, table.live.file) == (version.id, 3, None)
    assert table.live.derivation == derived_from(parking)
    gu, count = table.live.columns
    assert (gu.meaning, gu.distinct) == (Meaning.DISTRICT_NAME, 3)
    assert count.profile is not None
    assert (count.unit, count.profile.maximum, count.profile.mean) == ("곳", 2, pytest.approx(4 / 3))
    answer = client.get(f"/api/v1/tables/{table.sql_name}/rows").json()
    assert [row["구"] for row in answer["rows"]] == ROWS["gu"]


def test_lineage_is_told_in_both_directions(parking, summary, tmp_path, anonymous):
    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))
    made = reads.table(summary.id, anonymous)

    [source] = reads.lineage(made.live.id, anonymous).inputs
    [product] = reads.lineage(parking.live.id, anonymous).outputs
    assert (source.sql_name, source.number) == (parking.sql_name, 1)
    assert (product.sql_name, product.number) == (summary.sql_name, 1)


def test_a_datasets_page_shows_where_its_rows_come_from(parking, summary, tmp_path, client):
    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))

    below = client.get(f"/datasets/{summary.dataset_id}/").content.decode()
    above = client.get(f"/datasets/{parking.dataset_id}/").content.decode()
    assert "parking.by_district 1.0" in below
    assert f"/datasets/{parking.dataset_id}/" in below
    assert f"/datasets/{summary.dataset_id}/" in above


def test_an_input_that_a_reader_may_not_see_is_only_counted(summary, tmp_path, anonymous, minji):
    secret = publish_table("비공개 주차장", publish=False)
    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(secret), by=minji)
    made = reads.table(summary.id, anonymous).live.id

    assert reads.lineage(made, anonymous).inputs == ()
    assert reads.lineage(made, anonymous).unseen_inputs == 1
    assert [step.sql_name for step in reads.lineage(made, minji).inputs] == [secret.sql_name]
    assert reads.lineage(secret.live.id, minji).outputs != ()


def test_nobody_computes_from_what_they_may_not_read(tmp_path, junho, organisations):
    secret = publish_table("비공개 주차장", publish=False)
    mine = new_table("우리 표", by=junho, organisation=organisations.seller.id)

    with pytest.raises(Refused) as refused:
        publish(mine, parquet(tmp_path / "x.parquet"), derived_from(secret), by=junho)
    assert refused.value.code == "not_found"
    assert reads.lake().committed(mine.id, "parking:1") is None
    assert (tmp_path / "x.parquet").exists()


def test_outsider_is_refused(parking, summary, tmp_path, seoyeon):
    with pytest.raises(Refused) as refused:
        publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking), by=seoyeon)
    assert refused.value.code == "forbidden"
    assert reads.lake().committed(summary.id, "parking:1") is None


def test_published_again_after_a_crash_it_is_the_same_version(parking, summary, tmp_path, monkeypatch):
    path = parquet(tmp_path / "x.parquet")

    def killed(*_args: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(actions, "publish_version", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(summary, path, derived_from(parking))
    assert not path.exists()
    assert reads.table(summary.id, SYSTEM).live is None

    first = publish(summary, path, derived_from(parking))
    again = publish(summary, path, derived_from(parking))
    assert first.id == again.id
    assert [version.number for version in reads.versions(TableId(summary.id), SYSTEM)] == [1]


def test_a_new_version_says_what_changed_by_the_tables_key(parking, summary, tmp_path):
    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))
    later = {"gu": ["중구", "해운대구", "사하구"], "juchajang_su": [1, 3, 5]}
    second = publish(
        summary, parquet(tmp_path / "y.parquet", later), derived_from(parking, digest="e" * 64), commit_key="parking:2"
    )
    changes = second.changes
    assert (changes.rows_added, changes.rows_removed, changes.rows_changed) == (1, 1, 1)
    assert (second.number, changes.against) == (2, 1)


@pytest.mark.parametrize(
    ("accepted", "state"), [((), VersionState.HELD), (("연락처:mobile_phone",), VersionState.LIVE)]
)
def test_personal_data_waits_for_a_person(parking, summary, tmp_path, accepted, state):
    columns = (KnownColumn(name="연락처", alias="yeonrakcheo", type=ColumnType.TEXT),)
    path = parquet(tmp_path / "x.parquet", {"yeonrakcheo": ["010-1234-5678", "010-2345-6789"]})
    version = publish(summary, path, derived_from(parking), columns=columns, accepted=accepted)
    assert version.state is state
    verb = "version.computed_held" if state is VersionState.HELD else "version.computed"
    assert [record.verb for record in trail_reads.of_subject(version.id)] == [verb]


@pytest.mark.parametrize(
    "rows",
    [
        {"gu": ["중구"]},
        {"gu": ["중구"], "juchajang_su": [1.5]},
        {"juchajang_su": [1], "gu": ["중구"]},
        {"gu": ["중구"], "juchajang_su": [1], "more": [1]},
    ],
    ids=["a column is missing", "another type", "another order", "a column too many"],
)
def test_a_file_that_is_not_what_it_is_said_to_be_enters_nothing(parking, summary, tmp_path, rows):
    with pytest.raises(AssertionError, match="the file's columns are"):
        publish(summary, parquet(tmp_path / "x.parquet", rows), derived_from(parking))
    assert reads.lake().committed(summary.id, "parking:1") is None


def test_the_trail_knows_the_inputs(parking, summary, tmp_path):
    version = publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))
    [record] = trail_reads.of_subject(version.id)
    assert record.verb == "version.computed"
    assert "parking.by_district 1.0" in verbs.sentence(record.verb, record.facts).ko
    assert record.facts["inputs"] == [parking.live.id]
    assert record.facts["derived_by"] == "parking.by_district 1.0"


def test_an_input_of_a_derived_version_is_not_deleted_from_under_it(parking, summary, tmp_path):
    from django.db.models import ProtectedError

    from naru.data.catalogue.models import TableVersion

    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))
    with pytest.raises(ProtectedError):
        TableVersion.objects.get(id=VersionId(parking.live.id)).delete()


def test_a_derived_dataset_opened_to_fewer_is_seen_by_fewer(parking, summary, tmp_path, anonymous, seoyeon):
    publish(summary, parquet(tmp_path / "x.parquet"), derived_from(parking))
    actions.set_access(summary.dataset_id, Access.SIGNED_IN, by=SYSTEM)
    assert reads.lineage(parking.live.id, anonymous).outputs == ()
    assert len(reads.lineage(parking.live.id, seoyeon).outputs) == 1
