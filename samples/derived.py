"""What the sample city computes from its own data: public parking for the people who live there, district by district."""

from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.person import SYSTEM
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads
from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.catalogue.core.values import DatasetId, Derived, Description, Table, TableId
from naru.data.lake import TableRef
from naru.data.tables import actions as tables
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn

CAR_PARKS = "부산광역시_공영주차장 현황_20251231.csv"
POPULATION = "인구추이_연월.csv"
BY = "samples.parking_by_district 1"
PEOPLE = 10_000
ABOUT = Description(
    title="구·군별 공영주차장과 인구",
    title_en="Public parking and residents by district",
    description="공영주차장 현황과 인구 추이에서 계산한 구·군별 주차장 수, 주차구획 수, 인구 만 명당 주차구획 수입니다.\n\n견본 데이터: 모든 값은 지어낸 것입니다.",
    description_en="Car parks, bays, and bays for ten thousand residents of each district, computed from the list of car parks and from the population over time.\n\nSample data: every value is made up.",
    publisher="부산광역시 교통혁신국",
    themes=("transport",),
    keywords=("주차장", "인구", "구군"),
    licence="kogl-1",
    frequency="quarterly",
    place="부산광역시",
)
COLUMNS = (
    KnownColumn(name="구·군", alias="gugun", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME),
    KnownColumn(name="공영주차장 수", alias="juchajang", type=ColumnType.INTEGER, unit="곳"),
    KnownColumn(name="주차구획 수", alias="guhoek", type=ColumnType.INTEGER, unit="면"),
    KnownColumn(name="인구", alias="ingu", type=ColumnType.INTEGER, unit="명"),
    KnownColumn(name="인구 만 명당 주차구획 수", alias="mandang", type=ColumnType.DECIMAL, unit="면"),
)


def publish_derived(datasets: dict[str, str]) -> Table | None:
    """Compute and publish; ``datasets`` are those brought in, by their files. None where an input is not among them."""
    if not {CAR_PARKS, POPULATION} <= datasets.keys():
        return None
    parks, people = (reads.tables_of(DatasetId(datasets[file]), SYSTEM)[0] for file in (CAR_PARKS, POPULATION))
    assert parks.live is not None
    assert people.live is not None
    inputs = (parks.live.id, people.live.id)
    derived = Derived(inputs=inputs, by=BY, digest=sha256_of({"by": BY, "inputs": list(inputs)}))
    dataset = catalogue.register_dataset(ABOUT, by=SYSTEM, source="sample-city", source_id=BY)
    table = catalogue.ensure_table(dataset.id, ABOUT.title, by=SYSTEM, key=["gugun"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(_computed(parks, people), path, compression="zstd")
        tables.publish(TableId(table.id), path, derived, columns=COLUMNS, commit_key=derived.digest, by=SYSTEM)
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
    return reads.table(table.id, SYSTEM)


def _computed(parks: Table, people: Table) -> pa.Table:
    wanted = pa.schema([(column.alias, ARROW_TYPES[column.type]) for column in COLUMNS])
    expression = parking_by_district(_named(parks), _named(people))
    return reads.engine().execute(expression).select(wanted.names).cast(wanted)


def _named(table: Table) -> ir.Table:
    """The table's live rows, columns called as people call them."""
    assert table.live is not None
    rows = reads.engine().table(TableRef(table.id, table.live.lake_version))
    return rows.rename({column.plain_name: column.alias for column in table.live.columns})


def parking_by_district(parks: ir.Table, people: ir.Table) -> ir.Table:
    """``구군, 주차구획수`` of each car park and ``기준연월, 구군, 인구`` of each month → one row a district."""
    bays = parks.group_by("구군").agg(juchajang=ibis._.count(), guhoek=ibis._["주차구획수"].sum())
    latest = people.filter(people["기준연월"] == people["기준연월"].max()).select("구군", ingu="인구")
    joined = bays.inner_join(latest, "구군")
    share = (joined.guhoek * PEOPLE / joined.ingu).round(1)
    return joined.select(gugun="구군", juchajang="juchajang", guhoek="guhoek", ingu="ingu", mandang=share).order_by(
        "gugun"
    )
