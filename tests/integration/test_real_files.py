"""Real files that nobody here made: every table is found where it lies, with its header, types and units."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from naru.data.ingest import child_parser
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.values import TableReport

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the real files are not beside this checkout (../shared/data)"
)


@dataclass(frozen=True, kw_only=True)
class Real:
    path: str
    rows: int
    columns: int
    encoding: str | None
    typed: dict[str, str]  # some columns' types, by name


FILES = (
    Real(path="korean/seoul-bike-stations.csv", rows=1463, columns=5, encoding="UTF-8", typed={"위도": "decimal", "경도": "decimal"}),
    Real(path="korean/seoul-cctv.csv", rows=25, columns=6, encoding="UTF-8", typed={"소계": "integer"}),
    Real(path="korean/admin-dong-properties.tsv", rows=3512, columns=14, encoding="EUC-KR", typed={"adm_nm": "text"}),
    Real(path="korean/kosis-airline-company.csv", rows=3696, columns=6, encoding="EUC-KR", typed={"시점": "month"}),
    Real(path="korean/kosis-economic-index.csv", rows=644, columns=23, encoding="EUC-KR", typed={"시점": "month"}),
    Real(path="korean/fuel-stations.xls", rows=14, columns=10, encoding=None, typed={}),
    Real(path="korean/seoul-population.xls", rows=26, columns=14, encoding=None, typed={"기간": "quarter", "세대": "integer"}),
    Real(path="geo/municipalities-2013.geojson", rows=251, columns=5, encoding="UTF-8", typed={"geometry": "geometry", "name": "text"}),
    Real(path="geo/sgg-2022.geojson", rows=250, columns=21, encoding="UTF-8", typed={"geometry": "geometry"}),
)  # fmt: skip


@pytest.mark.parametrize("real", FILES, ids=[real.path for real in FILES])
def test_a_real_file_is_read_as_a_person_would(real: Real, tmp_path: Path) -> None:
    path = SHARED / real.path
    answer = child_parser.parse(path, path.name, tmp_path / "out", SourceSettings(), lambda done, total, step: None)
    (table,) = [TableReport.from_json(stored) for stored in answer["tables"]]
    assert (table.rows, table.quarantined, len(table.columns)) == (real.rows, 0, real.columns)
    assert table.encoding == real.encoding
    types = {column.name: column.type.value for column in table.columns}
    assert {name: types.get(name) for name in real.typed} == real.typed


def test_twenty_real_data_packages_are_read(tmp_path: Path) -> None:
    found = sorted((path for path in (SHARED / "packages").rglob("*.csv") if path.stat().st_size), key=str)[::7]
    for path in found:
        answer = child_parser.parse(path, path.name, tmp_path / "out", SourceSettings(), lambda done, total, step: None)
        (table,) = [TableReport.from_json(stored) for stored in answer["tables"]]
        assert table.columns[0].name == "Entity"
        assert {column.name: column.type.value for column in table.columns}["Year"] in {"integer", "year"}
        assert table.quarantined == 0
