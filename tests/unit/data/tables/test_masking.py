"""Personal values covered before they are published."""

import pytest

from naru.data.tables.core.masking import mask


@pytest.mark.parametrize(
    ("value", "covered"),
    [
        (None, None),
        ("010-1234-5678", "010-****-****"),
        ("kim@example.org", "kim@*******.***"),
        ("홍길동전", "홍길동*"),
        ("abc", "abc"),
        ("abcd", "abc*"),
        ("a_b_c", "a_b_*"),
        (1234, "123*"),
        ("", ""),
    ],
)
def test_the_first_three_characters_stay(value: object, covered: str | None) -> None:
    assert mask(value) == covered
