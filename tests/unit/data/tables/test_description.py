"""What a finished Parquet file's columns hold and mean."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.tables.core import description
from naru.data.tables.core.description import KnownColumn, TableDescription, database, describe, describe_file
from naru.data.tables.core.profile import Profiled, profile
from naru.data.tables.core.values import PersonalKind

T, M = ColumnType, Meaning
ARROW = {T.TEXT: pa.string(), T.INTEGER: pa.int64(), T.DECIMAL: pa.float64()}
Named = tuple[str, ColumnType, list[Any]]


def known(*named: Named, **more: Any) -> list[KnownColumn]:
    return [KnownColumn(name=name, alias=f"c{n}", type=kind, **more) for n, (name, kind, _) in enumerate(named)]


def written(folder: Path, *named: Named) -> Path:
    file = folder / "table.parquet"
    pq.write_table(
        pa.table({f"c{n}": pa.array(values, ARROW[kind]) for n, (_, kind, values) in enumerate(named)}), file
    )
    return file


def described(folder: Path, *named: Named, **more: Any) -> TableDescription:
    return describe_file(written(folder, *named), known(*named, **more), folder)


def test_a_column_has_its_facts_and_its_meaning(tmp_path: Path) -> None:
    found = described(
        tmp_path, ("시설명", T.TEXT, ["가관", "나관", "나관", None]), ("위도", T.DECIMAL, [35.1, 35.2, None, 35.3])
    )
    name, latitude = found.columns
    assert (found.rows, name.alias, name.type, name.nulls, name.distinct, name.meaning) == (
        4,
        "c0",
        T.TEXT,
        1,
        2,
        M.NAME,
    )
    assert (latitude.meaning, latitude.epsg, latitude.unit) == (M.LATITUDE, 4326, None)
    assert name.profile is not None
    assert name.profile.top == (("나관", 2), ("가관", 1))
    facts = found.facts["c0"]
    assert (facts.name, facts.rows, facts.distinct, facts.low, facts.high) == ("시설명", 3, 2, None, None)
    assert list(facts.values) == ["나관", "가관"]
    assert (found.facts["c1"].low, found.facts["c1"].high, list(found.facts["c1"].values)) == (35.1, 35.3, [])
    assert (found.warnings, found.personal) == ((), ())


def test_what_is_known_before_is_kept(tmp_path: Path) -> None:
    [column] = described(tmp_path, ("위도", T.DECIMAL, [35.1]), meaning=M.MONEY, unit="원", epsg=5186).columns
    assert (column.meaning, column.unit, column.epsg) == (M.MONEY, "원", 5186)


def test_values_are_judged_by_their_first_hundred_and_twenty_characters(tmp_path: Path) -> None:
    found = described(tmp_path, ("비고", T.TEXT, ["가" * 121]), ("수", T.INTEGER, [7]))
    assert [list(facts.values) for facts in found.facts.values()] == [["가" * 120], ["7"]]


def test_values_are_a_sample_where_there_are_very_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(description, "MEANING_SAMPLE", 3)
    assert len(described(tmp_path, ("비고", T.TEXT, [str(n) for n in range(9)])).facts["c0"].values) == 3

    def without_tallies(*given: Any) -> Any:
        return {alias: Profiled(one.nulls, one.distinct, one.profile, None) for alias, one in profile(*given).items()}

    monkeypatch.setattr(description, "profile", without_tallies)
    found = described(tmp_path, ("비고", T.TEXT, ["가" * 121, *("나" * 130 for _ in range(8))]))
    assert set(found.facts["c0"].values) <= {"가" * 120, "나" * 120}
    assert len(found.facts["c0"].values) in {1, 2, 3}


# --- units ---


@pytest.mark.parametrize(
    ("name", "kind", "values", "unit"),
    [
        ("징수", T.INTEGER, [100, 200], "천원"),
        ("징수", T.DECIMAL, [1.5, 2.5], "천원"),
        ("비고", T.TEXT, ["가", "나"], None),
        ("위도", T.DECIMAL, [35.1], None),
        ("경도", T.DECIMAL, [129.1], None),
        ("X좌표", T.DECIMAL, [200_000.0], None),
        ("Y좌표", T.DECIMAL, [200_000.0], None),
        ("이용률", T.DECIMAL, [12.5], None),
        ("관리번호", T.INTEGER, [1, 2], None),
    ],
)
def test_a_unit_stated_above_the_table_is_its_quantities(
    name: str, kind: ColumnType, values: list[Any], unit: str | None, tmp_path: Path
) -> None:
    column = (name, kind, values)
    with database(tmp_path) as con:
        found = describe(con, written(tmp_path, column), known(column), len(values), stated_unit="천원")
        own = describe(con, written(tmp_path, column), known(column, unit="만원"), len(values), stated_unit="천원")
    assert [one.unit for one in (*found.columns, *own.columns)] == [unit, "만원"]
    if unit:
        assert found.columns[0].meaning is M.MONEY


@pytest.mark.parametrize("meaning", [M.LEGAL_DISTRICT_CODE, M.ADMIN_DISTRICT_CODE, M.IDENTIFIER, M.PERCENTAGE])
def test_codes_and_rates_take_no_stated_unit(meaning: Meaning, tmp_path: Path) -> None:
    column: Named = ("징수", T.INTEGER, [100])
    with database(tmp_path) as con:
        found = describe(con, written(tmp_path, column), known(column, meaning=meaning), 1, stated_unit="천원")
    assert found.columns[0].unit is None


# --- places ---


@pytest.mark.parametrize(
    ("name", "values", "low"),
    [
        ("경도", [0, 129.1, 129.2], 129.1),
        ("X좌표", [0, 200_000, 210_000], 200_000),
        ("경도", [-0.5, 0, 129.1], -0.5),
        ("경도", [0, 0], None),
        ("요금", [0, 129.1], 0),
    ],
)
def test_a_zero_is_no_place(name: str, values: list[Any], low: float | None, tmp_path: Path) -> None:
    assert described(tmp_path, (name, T.DECIMAL, values)).facts["c0"].low == low


EAST, NORTH = ("X좌표", T.DECIMAL, [200_000.5]), ("Y좌표", T.DECIMAL, [187_000.5])


@pytest.mark.parametrize(
    ("columns", "epsg"),
    [
        ([EAST, NORTH, ("주소", T.TEXT, ["부산광역시 중구 광복로 1"])], [5181, 5181, None]),
        ([EAST, NORTH, ("시도", T.TEXT, ["부산광역시"])], [5181, 5181, None]),
        ([EAST, NORTH, ("비고", T.TEXT, ["부산 시설"])], [None, None, None]),
        ([("X(EPSG:5186)", T.DECIMAL, [1.5]), NORTH], [None, None]),
        ([("X좌표(EPSG:5186)", T.DECIMAL, [200_000.5]), NORTH], [5186, 5186]),
        ([EAST], [None]),
        ([NORTH], [None]),
        ([("위도", T.DECIMAL, [35.1]), ("경도", T.DECIMAL, [129.1]), ("요금", T.DECIMAL, [1.5])], [4326, 4326, None]),
        ([("X좌표", T.DECIMAL, [129.1]), ("Y좌표", T.DECIMAL, [35.1])], [4326, 4326]),
    ],
)
def test_coordinates_have_their_projection(columns: list[Named], epsg: list[int | None], tmp_path: Path) -> None:
    assert [column.epsg for column in described(tmp_path, *columns).columns] == epsg


@pytest.mark.parametrize("columns", [[EAST, NORTH], [("위도", T.DECIMAL, [35.1]), ("경도", T.DECIMAL, [129.1])]])
def test_a_projection_given_is_kept(columns: list[Named], tmp_path: Path) -> None:
    assert [column.epsg for column in described(tmp_path, *columns, epsg=5187).columns] == [5187, 5187]


# --- warnings ---


@pytest.mark.parametrize(
    ("columns", "warnings"),
    [
        ([("요금", T.INTEGER, [])], ("no_rows",)),
        ([("요금", T.INTEGER, [1])], ()),
        ([("구", T.TEXT, ["중구", "합계"]), ("요금", T.INTEGER, [1, 1])], ("totals_among_rows",)),
        ([("구", T.TEXT, ["중구", "소 계"]), ("요금", T.DECIMAL, [1.5, 1.5])], ("totals_among_rows",)),
        ([("구", T.TEXT, ["중구", "합계액"]), ("요금", T.INTEGER, [1, 1])], ()),
        ([("구", T.TEXT, ["중구", "합계"]), ("관리번호", T.INTEGER, [1, 2])], ()),
        ([("구", T.TEXT, ["중구", "합계"])], ()),
        ([("관리번호", T.TEXT, ["2.63E+09", "가"])], ("numbers_shortened:관리번호",)),
        ([("관리번호", T.TEXT, ["2e+09", "가"])], ("numbers_shortened:관리번호",)),
        ([("관리번호", T.TEXT, ["2.63E+09"])], ()),
        ([("관리번호", T.TEXT, ["2.63E-09", "가"])], ()),
        ([("관리번호", T.TEXT, ["가", "나"])], ()),
        ([("비고", T.TEXT, ["2.63E+09", "2.64E+09"])], ()),
        ([("관리번호", T.INTEGER, [2630000000, 2640000000])], ("numbers_shortened:관리번호",)),
        ([("관리번호", T.INTEGER, [2630000000, 2640000001])], ()),
        ([("관리번호", T.INTEGER, [263000000, 264000000])], ()),
        ([("관리번호", T.INTEGER, [2630000000, 2630000000])], ()),
        ([("관리번호", T.DECIMAL, [2630000000.0, 2640000000.0])], ()),
        (
            [("관리번호", T.INTEGER, [2630000000, 2640000000]), ("코드", T.TEXT, ["2.63E+09", "2.64E+09"])],
            ("numbers_shortened:관리번호, 코드",),
        ),
    ],
)
def test_what_a_reader_must_know_is_warned_of(columns: list[Named], warnings: tuple[str, ...], tmp_path: Path) -> None:
    assert described(tmp_path, *columns).warnings == warnings


# --- persons ---


@pytest.mark.parametrize(
    ("column", "kinds"),
    [
        (("비고", T.TEXT, ["연락 010-1234-5678"]), [PersonalKind.MOBILE_PHONE]),
        (("연락처", T.INTEGER, [1012345678]), [PersonalKind.MOBILE_PHONE]),
        (("값", T.INTEGER, [8502031234569]), [PersonalKind.RESIDENT_NUMBER]),
        (("값", T.DECIMAL, [8502031234569.0]), [PersonalKind.RESIDENT_NUMBER]),
        (("값", T.DECIMAL, [4111111111111111.0]), [PersonalKind.CARD]),
        (("값", T.INTEGER, [1, 2]), []),
        (("연락처", T.INTEGER, [None]), []),
        (("값", T.INTEGER, [None]), []),
    ],
)
def test_texts_and_long_numbers_are_searched(column: Named, kinds: list[PersonalKind], tmp_path: Path) -> None:
    assert [finding.kind for finding in described(tmp_path, column).personal] == kinds


@pytest.mark.parametrize(("high", "is_searched"), [(10**10, True), (10**10 - 1, False)])
def test_numbers_of_eleven_digits_are_searched(
    high: int, is_searched: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def find(con: Any, columns: Any, tallies: Any, **more: Any) -> tuple[()]:
        searched.extend(columns)
        return ()

    monkeypatch.setattr(description, "find_personal", find)
    described(tmp_path, ("값", T.INTEGER, [1, high]))
    assert searched == (["c0"] if is_searched else [])


# --- the engine ---


def test_the_engine_stays_within_its_memory_and_reckons_in_utc(tmp_path: Path) -> None:
    with database(tmp_path) as con:
        wanted = ("TimeZone", "threads", "temp_directory", "memory_limit")
        zone, threads, spill, memory = (
            con.execute("SELECT current_setting(?)", [name]).fetchall()[0][0] for name in wanted
        )
    assert (zone, threads, spill) == ("UTC", 2, str(tmp_path / "spill"))
    assert memory in {"667.5 MiB", "700.0 MB"}
    with pytest.raises(duckdb.ConnectionException):
        con.execute("SELECT 1")


@pytest.mark.parametrize(
    ("values", "totals"),
    [
        (["중구", "합계"], ("합계",)),
        (["중구", "소 계", "합계", "합계"], ("소 계", "합계")),
        (["중구", "[ 총계 ]", None], ("[ 총계 ]",)),
        (["중구", "합계동"], ()),
        (["합계", "소계"], ()),  # there is nothing that they are sums of
        ([], ()),
    ],
)
@pytest.mark.parametrize("exact_rows", [0, 1 << 20])
def test_words_of_totals_are_marked(
    values: list[str | None],
    totals: tuple[str, ...],
    exact_rows: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("naru.data.tables.core.profile.EXACT_ROWS", exact_rows)
    [column] = described(tmp_path, ("구", T.TEXT, values)).columns
    assert column.totals == totals


def test_a_total_among_very_many_values_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(description, "MEANING_SAMPLE", 3)
    [column] = described(tmp_path, ("구", T.TEXT, [*(f"{n}동" for n in range(99)), "총계"])).columns
    assert column.totals == ("총계",)
