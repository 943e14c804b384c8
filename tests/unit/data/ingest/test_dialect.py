"""How delimited text is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.dialect import Dialect, find_dialect, lines_of, records


def cut(text: str, dialect: Dialect = Dialect()) -> list[tuple[int, list[str]]]:  # noqa: B008 - a frozen value
    return [(record.line, record.fields) for record in records(lines_of(text), dialect)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_at_three_marks_alone(end: str) -> None:
    assert list(lines_of(f"가\x0b나{end}다\u2028라\x85")) == [f"가\x0b나{end}", "다\u2028라\x85"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n\n1,2\n", [(1, ["a", "b"]), (3, ["1", "2"])]),
        ('a,"b\nc"\n1,2\n', [(1, ["a", "b\nc"]), (3, ["1", "2"])]),
        ('a,"b""c"\n', [(1, ["a", 'b"c'])]),
        ('a,b"c\n', [(1, ["a", 'b"c'])]),
        ('1,"열린\n2,다\n\n3,또\n', [(1, ["1", '"열린']), (2, ["2", "다"]), (4, ["3", "또"])]),
        ('1,"열린', [(1, ["1", "열린"])]),
        ('1,"가\n나""\n', [(1, ["1", '"가']), (2, ['나""'])]),
    ],
)
def test_rows_stand_on_the_line_on_which_they_begin(text: str, rows: list[tuple[int, list[str]]]) -> None:
    assert cut(text) == rows


def test_escaped_quotes_leave_none_open() -> None:
    escaping = Dialect(escape="\\")
    assert cut('1,"가\\"\n나"\n2,b\n', escaping) == [(1, ["1", '가"\n나']), (3, ["2", "b"])]
    assert cut('1,"가\\"\n2,b\n', escaping) == [(1, ["1", '"가\\"']), (2, ["2", "b"])]


def test_a_row_keeps_its_text() -> None:
    assert [record.raw for record in records(['a,"b\r\n', 'c"\r\n'], Dialect())] == ['a,"b\r\nc"']


@pytest.mark.parametrize(
    ("head", "dialect"),
    [
        ("a,b\n1,2\n", Dialect()),
        ("a;b\n1,5;2\n", Dialect(";")),
        ("a\tb\n1,2\t3\n", Dialect("\t")),
        ("a|b,c\n1|2\n", Dialect("|")),
        ("a^b\n1^2\n", Dialect("^")),
        ("a:b:c\n1:2:3\n", Dialect(":")),
        ("a:b\n1:2\n", Dialect()),
        ("a:b:c\n1:2:3\n1:2\n", Dialect()),
        ("a~b\n1~2\n", Dialect()),
        ("a~b~c\n1~2~3\n", Dialect("~")),
        ("가 나 다\n1 2 3\n", Dialect(" ")),
        ("이름\n가\n나\n", Dialect()),
        ("제목\n설명\n끝\na,b\n", Dialect()),
        ("제목\na;b\n1;2\n", Dialect(";")),
        ("a,'b,c'\n1,2\n", Dialect(quote="'")),
        ("a,it's\n1,'tis\n", Dialect()),
        ('a,"say \\"hi\\", ok"\n1,"b"\n', Dialect(escape="\\")),
        ('a,b\n1,="001"\n', Dialect()),
        ('a, b\n1, "x, y"\n', Dialect(is_spaced=True)),
        ('a, b\n1, "x"\n', Dialect(is_spaced=True)),
        ('a; b\n1; "x; y"\n', Dialect(";", is_spaced=True)),
        ("a, b\n1, 2\n", Dialect()),
        ('a,b\n1,"중앙 "문화" 회관"\n', Dialect(is_loose=True)),
        ('a\tb\n1\t"서구 "별빛" 관"\n2\t"회관"\n', Dialect("\t", is_loose=True)),
        ('a, b\n1, "중앙 "문화" 회관"\n', Dialect(is_spaced=True, is_loose=True)),
        ('a,b\n1,"중앙 ""문화"" 회관"\n', Dialect()),
        ('a,b\n1,"""문화"" 회관"\n', Dialect()),
        ('a,b\n1,"두\n줄"\n', Dialect()),
        ('a,b\n1,5" 파이프\n', Dialect()),
        ("번호;금액\n1;2,5\n2;3,5\n" * 9, Dialect(";")),
        ("", Dialect()),
    ],
)
def test_dialect_is_the_most_regular_one(head: str, dialect: Dialect) -> None:
    assert find_dialect(head) == dialect


def test_a_person_names_the_delimiter() -> None:
    assert find_dialect("a,b;c\n1,2;3\n", ";") == Dialect(";")
    assert find_dialect("가\n", "\t") == Dialect("\t")
    assert find_dialect("a@'b@c'\n1@2\n", "@") == Dialect("@", "'")


def test_no_more_than_four_hundred_lines_are_looked_at() -> None:
    assert find_dialect("a;b\n" * 400 + "a,b,c\n" * 4_000) == Dialect(";")
    assert find_dialect("가\n" * 399 + "a;b\n") == Dialect()


def test_among_equals_the_wider_cut_wins() -> None:
    assert find_dialect("a,b;c;d\n" * 3) == Dialect(";")
    assert find_dialect("a,b,c;d\n" * 3) == Dialect(",")
    assert find_dialect("a,b;c\n" * 3) == Dialect(",")


def test_usual_delimiters_go_before_letters_of_ordinary_text() -> None:
    assert find_dialect("a:b:c,1\n" * 5 + "a:b:c\n" * 3 + "a:b:c,1\n") == Dialect(",")


def test_quotes_left_in_fields_speak_against_a_quote() -> None:
    assert find_dialect("a,'b'\n1,'2'\n") == Dialect()
    assert find_dialect('a,"b"\n1,"2"\n') == Dialect()
    assert find_dialect("a,'b\n1,2\n'x,3\n") == Dialect()


@pytest.mark.parametrize(("words", "delimiter"), [(3, ";"), (2, ";")])
def test_half_of_the_lines_may_be_words(words: int, delimiter: str) -> None:
    assert find_dialect("가\n" * words + "a;b\n" * 3).delimiter == delimiter


def test_more_than_half_of_words_is_one_column() -> None:
    assert find_dialect("가\n" * 4 + "a;b\n" * 3) == Dialect()


def test_options_of_the_reader() -> None:
    assert Dialect("\t", "'", "\\").reader_options() == {
        "delimiter": "\t", "quotechar": "'", "escapechar": "\\", "doublequote": True, "skipinitialspace": False,
    }  # fmt: skip


LOOSE = [
    ('1,"중앙 "문화" 회관",120', ["1", '중앙 "문화" 회관', "120"]),
    ('1,"중앙 "문화"",120', ["1", '중앙 "문화"', "120"]),
    ('1,""문화" 회관",120', ["1", '"문화" 회관', "120"]),
    ('1,"중앙 ""문화"" 회관",120', ["1", '중앙 "문화" 회관', "120"]),
    ('1,"중앙 ""문화""",120', ["1", '중앙 "문화"', "120"]),
    ('1,"가, 나",120', ["1", "가, 나", "120"]),
    ('1,"",120', ["1", "", "120"]),
    ('1,"회관', ["1", '"회관']),
    ('"5" 파이프,2', ['"5" 파이프', "2"]),
    ("1,,", ["1", "", ""]),
    ("1", ["1"]),
]


@pytest.mark.parametrize(("text", "fields"), LOOSE)
def test_quotes_within_quotes_stay_as_they_are_written(text: str, fields: list[str]) -> None:
    assert cut(text, Dialect(is_loose=True)) == [(1, fields)]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('1, "가, 나", 3', ["1", "가, 나", "3"]),
        ('1,  "가 "나" 다" , 3', ["1", '"가 "나" 다" ', "3"]),
        ('1,   "가 "나" 다", 3', ["1", '가 "나" 다', "3"]),
    ],
)
def test_blanks_before_a_quote_are_passed_over(text: str, fields: list[str]) -> None:
    assert cut(text, Dialect(is_spaced=True, is_loose=True)) == [(1, fields)]
    if not fields[1].count('"'):
        assert cut(text, Dialect(is_spaced=True)) == [(1, fields)]


def test_many_quotes_that_nothing_closes_are_cut_at_once() -> None:
    fields = cut(",".join(['"x'] * 200_000), Dialect(is_loose=True))[0][1]
    assert fields == ['"x'] * 200_000


PARTS = st.lists(
    st.text(st.sampled_from('가나 "'), max_size=8).filter(lambda t: not t.startswith('"') and '""' not in t),
    min_size=2,
    max_size=5,
)


@given(PARTS)
def test_cells_quoted_without_doubling_come_back(parts: list[str]) -> None:
    line = ",".join(f'"{part}"' for part in parts)
    assert cut(line, Dialect(is_loose=True)) == [(1, parts)]
