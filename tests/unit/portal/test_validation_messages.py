"""What the API says of a request that does not read."""

from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from naru.base.kit.words import Words
from naru.portal.validation_messages import SAID, place_of, words_of


class Asked(BaseModel):
    limit: int = Field(1, ge=1, le=5)
    share: float = Field(1.0, allow_inf_nan=False)
    text: str = Field("abc", min_length=2, max_length=4)
    name: str = Field("a", pattern="^a$")
    kind: Literal["csv", "json", "xlsx"] = "csv"
    many: list[int] = Field([], max_length=2)
    flag: bool = True


def finding(**given: Any) -> dict[str, Any]:
    with pytest.raises(ValidationError) as wrong:
        Asked(**given)
    (found,) = wrong.value.errors()
    return dict(found)


@pytest.mark.parametrize(
    ("given", "ko", "en"),
    [
        ({"limit": "x"}, "정수로 써 주세요.", "Write a whole number."),
        ({"limit": 1.5}, "정수로 써 주세요.", "Write a whole number."),
        ({"limit": "9" * 5000}, "수가 너무 큽니다.", "The number is too large."),
        ({"limit": 0}, "1 이상이어야 합니다.", "It must be at least 1."),
        ({"limit": 6}, "5 이하여야 합니다.", "It must be at most 5."),
        ({"share": "x"}, "수로 써 주세요.", "Write a number."),
        ({"share": "nan"}, "수로 써 주세요.", "Write a number."),
        ({"text": "a"}, "2자 이상이어야 합니다.", "It must have at least 2 characters."),
        ({"text": "abcde"}, "4자까지 쓸 수 있습니다.", "It may have up to 4 characters."),
        ({"text": 1}, "글자로 써 주세요.", "Write text."),
        ({"name": "b"}, "^a$ 모양이어야 합니다.", "It must look like ^a$."),
        ({"kind": "pdf"}, "다음 가운데 하나여야 합니다: csv, json, xlsx", "It must be one of csv, json, xlsx."),
        ({"many": [1, 2, 3]}, "2개까지 쓸 수 있습니다.", "There may be up to 2."),
        ({"many": 1}, "목록으로 써 주세요.", "Write a list."),
        ({"flag": "x"}, "true 또는 false로 써 주세요.", "Write true or false."),
    ],
)
def test_a_finding_is_said_in_both_languages(given: dict[str, Any], ko: str, en: str) -> None:
    assert words_of(finding(**given)) == Words(ko, en)


@pytest.mark.parametrize("strange", [{"type": "new", "msg": "Odd."}, {"type": "greater_than_equal", "msg": "Odd."}])
def test_what_is_not_known_is_said_in_the_validators_words(strange: dict[str, Any]) -> None:
    assert words_of(strange) == Words("Odd.", "Odd.")


def test_a_finding_that_says_nothing_is_a_question_mark() -> None:
    assert words_of({}) == Words("?", "?")
    assert words_of({"type": "missing", "ctx": None}) == SAID["missing"]


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("query", "limit"), "limit"),
        (("body", "given", "description", "title"), "description.title"),
        (("body", "asked", "many", 1), "many.1"),
        (("path", "id"), "id"),
        (("body",), "body"),
        ((), "body"),
    ],
)
def test_a_place_is_named_without_our_own_parameters(loc: tuple[str | int, ...], place: str) -> None:
    assert place_of({"loc": loc}) == place
    assert place_of({}) == "body"
