"""A type for every column, from every row, and the rows that hold what it does not."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import type_inference
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.type_inference import NEVER, infer
from naru.data.ingest.core.type_plan import ColumnPlan, Misfit, TypePlan
from naru.data.ingest.core.values import NO_HINTS, ColumnHint, Hints

T = ColumnType


def inferred(
    values: list[Any],
    *,
    name: str = "값",
    unit: str | None = None,
    hints: Hints = NO_HINTS,
    given: ColumnType | None = None,
    type_: pa.DataType | None = None,
    file: Path | None = None,
) -> TypePlan:
    table = pa.table({"c0": pa.array(values, type_ or pa.string()), "n": pa.array(range(len(values)), pa.int64())})
    if file:
        pq.write_table(table, file)
    column = SourceColumn(field="c0", name=name, unit=unit, given_type=given)
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        return infer(con, Source(raw=file or table, rows=len(values), columns=[column]), hints)


def plan_of(values: list[Any], **more: Any) -> ColumnPlan:
    return inferred(values, **more).panels[0].plans[0]


def read(values: list[str], **more: Any) -> list[Any]:
    """What the plan's SQL and its table of odd writings make of the values."""
    plan = plan_of(values, **more)
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.register("raw", pa.table({"c0": pa.array(values, pa.string())}))
        sql = type_inference.over(plan.sql, "c0") if plan.sql else "NULL"
        found = con.sql(f"SELECT {sql} AS v FROM raw").to_arrow_table().column("v").to_pylist()
    return [plan.others.get(value) if one is None else one for value, one in zip(values, found, strict=True)]


@pytest.mark.parametrize(
    ("values", "kind", "found"),
    [
        (["1", "2", "-3"], T.INTEGER, [1, 2, -3]),
        (["1,395", "7"], T.INTEGER, [1395, 7]),
        (["1", "2.5"], T.DECIMAL, [1.0, 2.5]),
        (["1,395.5", "7"], T.DECIMAL, [1395.5, 7.0]),
        (["1", "3억", "△2"], T.INTEGER, [1, 300_000_000, -2]),
        (["1", "", "-"], T.INTEGER, [1, None, None]),
        (["가", "나"], T.TEXT, ["가", "나"]),
        (["가", "-", "N/A", "없음"], T.TEXT, ["가", None, None, "없음"]),
        ([" 가", "나\u3000", "-"], T.TEXT, ["가", "나", None]),
        (['="007"', "가"], T.TEXT, ["007", "가"]),
        (["", ""], T.TEXT, [None, None]),
        (["007", "012"], T.TEXT, ["007", "012"]),
    ],
)
def test_a_column_has_the_type_that_all_its_values_have(
    values: list[str], kind: ColumnType, found: list[Any], tmp_path: Path
) -> None:
    assert plan_of(values).type is kind
    assert plan_of(values, file=tmp_path / "raw.parquet").type is kind
    assert read(values) == found


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["2021-08-12", "2021-08-13"], T.DATE),
        (["2021-08-12", "20210813"], T.DATE),
        (["2021-08-12 09:30", "2021-08-13 10:00:05"], T.DATETIME),
        (["2021-08-12", "2021-08-13 10:00"], T.DATETIME),
        (["2021-08", "2021-09"], T.MONTH),
        (["오후 3:05", "09:00"], T.TIME),
        (["2021-08-12", "가"], T.TEXT),
    ],
)
def test_days_months_and_times_are_told(values: list[str], kind: ColumnType) -> None:
    assert plan_of(values).type is kind


def test_instants_are_read_by_the_citys_clock() -> None:
    found = read(["2021-08-12 09:30", "2021-08-13 10:00:05", "2021-08-13"])
    assert [f"{instant:%d %H:%M:%S}" for instant in found] == ["12 00:30:00", "13 01:00:05", "12 15:00:00"]


def test_few_misfits_are_put_aside_and_many_make_a_text() -> None:
    few = inferred([*map(str, range(400)), "가"], name="인원")
    assert few.panels[0].plans[0].type is T.INTEGER
    assert few.panels[0].plans[0].misfits == ("가",)
    assert few.misfits == {400: Misfit(column="인원", value="가")}
    many = inferred([*map(str, range(400)), *("가나다라마바사아자차카타파하" * 2)])
    assert (many.panels[0].plans[0].type, many.misfits) == (T.TEXT, {})


def test_a_rows_first_misfit_is_told() -> None:
    values = [*map(str, range(400)), "가"]
    table = pa.table({"c0": values, "c1": values, "n": range(401)})
    columns = [SourceColumn(field="c0", name="인원"), SourceColumn(field="c1", name="건수")]
    with duckdb.connect() as con:
        plan = infer(con, Source(raw=table, rows=401, columns=columns), NO_HINTS)
    assert plan.misfits == {400: Misfit(column="인원", value="가")}


@pytest.mark.parametrize("wanted", [T.TEXT, T.DECIMAL, T.INTEGER])
def test_a_persons_type_holds(wanted: ColumnType) -> None:
    plan = inferred(["1", "2", "가"], hints=Hints(columns=(ColumnHint(source="값", type=wanted),)))
    assert plan.panels[0].plans[0].type is wanted
    assert set(plan.misfits) == (set() if wanted is T.TEXT else {2})


def test_units_are_a_persons_or_the_values_or_the_names() -> None:
    hints = Hints(columns=(ColumnHint(source="값", unit="천원"),))
    assert plan_of(["1", "2"], hints=hints, unit="명").unit == "천원"
    assert plan_of(["1명", "2명"], unit="건").unit == "명"
    assert plan_of(["1", "2"], unit="건").unit == "건"
    assert plan_of(["가", "나"], unit="건").unit is None


def test_bare_amounts_beside_won_have_their_columns_unit() -> None:
    assert read(["1000", "2천원"], name="예산", unit="천원") == [1_000_000, 2_000]
    assert read(["1000", "2"], name="예산", unit="천원") == [1000, 2]
    assert read(["1000.5", "2천원"], name="예산", unit="천원") == [1_000_500.0, 2_000.0]


@pytest.fixture
def few_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows 0–9, 250–259, 500–509 and 750–759 of a thousand are the sample."""
    for name, size in (("SAMPLE_BLOCKS", 4), ("SAMPLE_BLOCK", 10), ("FEW", 0)):
        monkeypatch.setattr(type_inference, name, size)


def beside(values: list[str], others: list[str]) -> list[str]:
    """The others where the sample does not look."""
    return [*values[:100], *others, *values[100 + len(others) :]]


@pytest.mark.usefixtures("few_sampled")
def test_days_are_instants_where_unsampled_rows_have_their_time() -> None:
    days = [f"{2000 + n % 20}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(1000)]
    values = beside(days, ["2021-08-12 09:30"] * 20)
    assert plan_of(values).type is T.DATETIME
    assert [f"{instant:%Y-%m-%d %H:%M}" for instant in read(values)[99:101]] == ["2019-04-15 15:00", "2021-08-12 00:30"]


@pytest.mark.usefixtures("few_sampled")
def test_the_next_guess_is_tried_where_the_first_fails_on_all_rows() -> None:
    digits = [f"{2000 + n % 20}{n % 12 + 1:02}{n % 28 + 1:02}" for n in range(1000)]
    assert plan_of(digits).type is plan_of(digits[:40]).type
    values = beside(digits, ["2021-08-12"] * 50)
    assert plan_of(values).type is T.DATE
    assert f"{read(values)[100]}" == "2021-08-12"


@pytest.mark.parametrize(
    ("name", "values", "kind", "found"),
    [
        ("시군구코드", ["26110", "26140"], T.TEXT, ["26110", "26140"]),
        ("시군구코드", ["26110", "-"], T.TEXT, ["26110", None]),
        ("법정동코드", ["2611051000.0", "", "2611052000.0"], T.TEXT, ["2611051000", None, "2611052000"]),
        ("법정동코드", ["2611051000.0", "가"], T.TEXT, ["2611051000.0", "가"]),
        ("인원", ["26110", "26140"], T.INTEGER, [26110, 26140]),
    ],
)
def test_official_codes_stay_digits(name: str, values: list[str], kind: ColumnType, found: list[Any]) -> None:
    assert plan_of(values, name=name).type is kind
    assert read(values, name=name) == found


@pytest.mark.parametrize(
    ("name", "given", "type_", "values", "kind", "sql"),
    [
        ("값", T.INTEGER, pa.int64(), [2020], T.INTEGER, "{c}"),
        ("연도", T.INTEGER, pa.int64(), [1900, 2100, None], T.YEAR, "{c}::INTEGER"),
        ("연도", T.INTEGER, pa.int64(), [1899, 2100], T.INTEGER, "{c}"),
        ("연도", T.INTEGER, pa.int64(), [1900, 2101], T.INTEGER, "{c}"),
        ("연도", T.INTEGER, pa.int64(), [None], T.INTEGER, "{c}"),
    ],
)
def test_a_type_given_by_the_source_is_kept_but_for_periods(
    name: str, given: ColumnType, type_: pa.DataType, values: list[Any], kind: ColumnType, sql: str
) -> None:
    plan = plan_of(values, name=name, given=given, type_=type_, unit="명")
    assert (plan.type, plan.sql) == (kind, sql)
    assert plan.unit == (None if kind is T.YEAR else "명")


@pytest.mark.parametrize(
    ("name", "days", "kind"),
    [
        ("기준월", ["2021-08-01", "2021-09-01"], T.MONTH),
        ("기준월", ["2021-08-01", "2021-09-02"], T.DATE),
        ("분기", ["2021-07-01", "2021-10-01"], T.QUARTER),
        ("분기", ["2021-08-01"], T.DATE),
        ("분기", ["2021-07-02"], T.DATE),
    ],
)
def test_first_days_named_a_month_or_quarter_are_such(name: str, days: list[str], kind: ColumnType) -> None:
    array = pa.array(days).cast(pa.date32()).to_pylist()
    plan = plan_of(array, name=name, given=T.DATE, type_=pa.date32())
    assert (plan.type, plan.sql) == (kind, "{c}")


@pytest.mark.parametrize(
    ("sample", "estimate"),
    [([], 0), (["a", "a"], 1), (["a", "b"], 4), (["a", "a", "b"], 2.5), (["a", "b", "c", "c", "d", "d"], 5)],
)
def test_how_many_values_there_are_is_estimated_from_the_rare_ones(sample: list[str], estimate: float) -> None:
    assert type_inference._distinct_estimate(sample) == estimate


@pytest.mark.parametrize("late", ["가", "2.5", "3억", "2021-08-12"])
def test_what_the_sample_did_not_show_is_seen(late: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty of a thousand rows are a sample; the last row is not in it."""
    monkeypatch.setattr(type_inference, "SAMPLE_BLOCKS", 4)
    monkeypatch.setattr(type_inference, "SAMPLE_BLOCK", 10)
    values = [*map(str, range(999)), late]
    plan = inferred(values)
    wanted = {"2.5": T.DECIMAL}.get(late, T.INTEGER)
    assert plan.panels[0].plans[0].type is wanted
    assert set(plan.misfits) == ({999} if late in {"가", "2021-08-12"} else set())
    words = [*map(str, range(500)), *(f"가{n}" for n in range(500))]
    assert plan_of(words).type is T.TEXT


def test_the_sample_is_out_of_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_inference, "SAMPLE_BLOCKS", 2)
    monkeypatch.setattr(type_inference, "SAMPLE_BLOCK", 3)
    with duckdb.connect() as con:
        for rows, wanted in ((6, range(6)), (10, [0, 1, 2, 5, 6, 7])):
            raw = pa.table({"c0": [str(n) for n in range(rows)], "c1": [""] * rows})
            assert type_inference._sample(con, raw, ["c0"]).to_pydict() == {"c0": [str(n) for n in wanted]}


@pytest.mark.parametrize(
    ("guesses", "sample", "rows", "sql"),
    [
        ([], ["1"], 1, None),
        ([T.TEXT], ["1"], 1, None),
        ([T.INTEGER], ["1"], 1, type_inference.FAST["integer"]),
        ([T.INTEGER], ["1,000"], 1, type_inference.FAST["grouped integer"]),
        ([T.DECIMAL], ["1.5"], 1, type_inference.FAST["decimal"]),
        ([T.DECIMAL], ["1,000.5"], 1, type_inference.FAST["grouped decimal"]),
        ([T.DATE], ["2021-08-12"], 1, type_inference.FAST["date"]),
        ([T.DATE], ["2021-08-12"], 2, NEVER),
        ([T.DATETIME], ["2021-08-12 09:00"], 1, type_inference.FAST["datetime"]),
        ([T.INTEGER], ["1"], 2, type_inference.FAST["integer"]),
        ([T.TIME], ["09:00"], 1, NEVER),
    ],
)
def test_the_strict_reading_comes_first(
    guesses: list[ColumnType], sample: list[str], rows: int, sql: str | None
) -> None:
    assert type_inference._fast(guesses, sample, rows) == sql


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("integer", "9223372036854775807", "9223372036854775807"),
        ("integer", "9223372036854775808", None),
        ("integer", "-5", "-5"),
        ("integer", "007", None),
        ("integer", "1,000", None),
        ("grouped integer", "1,000", "1000"),
        ("grouped integer", "1,00", None),
        ("grouped integer", "1000", None),
        ("decimal", "1.50", "1.5"),
        ("decimal", ".5", None),
        ("decimal", "01.5", None),
        ("decimal", "1234567890123456789.5", None),
        ("decimal", "123456789012345.5", "123456789012345.5"),
        ("decimal", "1234567890123456.5", None),  # left to the rules, which know whether a float says it
        ("grouped decimal", "1,234,567,890,123,456.5", None),
        ("comma decimal", "1.234.567.890.123.456,5", None),
        ("grouped decimal", "1,000.5", "1000.5"),
        ("grouped decimal", "1000.5", "1000.5"),
        ("date", "2021-02-28", "2021-02-28"),
        ("date", "2021-02-29", None),
        ("date", "2021-2-28", None),
        ("datetime", "1989-01-01 09:00", "1989-01-01 00:00:00+00"),
        ("datetime", "1988-12-31 09:00", None),
        ("datetime", "2099-01-01T09:00:01", "2099-01-01 00:00:01+00"),
        ("datetime", "2100-01-01 09:00", None),
    ],
)
def test_what_the_strict_expressions_read(kind: str, text: str, found: str | None) -> None:
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        sql = type_inference.over(type_inference.FAST[kind], "t")
        assert con.execute(f"SELECT ({sql})::VARCHAR FROM (SELECT ? AS t)", [text]).fetchall() == [(found,)]
