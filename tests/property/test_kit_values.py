"""Whatever the value: canonical JSON reads back the same, and a cursor brings back what it was given."""

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.canonical import canonical_json
from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=20,
)


@given(values)
def test_canonical_json_reads_back_the_same_and_is_a_fixed_point(value):
    once = canonical_json(value)
    assert json.loads(once) == value
    assert canonical_json(json.loads(once)) == once


@given(st.dictionaries(texts, values, min_size=2, max_size=6), st.randoms())
def test_the_order_of_keys_does_not_matter(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert canonical_json({key: value[key] for key in keys}) == canonical_json(value)


@given(st.lists(st.none() | texts | st.integers(-(2**63), 2**63 - 1), max_size=4), texts)
def test_a_cursor_brings_back_its_values(after, ordering):
    assert decode_cursor(encode_cursor(after, ordering=ordering), ordering=ordering) == after


@given(st.text(max_size=80))
def test_any_text_as_a_cursor_is_refused_or_read_but_never_breaks(cursor):
    with suppress(Refused):
        assert isinstance(decode_cursor(cursor, ordering="x"), list)
