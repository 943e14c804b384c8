"""Names that a client can type and take apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.sharing.core.names import LONGEST, folded, free_name, shared_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("유동 인구+1", "유동 인구+1"),
        ("a.b/c#d?e%f", "a_b_c_d_e_f"),
        ("  두  칸\n줄 ", "두 칸_줄"),
        ("\u1112\u1161\u11ab", "한"),
        ("", "표"),
        ("가" * 101, "가" * 100),
    ],
)
def test_a_name(text: str, name: str) -> None:
    assert shared_name(text, otherwise="표") == name


@given(st.text())
def test_no_name_is_taken_apart_at_the_wrong_place(text: str) -> None:
    name = shared_name(text, otherwise="표")
    assert name
    assert len(name) <= LONGEST
    assert not set(name) & set("./#?%\\\n\r\t\0")


def test_a_taken_name_gets_a_number() -> None:
    assert free_name("표", set()) == "표"
    assert free_name("Ab", {folded("aB")}) == "Ab 2"
    assert free_name("Ab", {"ab", "ab 2"}) == "Ab 3"
