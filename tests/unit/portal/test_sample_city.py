"""The sample city: enough of it, the same every time, and described in both languages."""

import re
from random import Random

import pytest
from shapely import union_all

from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES
from samples.administration import in_words
from samples.offices import all_samples
from samples.places import DISTRICTS, business_number, outline_of
from samples.publishers import PUBLISHERS
from samples.sample import Sample

SAMPLES = all_samples()


def test_there_are_at_least_forty_datasets_of_every_special_industry() -> None:
    assert len(SAMPLES) >= 40
    assert {"finance", "medicine", "logistics", "tourism"} <= {sample.theme for sample in SAMPLES}
    assert len({sample.file for sample in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize(
    "name", ["도시공원.gpkg", "교통사고_다발지역.zip", "주민등록인구_행정동별.xlsx", "가로등현황.csv"]
)
def test_the_same_sample_makes_the_same_bytes(name: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.file == name)
    assert sample.content() == sample.content()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_every_sample_is_described_in_both_languages(sample: Sample) -> None:
    assert re.search("[가-힣]", sample.title)
    assert re.search("[가-힣]", sample.description)
    assert not re.search("[가-힣]", sample.title_en + sample.description_en)
    assert re.search("[A-Za-z]", PUBLISHERS[sample.publisher])
    assert not re.search("[가-힣]", PUBLISHERS[sample.publisher])
    assert sample.keywords
    assert sample.theme in THEMES
    assert sample.frequency in FREQUENCIES
    assert sample.licence in LICENCES


def test_amounts_are_said_as_people_say_them() -> None:
    assert in_words(320_000) == "3억 2천만"


def test_business_numbers_have_their_check_digit() -> None:
    for seed in range(50):
        digits = [int(digit) for digit in business_number(Random(seed)) if digit.isdigit()]
        weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
        total = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) + digits[8] * 5 // 10
        assert (10 - total % 10) % 10 == digits[9]


def test_no_two_districts_share_ground() -> None:
    outlines = [outline_of(district) for district in DISTRICTS]
    assert all(outline.is_valid and outline.area > 0 for outline in outlines)
    total = sum(outline.area for outline in outlines)
    assert union_all(outlines).area == pytest.approx(total, rel=1e-9)
