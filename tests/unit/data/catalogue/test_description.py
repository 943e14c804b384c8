"""What a description must be before it is kept."""

from dataclasses import replace
from datetime import date

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.description import checked, clean, known_code, web_address
from naru.data.catalogue.core.values import Description

PARKING = Description(title="주차장")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"title": " 공영  주차장\n"}, {"title": "공영 주차장"}),
        ({"title": "가" * 500}, {"title": "가" * 500}),
        ({"description": " 첫 줄\n\n둘째  줄\t "}, {"description": "첫 줄\n\n둘째  줄"}),
        ({"description_en": "a\nb"}, {"description_en": "a\nb"}),
        ({"contact": "a\nb"}, {"contact": "a b"}),
        ({"keywords": (" 요금 ", "요금", "", "\0", "면수")}, {"keywords": ("요금", "면수")}),
        (
            {"keywords": tuple(f"{n}" for n in range(51))},
            {"keywords": tuple(f"{n}" for n in range(50))},
        ),
        ({"themes": ("finance", "tourism", "finance")}, {"themes": ("finance", "tourism")}),
        ({"licence": "kogl-1", "frequency": "daily"}, {"licence": "kogl-1", "frequency": "daily"}),
        ({"licence": "", "frequency": ""}, {"licence": "", "frequency": ""}),
        ({"landing_page": " https://busan.go.kr "}, {"landing_page": "https://busan.go.kr"}),
        ({"landing_page": "javascript:alert(1)"}, {"landing_page": ""}),
        *(
            ({"period_start": date(2026, 1, 2), "period_end": end}, {"period_end": end})
            for end in (date(2026, 1, 2), date(2026, 1, 3), None)
        ),
        ({"period_end": date(2026, 1, 2)}, {"period_start": None}),
    ],
)
def test_a_description_is_tidied(given: dict[str, object], kept: dict[str, object]) -> None:
    tidy = checked(replace(PARKING, **given))  # type: ignore[arg-type]
    assert {name: getattr(tidy, name) for name in kept} == kept


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"title": ""}, "dataset_needs_title", None),
        ({"title": " \0 "}, "dataset_needs_title", None),
        ({"title": "가" * 501}, "dataset_needs_title", None),
        ({"themes": ("finance", "gone")}, "unknown_code", "themes"),
        ({"licence": "gone"}, "unknown_code", "licence"),
        ({"frequency": "gone"}, "unknown_code", "frequency"),
        ({"period_start": date(2026, 1, 2), "period_end": date(2026, 1, 1)}, "period_is_reversed", None),
    ],
)
def test_a_description_that_cannot_be_kept_is_refused(given: dict[str, object], code: str, field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        checked(replace(PARKING, **given))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.facts.get("field")) == (code, field)


def test_a_refusal_names_the_codes_that_there_are_and_the_period() -> None:
    with pytest.raises(Refused) as unknown:
        known_code("licence", "c", ["", "a", "b"])
    assert unknown.value.facts == {"field": "licence", "field_ko": "이용허락", "value": "c", "codes": "a, b"}
    with pytest.raises(Refused) as reversed_:
        checked(replace(PARKING, period_start=date(2026, 1, 2), period_end=date(2026, 1, 1)))
    assert reversed_.value.facts == {"start": date(2026, 1, 2), "end": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://a", "http://a"),
        ("HTTPS://A", "HTTPS://A"),
        ("ftp://a", "ftp://a"),
        ("file:///etc/passwd", ""),
        ("a http://b", ""),
        ("http:/a", ""),
        ("http://" + "a" * 1993, "http://" + "a" * 1993),
        ("http://" + "a" * 1994, "http://" + "a" * 1993),
    ],
)
def test_only_what_leads_to_the_web_is_an_address(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("text", "one_line", "lines"),
    [
        ("a\x1fb", "ab", "ab"),
        ("a\ud800b\udfffc", "abc", "abc"),
        ("a\ud7ffb\ue000c", "a\ud7ffb\ue000c", "a\ud7ffb\ue000c"),
        (" a \t\n b ", "a b", "a \t\n b"),
        ("a\rb", "ab", "ab"),
    ],
)
def test_what_no_text_should_hold_is_left_out(text: str, one_line: str, lines: str) -> None:
    assert (clean(text), clean(text, keep_lines=True)) == (one_line, lines)
