import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.academy.core.comparison import AnswerTable, Rule, compare, rule_of


def table(*rows, columns=("구", "수")):
    return AnswerTable(columns=tuple(columns), rows=tuple(map(tuple, rows)))


RIGHT = table(("중구", 1.5), ("동구", 2))


@pytest.mark.parametrize(
    ("answer", "rule", "equal"),
    [
        (RIGHT, Rule(), True),
        (table(("동구", 2.0), ("중구", 1.5)), Rule(), True),
        (table(("동구", 2.0), ("중구", 1.5)), Rule(ordered=True), False),
        (table((1.5, "중구"), (2, "동구"), columns=("수", "구")), Rule(), True),
        (table((1.5, "중구"), (2, "동구"), columns=("수", "구")), Rule(names=False), False),
        (table(("중구", 1.5), ("동구", 2), columns=("a", "b")), Rule(names=False), True),
        (table(("중구", 1.5), ("동구", 2), columns=("a", "b")), Rule(), False),
        (table(("중구", 1.5), ("동구", 2), columns=(" 구", "수 ")), Rule(), True),
        (
            table(
                ("중구", 1.5),
            ),
            Rule(),
            False,
        ),
        (table(("중구", 1.5), ("동구", 2), ("동구", 2)), Rule(), False),
        (table(("중구", 1.5), ("중구", 1.5)), Rule(), False),
        (table((" 중구 ", 1.5), ("동구", 2)), Rule(), True),
        (table((" 중구 ", 1.5), ("동구", 2)), Rule(trim=False), False),
        (table(("중구", 1.51), ("동구", 2)), Rule(absolute=0.02), True),
        (table(("중구", 1.53), ("동구", 2)), Rule(absolute=0.02), False),
        (table(("중구", 1.5 * 1.009), ("동구", 2)), Rule(relative=0.01), True),
        (table(("중구", 1.5 * 1.011), ("동구", 2)), Rule(relative=0.01), False),
        (table(("중구", "1.5"), ("동구", 2)), Rule(), False),
        (table(("중구", True), ("동구", 2)), Rule(), False),
        (table(("중구", None), ("동구", 2)), Rule(), False),
    ],
)
def test_an_answer_is_compared_as_the_exercise_says(answer, rule, equal) -> None:
    found = compare(answer, RIGHT, rule)
    assert (found.is_equal, found.why is None) == (equal, equal)


@pytest.mark.parametrize(
    ("own", "right", "equal"),
    [
        (float("nan"), None, True),
        (None, 0, False),
        (1, True, False),
        (1, 1.0, True),
        ([1, 2], [1, 2.0], True),
        ([1], [1, 2], False),
        ({"a": 1}, {"a": 1.0}, True),
        ("A", "a", False),
    ],
)
def test_a_cell_has_its_kind(own, right, equal) -> None:
    columns = ("값",)
    assert compare(table((own,), columns=columns), table((right,), columns=columns), Rule()).is_equal is equal


def test_capital_letters_count_only_where_the_rule_says_so() -> None:
    pair = table(("A",), columns=("값",)), table(("a",), columns=("값",))
    assert not compare(*pair, Rule()).is_equal
    assert compare(*pair, Rule(case=False)).is_equal


@pytest.mark.parametrize(
    "answer", [table(("중구", 99.5), ("동구", 2)), table(("중구", 1.5)), table(("x", 1), columns=("a", "b"))]
)
def test_what_differs_is_said_without_the_right_value(answer) -> None:
    for rule in (Rule(), Rule(ordered=True)):
        why = compare(answer, table(("중구", 31337.25), ("동구", 2)), rule).why
        assert why is not None
        assert "31337" not in why.ko + why.en
        assert "31,337" not in why.ko + why.en


@pytest.mark.parametrize("wrong", [{"absolute": -1}, {"relative": 1}, {"absolute": float("inf")}])
def test_a_tolerance_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError):
        rule_of(wrong)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-50, 50),
    st.floats(-9, 9).map(lambda x: round(x, 3)),
    st.sampled_from(["가", "나"]),
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.randoms(use_true_random=False))
def test_every_table_equals_itself_in_any_order(rows, dice) -> None:
    mixed = list(rows)
    dice.shuffle(mixed)
    right = table(*rows)
    assert compare(table(*mixed), right, Rule()).is_equal
    assert compare(right, right, Rule(ordered=True)).is_equal
