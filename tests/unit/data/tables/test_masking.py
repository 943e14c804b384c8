"""Personal values covered before they are shown or published."""

from collections.abc import Collection

import pytest

from naru.data.tables.core.masking import mask, masked
from naru.data.tables.core.values import PersonalKind

K = PersonalKind


@pytest.mark.parametrize(
    ("value", "covered"),
    [
        (None, None),
        ("010-1234-5678", "010-****-****"),
        ("kim@example.org", "k**@*******.***"),
        ("홍길동 850203-1234569", "홍** ******-*******"),
        ("M12345678", "M12******"),
        ("12가 3456", "12가 ****"),
        ("1가 3456", "1* ****"),
        ("abc", "a**"),
        ("a_b_c", "a_*_*"),
        (1234, "123*"),
        ("", ""),
    ],
)
def test_a_cell_keeps_what_tells_its_kind(value: object, covered: str | None) -> None:
    assert mask(value) == covered


@pytest.mark.parametrize(
    ("value", "kinds", "covered"),
    [
        ("홍길동", [K.NAME], "홍**"),
        ("1985-02-03", [K.BIRTH_DATE], "1985-**-**"),
        ("850203", [K.BIRTH_DATE], "85****"),
        ("부산광역시 해운대구 우동 1407", [K.ADDRESS], "부산광역시 해운대구 ** ****"),
        ("홍길동 우동 1407", [K.ADDRESS], "홍** ** ****"),
        ("850203-1234569", [K.RESIDENT_NUMBER], "850***-*******"),
    ],
)
def test_a_cell_is_covered_after_what_was_found_in_it(value: str, kinds: Collection[K], covered: str) -> None:
    assert mask(value, kinds) == covered


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("minji@example.org", K.EMAIL, "m****@example.org"),
        ("m@example.org", K.EMAIL, "m*@example.org"),
        ("850203-1234569", K.RESIDENT_NUMBER, "850***-*******"),
        ("12가 3456", K.PLATE, "12가 ****"),
        ("M12_3A", None, "M12_**"),
        (" 홍길동 ", K.NAME, "홍**"),
        ("1985", K.BIRTH_DATE, "1985"),
        ("850203", K.BIRTH_DATE, "85****"),
    ],
)
def test_a_masked_value_shows_its_kind_and_not_the_person(text: str, kind: K | None, shown: str) -> None:
    assert masked(text, kind) == shown
