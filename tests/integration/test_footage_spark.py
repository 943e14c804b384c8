"""Figures of footage come out the same on Spark as on DuckDB."""

from collections.abc import Callable, Iterator

import ibis.expr.types as ir
import numpy as np
import pyarrow.parquet as pq
import pytest

from naru.data.lake import TableRef, open_lake
from naru.data.lake.engine import Engine, open_engine
from naru.systems.footage.core.cameras.values import ZoneKind
from naru.systems.footage.core.figures import bins, crossings, flows, groups, occupancy, visits
from tests.footage_rows import SECOND, camera, line, square, tracks, zone

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore"),
]

CAMERAS = (
    camera(
        zones=[zone("a", *square(5, 5, 30)), zone("b", (40, 40), (90, 35), (60, 95)), zone("s", *square(70, 70, 25), kind=ZoneKind.SHOP)],
        lines=[line("l", (0, 50), (60, 52.5), (100, 40)), line("m", (50, 0), (50, 100))],
    ),
    camera(name="other", zones=[zone("a", *square(0, 0, 50))], lines=[line("l", (0, 30), (100, 30))]),
)  # fmt: skip


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    folder = tmp_path_factory.mktemp("footage")
    lake = open_lake(folder / "lake")
    random = np.random.default_rng(7)
    for part, name in enumerate(("c", "other")):
        walks = [
            (n, float(random.uniform(0, 1800)), np.clip(random.uniform(0, 100, 2) + np.cumsum(random.normal(0, 6, (60, 2)), axis=0), 0, 100).tolist())
            for n in range(60)
        ]  # fmt: skip
        pq.write_table(tracks(*walks, camera=name), folder / f"{name}.parquet")
        lake.commit("tracks", [folder / f"{name}.parquet"], commit_key=str(part), mode="append")
    spark = open_engine("spark", lake, temp_folder=tmp_path_factory.mktemp("tmp"))
    yield open_engine("duckdb", lake), spark
    spark.session.stop()  # type: ignore[attr-defined]


def _visits(tracks: ir.Table) -> ir.Table:
    return visits.visits(tracks, CAMERAS)


def _crossings(tracks: ir.Table) -> ir.Table:
    return crossings.crossings(tracks, CAMERAS)


FIGURES: dict[str, Callable[[ir.Table], ir.Table]] = {
    "visits": _visits,
    "stays": lambda tracks: visits.stays(_visits(tracks), stay_s=4),
    "shop visits": lambda tracks: visits.shop_visits(tracks, CAMERAS),
    "crossings": _crossings,
    "entries": lambda tracks: crossings.entries(_crossings(tracks), uturn_s=5, reentry_s=20),
    "flows": lambda tracks: flows.flows(_visits(tracks)),
    "crossing bins": lambda tracks: bins.crossing_bins(_crossings(tracks)),
    "visit bins": lambda tracks: bins.visit_bins(_visits(tracks), stay_s=4),
    "track bins": bins.track_bins,
    "occupancy": lambda tracks: occupancy.occupancy(_crossings(tracks), resets_us=[900 * SECOND]),
    "resets": lambda tracks: occupancy.resets(occupancy.occupancy(_crossings(tracks), resets_us=[900 * SECOND])),
    "companions": lambda tracks: groups.companions(tracks, apart_m=3, together_s=2, share=0.05),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_spark_answers_as_duckdb_does(figure: str, engines: tuple[Engine, Engine]) -> None:
    duck, spark = engines
    answers = [engine.execute(FIGURES[figure](engine.table(TableRef("tracks")))) for engine in (duck, spark)]
    ordered = [answer.sort_by([(name, "ascending") for name in answer.column_names]) for answer in answers]
    assert len(ordered[0]) > 3
    assert ordered[0].equals(ordered[1])
