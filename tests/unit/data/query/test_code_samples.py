"""Code that asks the same question elsewhere, and a table's first questions."""

import ast
import json
import shlex
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.query.core.code_samples import curl_code, first_questions, python_code, quoted, r_code

ORIGIN = "https://naru.example"
TEXTS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200)
FEE = Column(name="요금", alias="fee", type=ColumnType.INTEGER, unit="원", meaning=Meaning.MONEY, distinct=5)
DISTRICT = Column(name="구 군", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, distinct=16)
DAY = Column(name="기준일", alias="day", type=ColumnType.DATE, distinct=300)


@given(TEXTS)
def test_python_code_asks_exactly_the_question(text: str) -> None:
    tree = ast.parse(python_code(text, ORIGIN))
    assert ast.literal_eval(tree.body[2].value) == text  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ['a"""b', 'ends in "', "a\\nb", "tab\t", 'say "a" now', 'x""'])
def test_quotes_and_marks_stay_what_they_are_in_python(text: str) -> None:
    assert ast.literal_eval(ast.parse(python_code(text, ORIGIN)).body[2].value) == text  # type: ignore[attr-defined]


def test_python_code_is_read_by_people() -> None:
    assert 'sql = """select "구 군"\nfrom 표"""\n' in python_code('select "구 군"\nfrom 표', ORIGIN)
    assert '"https://naru.example/api/v1/sql"' in python_code("select 1", ORIGIN)


@given(TEXTS.filter(lambda text: "\0" not in text))
def test_curl_sends_exactly_the_question(text: str) -> None:
    words = shlex.split(curl_code(text, ORIGIN))
    assert json.loads(words[words.index("--data-binary") + 1]) == {"sql": text}
    assert words[2] == "https://naru.example/api/v1/sql"


def test_a_shell_shows_hangul_as_it_is() -> None:
    assert "부산" in curl_code("select * from 부산", ORIGIN)


def test_r_text_is_never_closed_from_within() -> None:
    assert 'r"-(select 1)-"' in r_code("select 1", ORIGIN)
    assert 'r"--(select' in r_code("select ')-\"'", ORIGIN)
    assert 'r"---(a )-" )--")---"' in r_code('a )-" )--"', ORIGIN)
    assert 'request("https://naru.example/api/v1/sql")' in r_code("select 1", ORIGIN)


def questions(*columns: Column, name: str = "부산_주차장") -> dict[str, str]:
    asked = first_questions(name, columns)
    assert len({words.ko for words, _ in asked}) == len(asked)
    return {words.en: sql for words, sql in asked}


def test_first_questions_name_real_columns() -> None:
    assert questions(DISTRICT, DAY, FEE) == {
        "First 100 rows": "select *\nfrom 부산_주차장\nlimit 100",
        "Rows by 구 군": 'select "구 군", count(*) as 행_수\nfrom 부산_주차장\ngroup by "구 군"\norder by 행_수 desc',
        "요금 by 구 군": 'select "구 군", round(avg(요금), 2) as 요금\nfrom 부산_주차장\ngroup by "구 군"\norder by 2 desc',
        "요금 by month": (
            "select date_trunc('month', 기준일) as 월, round(avg(요금), 2) as 요금\nfrom 부산_주차장\ngroup by 월\norder by 월"
        ),
        "Largest 요금": "select *\nfrom 부산_주차장\nwhere 요금 is not null\norder by 요금 desc\nlimit 20",
    }


def test_amounts_are_summed_and_rows_counted_where_there_is_no_amount() -> None:
    people = replace(FEE, name="이용객", unit="명", meaning=None)
    assert "sum(이용객) as 이용객" in questions(DISTRICT, people)["이용객 by 구 군"]
    assert questions(DAY)["Rows by month"] == (
        "select date_trunc('month', 기준일) as 월, count(*) as 행_수\nfrom 부산_주차장\ngroup by 월\norder by 월"
    )
    assert list(questions(DISTRICT)) == ["First 100 rows", "Rows by 구 군"]
    assert list(questions(FEE)) == ["First 100 rows", "Largest 요금"]


def test_time_is_asked_for_by_its_step_unless_it_stands_still() -> None:
    quarter = replace(DAY, name="분기", type=ColumnType.QUARTER)
    assert "date_trunc('quarter', 분기) as 분기" in questions(quarter)["Rows by quarter"]
    assert "date_trunc('month'" in questions(replace(DAY, distinct=2))["Rows by month"]
    assert list(questions(replace(DAY, distinct=1))) == ["First 100 rows"]
    year = replace(DAY, name="연도", type=ColumnType.YEAR)
    assert list(questions(year)) == ["First 100 rows"]
    assert "기준일" in questions(year, DAY)["Rows by month"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("요금", "요금"),
        ("요금_합", "요금_합"),
        ("10분 요금", '"10분 요금"'),
        ("order", '"order"'),
        ("with", '"with"'),
        ("all", '"all"'),
        ('a"b', '"a""b"'),
        ("Gu", '"Gu"'),
        ("gu", "gu"),
        ("2021년", '"2021년"'),
        ("년2021", "년2021"),
        ("_", "_"),
        ("가-나", '"가-나"'),
    ],
)
def test_names_are_quoted_where_sql_needs_it(name: str, written: str) -> None:
    assert quoted(name) == written
