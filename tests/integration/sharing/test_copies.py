"""A right to a part is a table of its own: rows and cells cut, instants in UTC, the recipient's mark; and it goes with the right."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import TableScope, Terms, Versions
from naru.data.catalogue.core.values import Table
from naru.data.lake.values import TableRef
from naru.systems.sharing import actions, entitlements, reads
from naru.systems.sharing.file_reading import figures_of
from tests.integration.sharing.conftest import Deal, part
from tests.personas import Organisations
from tests.sharing import Program, add_files, body_of, give, lines_of, program, publish_shared, take_back

ROWS = 20_000


def rows_of(answer: Any) -> pa.Table:
    files = [line["file"]["url"] for line in lines_of(answer) if "file" in line]
    return pa.concat_tables([pq.read_table(BytesIO(body_of(Program(token="").get(url)))) for url in files])


@pytest.fixture
def cut(organisations: Organisations, seoyeon: Person) -> tuple[Table, Program]:
    """Of two districts and three columns the buyer has one and two."""
    table = publish_shared("잘라 준 표", organisation=organisations.seller.id)
    add_files(table, [part(1), part(2)])
    scope = TableScope(columns=("gu", "maechul"), rows=("구:eq:구1",))
    give(table, organisations.buyer.id, Terms(tables={table.id: scope}))
    return table, program(seoyeon, organisations.buyer.id)


def shared_of(organisations: Organisations) -> Any:
    return actions.name_tables(entitlements.organisation_holder(organisations.buyer.id))[0]


def test_a_part_is_answered_once_its_copy_is_made_and_holds_nothing_else(
    cut: tuple[Table, Program], organisations: Organisations
) -> None:
    _, key = cut
    shared = shared_of(organisations)
    waiting = key.query(shared)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "2")
    assert actions.make_missing_copies() == 1
    assert actions.make_missing_copies() == 0
    rows = rows_of(key.query(shared))
    assert rows.column_names == ["gu", "maechul"]
    assert rows["gu"].to_pylist() == ["구1"] * 10
    assert lines_of(key.query(shared))[1]["metaData"]["schemaString"].count('"name"') == 2


def test_a_new_version_is_answered_when_its_copy_is_made_and_the_old_one_until_then(
    cut: tuple[Table, Program], organisations: Organisations
) -> None:
    table, key = cut
    shared = shared_of(organisations)
    actions.make_missing_copies()
    add_files(table, [part(4)])
    assert key.query(shared).headers["Delta-Table-Version"] == "0"
    actions.make_missing_copies()
    assert key.query(shared).headers["Delta-Table-Version"] == "1"
    assert rows_of(key.query(shared, {"version": 0})).num_rows == 10


def test_an_older_address_dies_when_the_right_becomes_another(
    cut: tuple[Table, Program], organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("naru.systems.sharing.lending.CHECKED_FOR_S", 0.0)
    table, key = cut
    shared = shared_of(organisations)
    actions.make_missing_copies()
    url = lines_of(key.query(shared))[2]["file"]["url"]
    give(table, organisations.buyer.id)
    assert Program(token="").get(url).status_code == 403
    assert rows_of(key.query(shared)).num_rows == 20


@pytest.mark.parametrize(
    ("versions", "numbers", "has_history"),
    [
        (Versions(), [0, 1, 2], True),
        (Versions(later_than=1), [1, 2], True),
        (Versions(chosen=(2,)), [1], False),
        (Versions(chosen=(1, 2)), [0, 1], True),
    ],
)
def test_versions_are_those_of_the_right(
    versions: Versions, numbers: list[int], has_history: bool, organisations: Organisations, seoyeon: Person
) -> None:
    table = publish_shared("버전", organisation=organisations.seller.id)
    for day in (1, 2, 3):
        add_files(table, [part(day)])
    give(table, organisations.buyer.id, Terms(tables={table.id: TableScope(versions=versions)}))
    key, shared = program(seoyeon, organisations.buyer.id), shared_of(organisations)
    assert key.query(shared).headers["Delta-Table-Version"] == str(numbers[-1])
    for number in (0, 1, 2):
        status = 200 if number in numbers and has_history else 400
        assert key.query(shared, {"version": number}).status_code == status, number
    assert key.query(shared, {"startingVersion": numbers[0]}).status_code == (200 if has_history else 400)
    if has_history:
        changes = lines_of(key.query(shared, {"startingVersion": numbers[0], "endingVersion": numbers[0]}))
        assert {next(iter(line)) for line in changes[2:]} == {"add"}  # nothing of a version that is not theirs


def test_an_instant_without_a_zone_is_shared_in_utc(organisations: Organisations, seoyeon: Person) -> None:
    table = publish_shared("시각", organisation=organisations.seller.id)
    naive = pa.table({"at": pa.array([datetime(2026, 1, 1, 9, tzinfo=UTC).replace(tzinfo=None)], pa.timestamp("us"))})
    add_files(table, [naive], (Column(name="시각", alias="at", type=ColumnType.DATETIME),))
    give(table, organisations.buyer.id)
    key, shared = program(seoyeon, organisations.buyer.id), shared_of(organisations)
    assert key.query(shared).status_code == 503
    actions.make_missing_copies()
    rows = rows_of(key.query(shared))
    assert rows["at"].to_pylist() == [datetime(2026, 1, 1, tzinfo=UTC)]
    assert '"timestamp"' in lines_of(key.query(shared))[1]["metaData"]["schemaString"]


@pytest.fixture
def sold(organisations: Organisations, seoyeon: Person, junho: Person) -> tuple[Table, pa.Table]:
    """A table of 20,000 rows whose steward marks two columns, given to the buyer and to the city."""
    dice = np.random.default_rng(5)
    rows = pa.table(
        {
            "nalja": pa.array([date(2026, 11, 1)] * ROWS, pa.date32()),
            "gu": [f"구{row % 7}" for row in range(ROWS)],
            "maechul": np.round(dice.lognormal(9, 1, ROWS), 2),
            "geonsu": np.arange(ROWS),
            "geumaek": dice.lognormal(14, 1, ROWS).astype(np.int64),
        }
    )
    table = publish_shared("카드 소비", organisation=organisations.seller.id)
    add_files(table, [rows])
    actions.set_marking(table.id, ["maechul", "geumaek"], by=junho)
    for organisation in (organisations.buyer, organisations.city):
        give(table, organisation.id)
    actions.make_missing_copies()
    return table, rows


def test_a_leaked_file_names_whose_copy_it_is_and_the_source_nobody(
    sold: tuple[Table, pa.Table], organisations: Organisations, seoyeon: Person, tmp_path: Path
) -> None:
    _, source = sold
    bought = rows_of(program(seoyeon, organisations.buyer.id).query(shared_of(organisations)))
    assert bought.drop(["maechul", "geumaek"]) == source.drop(["maechul", "geumaek"])
    leaked = tmp_path / "새어 나온 파일.csv"
    picked = np.random.default_rng(6).permutation(ROWS)[: ROWS // 10]
    with leaked.open("w", encoding="cp949", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["구", "maechul"])
        sheet.writerows(
            zip(bought["gu"].take(picked).to_pylist(), bought["maechul"].take(picked).to_pylist(), strict=True)
        )
    found = actions.trace(figures_of(leaked), sha256="0" * 64, by=SYSTEM)
    assert found is not None
    assert found.subject == entitlements.organisation_holder(organisations.buyer.id)
    original = tmp_path / "원본.parquet"
    pq.write_table(source, original)
    assert actions.trace(figures_of(original), sha256="0" * 64, by=SYSTEM) is None


def test_a_file_that_breaks_its_reader_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "깨진.parquet"
    broken.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    with pytest.raises(Refused, match=r"깨진\.parquet"):
        figures_of(broken)


def test_only_measures_may_be_marked_and_only_by_stewards(
    sold: tuple[Table, pa.Table], junho: Person, seoyeon: Person
) -> None:
    table, _ = sold
    for column in ("geonsu", "gu", "nothing"):
        with pytest.raises(Refused, match="cannot bear a mark"):
            actions.set_marking(table.id, [column], by=junho)
    with pytest.raises(Refused):
        actions.set_marking(table.id, ["maechul"], by=seoyeon)
    with pytest.raises(Refused):
        actions.trace({}, sha256="", by=junho)


def test_versions_are_held_until_the_right_ends_and_copies_go_with_it(
    organisations: Organisations, seoyeon: Person
) -> None:
    table = publish_shared("붙든 표", organisation=organisations.seller.id)
    add_files(table, [part(1)])
    add_files(table, [part(2)])
    now = datetime.now(UTC)
    ends = now + timedelta(days=30)
    scope = TableScope(columns=("gu",))
    give(table, organisations.buyer.id, Terms(tables={table.id: scope}, ends=ends))
    shared = shared_of(organisations)
    actions.make_missing_copies()
    assert actions.hold_versions() == 2
    lake = catalogue.lake()
    assert {pin.until for pin in lake.pins(table.id, now)} == {ends}
    copies = actions.copies_table(shared.id)
    assert lake.vacuum(table.id, older_than=timedelta(0), now=now + timedelta(days=29)) == 0
    assert lake.row_counts(TableRef(copies, 0))
    assert actions.hold_versions(clock=FrozenClock(ends)) == 0
    assert lake.vacuum(table.id, older_than=timedelta(0), now=ends) == 1
    with pytest.raises(Refused):
        lake.row_counts(TableRef(copies, 0))


def test_a_version_that_was_vacuumed_is_refused_for_good(deal: Deal) -> None:
    now = datetime.now(UTC) + timedelta(days=1)
    catalogue.lake().vacuum(deal.table.id, older_than=timedelta(0), now=now)
    assert deal.program.query(deal.shared, {"version": 0}).status_code == 400
    assert deal.program.query(deal.shared).status_code == 200


def test_names_stay_when_a_right_is_given_again(deal: Deal, organisations: Organisations) -> None:
    take_back(deal.table)
    assert actions.name_tables(deal.buyer) == []
    give(deal.table, organisations.buyer.id)
    assert actions.name_tables(deal.buyer) == [deal.shared]
    assert reads.shared_table(deal.shared.id) == deal.shared
