import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.combination.core.canonical_items import item_column, key_context, key_messages, length_prefixed
from naru.systems.combination.core.key_spec import Kind
from tests.unit.systems.combination.specs import spec

parts = st.lists(st.text(max_size=5), max_size=4)


@given(parts, parts)
def test_different_parts_make_different_bytes(one: list[str], other: list[str]) -> None:
    assert (length_prefixed(*one) == length_prefixed(*other)) == (one == other)


def test_parts_that_bare_concatenation_would_mix_up_differ() -> None:
    assert length_prefixed("ab", "c") != length_prefixed("a", "bc")


def test_a_key_is_bound_to_case_version_period_and_items() -> None:
    plain = spec()
    contexts = [
        key_context(each, each.keys[0])
        for each in (plain, spec(case="other-case"), spec(version=2), plain.for_period("2026-03"))
    ]
    contexts += [key_context(plain, plain.keys[1])]
    assert len(set(contexts)) == len(contexts)


def test_a_column_is_normalised_and_says_why_not() -> None:
    column = item_column(Kind.SEX, pa.chunked_array([["남", None], ["?", "여"]]))
    assert column.canonical.to_pylist() == [length_prefixed("M"), None, None, length_prefixed("F")]
    assert column.reasons.to_pylist() == [None, "missing", "sex_unknown", None]


def test_a_key_needs_all_its_items() -> None:
    items = {
        "a": item_column(Kind.TEXT, pa.array(["x", "x", None])),
        "b": item_column(Kind.TEXT, pa.array(["y", None, "y"])),
    }
    assert key_messages(items, ["a", "b"]).to_pylist() == [length_prefixed("x", "y"), None, None]
    assert key_messages(items, ["b"]).to_pylist() == [length_prefixed("y"), None, length_prefixed("y")]
