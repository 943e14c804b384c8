"""Datasets as listings bring them, for tests of what is written of them: one that has every field, one with as few as can be."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.listing import Listed, TableSummary
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State, VersionState
from naru.data.catalogue.core.values import (
    Dataset,
    DatasetId,
    Description,
    Distribution,
    OfFile,
    Table,
    TableId,
    Version,
    VersionId,
)
from naru.systems.protocols.core.addresses import Addresses

WRITTEN = Path(__file__).with_name("unit") / "systems" / "protocols" / "written"
AT = Addresses("https://city.example")
CAME = datetime(2026, 5, 1, 20, 30, 40, 123456, UTC)  # already the 2nd in the city
CHANGED = datetime(2026, 5, 6, 7, 8, 9, 10, UTC)
LOADED = datetime(2026, 5, 5, 16, tzinfo=UTC)  # already the 6th in the city
COLUMNS = (
    Column(name="이름", alias="ireum", type=ColumnType.TEXT, meaning=Meaning.NAME),
    Column(name="요금(원)", alias="yogeum", type=ColumnType.INTEGER, unit="원"),
    Column(name="연 날", alias="yeon_nal", type=ColumnType.DATE),
)
EVERYTHING = Description(
    title="공영 & 주차장\x0b",
    title_en="Car parks",
    description="어디에 <몇 면>이 있는지",
    description_en="Where and how many",
    publisher="부산시설공단",
    themes=("transport", "nothing"),
    keywords=("주차장", "교통"),
    licence="cc-by-4.0",
    frequency="monthly",
    place="부산광역시 해운대구",
    period_start=date(2020, 1, 1),
    period_end=date(2025, 12, 31),
    contact="주차과 parking@busan.example",
    landing_page="https://source.example/parking",
    issued=date(2024, 3, 2),
    modified=date(2026, 4, 5),
)
FILES = (
    Distribution(id="f1", title="원본", format="XLSX", url="https://source.example/a b.xlsx", bytes=1000),
    Distribution(id="f2", title="", format="hwp", url="file:///etc/passwd", bytes=None),
)


def dataset(
    said: Description, *, id_: str = "d1", state: State = State.PUBLISHED, access: Access = Access.OPEN
) -> Dataset:
    named = bool(said.publisher)
    return Dataset(
        id=DatasetId(id_),
        source="manual",
        source_id="",
        description=said,
        publisher_slug="busan-bisco" if named else "",
        publisher=Words("부산시설공단", "BISCO") if named else Words("", ""),
        rights=Rights(state=state, access=access, organisation=None),
        organisation_name=None,
        created=CAME,
        changed=CHANGED,
    )


def table(*, columns: tuple[Column, ...] = COLUMNS, key: tuple[str, ...] = ("ireum",)) -> Table:
    live = Version(
        id=VersionId("v3"),
        table_id=TableId("t1"),
        number=3,
        lake_version=7,
        state=VersionState.LIVE,
        columns=columns,
        rows=25,
        quarantined=0,
        provenance=OfFile(name="주차장.csv", sha256="ab" * 32, bytes=900, encoding="utf-8"),
        changes=None,
        by=Words("민지", "Minji"),
        at=LOADED,
    )
    return Table(
        id=TableId("t1"),
        dataset_id=DatasetId("d1"),
        dataset_title="공영 & 주차장",
        dataset_title_en="Car parks",
        name="주차장 표",
        sql_name="공영_주차장",
        key=key,
        live=live,
        is_open=True,
    )


def everything(*, state: State = State.PUBLISHED, access: Access = Access.OPEN) -> Listed:
    made = table()
    assert made.live is not None
    summary = TableSummary(id=made.id, name=made.name, sql_name=made.sql_name, version=3, rows=25, at=made.live.at)
    return Listed(dataset=dataset(EVERYTHING, state=state, access=access), distributions=FILES, tables=(summary,))


def little(title: str = "제목만") -> Listed:
    return Listed(dataset=dataset(Description(title=title), id_="d2"))


def written(name: str) -> Any:
    """What is to be written of ``everything()`` and ``little()``, as it was read through by a person: a file beside the tests."""
    text = (WRITTEN / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else text
