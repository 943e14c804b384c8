"""An area's profile, areas of one kind, and what is said of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.bins import BIN_US
from naru.systems.footage.core.figures.character import AreaProfile, flow_entropy, profile, shares
from naru.systems.footage.core.figures.coverage import COVERAGE
from naru.systems.footage.core.figures.kinds import FEATURES, area_kinds, explain, hours_apart, silhouette

BUSAN = "Asia/Seoul"
MONDAY_NINE = round(datetime(2026, 5, 4, 9, tzinfo=ZoneInfo(BUSAN)).timestamp() * 1_000_000)


def bins(*rows: tuple[int, int, int, int]) -> pa.Table:
    """(quarters after Monday nine o'clock, visits, visiting, passing)."""
    names = ("bin_us", "visits", "visiting", "passing")
    columns = zip(*((MONDAY_NINE + at * BIN_US, *counts) for at, *counts in rows), strict=True) if rows else [()] * 4
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})


def seen(*rows: tuple[int, float]) -> pa.Table:
    """(quarter, seconds)."""
    return pa.Table.from_pylist(
        [
            {"camera_id": "c", "bin_us": MONDAY_NINE + at * BIN_US, "seen_s": seconds, "due_s": 900.0}
            for at, seconds in rows
        ],
        schema=COVERAGE,
    )


def test_hours_are_the_area_s_own_and_people_an_hour() -> None:
    found = profile("a", bins((0, 10, 4, 6), (1, 20, 10, 10), (1, 2, 1, 1), (5, 8, 0, 8)), time_zone=BUSAN)
    assert found.hours[0, 9] == pytest.approx(32)
    assert found.hours[0, 10] == pytest.approx(16)  # two quarters of the hour were seen: nobody, then eight
    assert np.isfinite(found.hours).sum() == 2
    assert found.stay_share == pytest.approx(15 / 40)


def test_what_was_seen_in_part_is_made_up_for() -> None:
    counted = bins((0, 10, 4, 6), (4, 5, 5, 0))
    found = profile("a", counted, time_zone=BUSAN, coverage=seen((0, 450), (1, 450), (4, 900), (8, 900), (12, 80)))
    assert found.hours[0, 9] == pytest.approx(10 / 1 * 4)  # ten in two halves of a quarter
    assert found.hours[0, 10] == pytest.approx(20)
    assert found.hours[0, 11] == 0  # seen, and nobody there
    assert np.isnan(found.hours[0, 12])  # less than a tenth of the quarter was seen
    assert found.people_a_day == pytest.approx(24 * (40 + 20 + 0) / 3)


def test_an_area_without_anything_has_no_shares() -> None:
    found = profile("a", bins(), time_zone=BUSAN)
    assert np.isnan(found.hours).all()
    assert np.isnan(found.stay_share)
    assert (found.people_a_day, dict(found.modes)) == (0, {})
    assert dict(shares({"walk": 3, "bicycle": 1})) == {"walk": 0.75, "bicycle": 0.25}


def ways(*rows: tuple[str, str, int]) -> pa.Table:
    names = ("from_zone", "to_zone", "tracks")
    return (
        pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
        if rows
        else pa.table({name: [] for name in names})
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "b", 9), ("b", "a", 9)], 1.0),
        ([("a", "b", 18), ("b", "a", 0)], 0.0),
        ([("a", "b", 5), ("b", "c", 5)], np.log(2) / np.log(6)),
        ([("a", "b", 3), ("a", "b", 6), ("b", "a", 9)], 1.0),
    ],
)
def test_entropy_of_flows(rows: list[tuple[str, str, int]], expected: float) -> None:
    assert flow_entropy(ways(*rows)) == pytest.approx(expected)


def test_without_ways_there_is_no_entropy() -> None:
    assert np.isnan(flow_entropy(ways()))


def area(
    name: str, busy: dict[int, float], *, weekend: float = 1.0, stay: float = 0.3, size: float = 10
) -> AreaProfile:
    day = np.array([1 + busy.get(hour, 0) for hour in range(24)], float) * size
    hours = np.tile(day, (7, 1))
    hours[5:] *= weekend
    return AreaProfile(
        area_id=name, hours=hours, people_a_day=float(hours.mean() * 24), stay_share=stay, modes=shares({"walk": 9, "bicycle": 1}),
        people={}, flow_entropy=0.5,
    )  # fmt: skip


LUNCHES = [area(f"office {n}", {11: 9 + n / 10, 12: 12, 13: 9}, weekend=0.4, stay=0.2) for n in range(3)]
NIGHTS = [area(f"bars {n}", {21: 9, 22: 12 + n / 10, 23: 9}, weekend=1.8, stay=0.6) for n in range(3)]


def test_areas_fall_into_kinds_that_are_explained() -> None:
    found = area_kinds([*LUNCHES, *NIGHTS])
    assert {kind.areas for kind in found.kinds} == {
        ("office 0", "office 1", "office 2"),
        ("bars 0", "bars 1", "bars 2"),
    }
    assert found.silhouette > 0.5
    offices, bars = (next(kind for kind in found.kinds if name in kind.areas) for name in ("office 0", "bars 0"))
    assert len(offices.sentences) == len(bars.sentences) == 3
    assert set(bars.sentences) & {
        FEATURES["night"].much,
        FEATURES["weekend"].much,
        FEATURES["stay"].much,
        FEATURES["lunch"].little,
    }
    assert not set(offices.sentences) & set(bars.sentences)


def test_areas_that_are_alike_are_one_kind_without_a_word() -> None:
    same = [area(f"a{n}", {12: 5}) for n in range(5)]
    found = area_kinds(same)
    assert [kind.areas for kind in found.kinds] == [tuple(f"a{n}" for n in range(5))]
    assert found.kinds[0].sentences == ()
    assert np.isnan(found.silhouette)
    assert len(area_kinds(same[:2]).kinds) == 1


def test_one_area_is_explained_among_others() -> None:
    assert FEATURES["size"].much in explain(
        area("big", {12: 5}, size=100), [*(area(f"a{n}", {12: 5}) for n in range(4)), area("big", {12: 5}, size=100)]
    )
    everyone = [*LUNCHES, *NIGHTS]
    assert FEATURES["lunch"].much in explain(LUNCHES[2], everyone) or FEATURES["weekend"].little in explain(
        LUNCHES[2], everyone
    )


def test_every_feature_speaks_both_languages_and_both_ways() -> None:
    for name, feature in FEATURES.items():
        assert all(words.ko and words.en for words in (feature.much, feature.little)), name


def test_the_weeks_of_two_areas_are_compared() -> None:
    assert hours_apart(LUNCHES[0], LUNCHES[0]) == pytest.approx(0, abs=1e-6)
    assert hours_apart(LUNCHES[0], NIGHTS[0]) > hours_apart(LUNCHES[0], LUNCHES[1])
    day, night = area("d", {}), area("n", {})
    day.hours[:, 12:], night.hours[:, :12] = 0, 0
    assert hours_apart(day, night) == pytest.approx(1)
    assert np.isnan(hours_apart(profile("x", bins(), time_zone=BUSAN), day))


def test_silhouette_of_two_clear_pairs() -> None:
    apart = np.array([[0, 1, 9, 9], [1, 0, 9, 9], [9, 9, 0, 1], [9, 9, 1, 0]], float)
    assert silhouette(apart, np.array([1, 1, 2, 2])) == pytest.approx(8 / 9)
    assert silhouette(apart, np.array([1, 1, 2, 3])) == pytest.approx((8 / 9 + 8 / 9) / 4)
