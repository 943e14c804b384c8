"""A service key is sent encoded once, whichever form was pasted, and stands in nothing that is kept or shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.keys import encoded, plain, redacted, taken_out, without_keys

KEY = "ab+/cd=="


@pytest.mark.parametrize("pasted", [KEY, "ab%2B%2Fcd%3D%3D", "ab%252B%252Fcd%253D%253D", f"  {KEY}\n"])
def test_any_form_is_the_same_key(pasted: str) -> None:
    assert plain(pasted) == KEY


@pytest.mark.parametrize("pasted", ["ab%zz", "ab%2", "열쇠", "a b"])
def test_a_malformed_key_is_refused_without_being_repeated(pasted: str) -> None:
    with pytest.raises(Refused) as refused:
        plain(pasted)
    assert pasted not in str(refused.value)
    assert refused.value.facts == {}


@given(st.text(alphabet="abcXYZ019+/=-_", min_size=8, max_size=90))
def test_the_key_is_in_no_text_that_was_redacted(key: str) -> None:
    said = f"GET https://apis.data.go.kr/x?serviceKey={encoded(key)}&again={key} failed"
    assert key not in redacted(said, key)
    assert encoded(key) not in redacted(said, key)
    assert plain(encoded(key)) == key


ADDRESSES = {
    "https://a/b?serviceKey=SECRET&page=1": "https://a/b?serviceKey=•••&page=1",
    "https://a/b?page=1": "https://a/b?page=1",
    "https://user:SECRET@a/b": "https://a/b",
    "https://a/b?API_KEY=SECRET": "https://a/b?API_KEY=•••",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_that_are_kept_carry_no_key(url: str) -> None:
    assert without_keys(url) == ADDRESSES[url]


def test_a_key_pasted_within_the_address_is_taken_out() -> None:
    assert taken_out("https://a/b?x=1&serviceKey=ab%2B&y=2") == ("https://a/b?x=1&y=2", "ab%2B")
    assert taken_out("https://a/b?x=1") == ("https://a/b?x=1", "")
