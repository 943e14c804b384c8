import hmac

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.canonical_items import key_context, length_prefixed
from naru.systems.combination.core.join_keys import KEY_BYTES, hmac_prf, make_keys
from tests.unit.systems.combination.specs import spec

SECRET = bytes(range(32))
PERSONS = pa.table(
    {
        "name": ["홍길동", "김 민지님", "이수", "박"],
        "birth": ["1980-01-02", "19900303", None, "20010229"],
        "sex": ["남", "여", "여", "남"],
        "phone": ["010-1234-5678", None, "+82-10-1111-2222", None],
    }
)


@given(st.binary(max_size=100), st.lists(st.binary(max_size=200), max_size=5))
def test_keys_are_hmac_sha256(context: bytes, messages: list[bytes]) -> None:
    whole = b"".join(hmac.digest(SECRET, context + message, "sha256")[:KEY_BYTES] for message in messages)
    assert hmac_prf(SECRET)(context, messages) == whole


def test_a_record_has_the_keys_whose_items_it_has() -> None:
    made = make_keys(PERSONS, spec(), pa.array([7, 8, 9, 10]), prf=hmac_prf(SECRET))
    assert made.table.column("serial").to_pylist() == [7, 8]
    assert made.accepted.to_pylist() == [True, True, False, False]
    assert [made.table.column(f"key{place}_high").null_count for place in range(3)] == [1, 0, 1]
    assert made.reasons == {
        "name": {},
        "birth": {"birth_not_in_calendar": 1, "missing": 1},
        "sex": {},
        "phone": {"missing": 2},
    }


def test_a_keys_halves_are_its_first_128_bits() -> None:
    made = make_keys(PERSONS, spec(), pa.array([7, 8, 9, 10]), prf=hmac_prf(SECRET))
    message = key_context(spec(), spec().keys[1]) + length_prefixed("김민지", "19900303", "F")
    digest = hmac.digest(SECRET, message, "sha256")
    halves = (made.table.column("key1_high")[1].as_py(), made.table.column("key1_low")[1].as_py())
    assert halves == tuple(int.from_bytes(digest[start : start + 8], "little", signed=True) for start in (0, 8))


def test_records_without_an_agreed_column_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        make_keys(PERSONS.drop(["sex", "phone"]), spec(), pa.array([1, 2, 3, 4]), prf=hmac_prf(SECRET))
    assert (refused.value.code, refused.value.facts) == ("item_missing", {"items": "sex, phone"})


def test_no_record_makes_no_key() -> None:
    made = make_keys(PERSONS.slice(0, 0), spec(), pa.array([], pa.int64()), prf=hmac_prf(SECRET))
    assert len(made.table) == 0
