"""What people type about themselves, taken as it is or refused with the reason."""

import pytest

from naru.base.kit.refusals import Refused
from naru.base.people.core import texts


def line(text: str, longest: int = 10) -> str:
    return texts.one_line(text, field="name", longest=longest)


def prose(text: str, longest: int = 10) -> str:
    return texts.paragraph(text, field="about", longest=longest)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 민지 ", "민지"),
        ("민지", "민지"),
        ("é", "é"),
        ("👩‍🌾", "👩‍🌾"),
        ("7", "7"),
        ("§", "§"),
        ("-", "-"),
        ("a" * 10, "a" * 10),
        ("가\xa0나", "가\xa0나"),
    ],
)
def test_a_line_is_taken_as_it_is_in_composed_form(typed: str, kept: str) -> None:
    assert line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "text_empty"),
        ("  ", "text_empty"),
        ("\u200b", "text_empty"),  # nothing to be seen
        ("\u0301", "text_empty"),
        ("a" * 11, "text_too_long"),
        ("a\nb", "text_character"),
        ("a\tb", "text_character"),
        ("a\0b", "text_character"),
        ("a\ud800b", "text_character"),
        ("a\uffffb", "text_character"),
        *((f"a{turn}b", "text_character") for turn in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    ],
)
def test_a_line_that_cannot_be_one_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        line(typed)
    assert refused.value.code == code
    assert refused.value.facts["field"] == "name"


def test_a_refusal_names_the_character_and_the_length() -> None:
    with pytest.raises(Refused) as character:
        line("a\u202eb")
    assert character.value.facts["character"] == "U+202E"
    with pytest.raises(Refused) as long:
        line("a" * 11)
    assert long.value.facts == {"field": "name", "length": 11, "longest": 10}


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), (" a\r\nb\rc ", "a\nb\nc"), ("a\tb", "a\tb"), ("a" * 10, "a" * 10)]
)
def test_free_text_may_be_empty_and_has_one_kind_of_line_end(typed: str, kept: str) -> None:
    assert prose(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"), [("a\0", "text_character"), ("\u2066a", "text_character"), ("a" * 11, "text_too_long")]
)
def test_free_text_with_what_nobody_sees_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        prose(typed)
    assert (refused.value.code, refused.value.facts["field"]) == (code, "about")


def test_an_address_is_kept_in_lower_case() -> None:
    assert texts.email_address(" Minji@Busan.Example ") == "minji@busan.example"
    assert texts.email_address("a" * 245 + "@city.org") == "a" * 245 + "@city.org"  # 254 letters


@pytest.mark.parametrize(
    "typed",
    ["minji", "minji@busan", "@busan.example", "minji@.", "a b@c.d", "a@b@c.d", "a,b@c.d", "a@b.c,d@e.f", "<a@b.c>"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        texts.email_address(typed)
    assert (refused.value.code, refused.value.facts["email"]) == ("email_refused", typed)


def test_an_address_that_cannot_be_sent_to_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        texts.email_address("a" * 246 + "@city.org")
    assert (refused.value.code, refused.value.facts["field"]) == ("text_too_long", "email")


@pytest.mark.parametrize("typed", ["busan", "a", "1", "haeundae-data", "a-1-b", "a" * 60])
def test_an_organisations_address_part(typed: str) -> None:
    assert texts.slug(typed) == typed


@pytest.mark.parametrize("typed", ["", "-a", "a-", "a--b", "A", "부산", "a_b", "a b", "a" * 61, "a\n"])
def test_what_is_no_address_part_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        texts.slug(typed)
    assert (refused.value.code, refused.value.facts["slug"]) == ("slug_refused", typed)
