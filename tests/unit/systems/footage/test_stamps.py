"""Time stamps in, one strictly growing time a frame out."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.footage.core.frames.containers import AVI, MATROSKA, MPEG_TS, Container
from naru.systems.footage.core.frames.stamps import MENDS_WITHIN, USUAL_STEP_US, Repaired, repair_stamps

MS = Fraction(1, 1000)
CLOCK = Fraction(1, 90_000)
STEADY = list(range(0, 2000, 100))  # 20 frames


def repaired(
    stamps: list[int | None],
    *,
    container: Container = MATROSKA,
    time_base: Fraction = MS,
    gap_s: float = 86_400,
    size_changes: tuple[int, ...] = (),
    claimed_step_us: int | None = None,
) -> Repaired:
    return repair_stamps(
        stamps,
        time_base=time_base,
        container=container,
        longest_gap_s=gap_s,
        size_changes=size_changes,
        claimed_step_us=claimed_step_us,
    )


def ms(found: Repaired) -> list[float]:
    return [offset / 1000 for offset in found.offsets_us]


def codes(found: Repaired) -> list[str]:
    return [str(repair) for repair in found.repairs]


@pytest.mark.parametrize(
    ("stamps", "times", "repairs"),
    [
        pytest.param([0, 100, 200], [0, 100, 200], [], id="nothing to do"),
        pytest.param([700, 800, 900], [0, 100, 200], [], id="from the first frame"),
        pytest.param([0, 100, 350, 400], [0, 100, 350, 400], [], id="a variable rate stays"),
        pytest.param([0, 100, 3_600_100, 3_600_200], [0, 100, 3_600_100, 3_600_200], [], id="a pause of an hour stays"),
        pytest.param([0, None, 200, 300], [0, 100, 200, 300], ["stamps_missing:1"], id="one is missing"),
        pytest.param([None, 100, 200, None], [0, 100, 200, 300], ["stamps_missing:2"], id="the ends are missing"),
        pytest.param([0, 100, 100, 300, 400], [0, 100, 200, 300, 400], ["stamps_repeated:1"], id="one is repeated"),
        pytest.param([0, 100, 200, 200], [0, 100, 200, 300], ["stamps_repeated:1"], id="the last is repeated"),
        pytest.param([0, 100, 200, 50, 400], [0, 100, 200, 300, 400], ["stamps_stepped_back:1"], id="one steps back"),
        pytest.param(
            [0, 100, 90_000, 300, 400], [0, 100, 200, 300, 400], ["stamps_leapt:1"], id="one leaps ahead and back"
        ),
        pytest.param([5], [0], [], id="one frame"),
        pytest.param([None], [0], ["stamps_missing:1"], id="one frame without a time"),
    ],
)
def test_stray_stamps_lie_between_their_neighbours(
    stamps: list[int | None], times: list[float], repairs: list[str]
) -> None:
    found = repaired(stamps)
    assert (ms(found), codes(found)) == (times, repairs)


def test_decode_stamps_are_sorted_only_where_a_container_has_no_others() -> None:
    stamps: list[int | None] = [0, 300, 100, 200, 400]
    assert (ms(repaired(stamps, container=AVI)), codes(repaired(stamps, container=AVI))) == (
        [0, 100, 200, 300, 400],
        ["stamps_reordered:3"],
    )
    assert codes(repaired(stamps)) != ["stamps_reordered:3"]


def test_a_clock_that_wraps_goes_on() -> None:
    last = (1 << 33) - 9000
    found = repaired([last - 9000, last, 0, 9000], container=MPEG_TS, time_base=CLOCK)
    assert (ms(found), codes(found)) == ([0, 100, 200, 300], [])


@pytest.mark.parametrize("minutes", [-50, -1])
def test_a_clock_set_back_goes_on_one_step_after_the_last_frame(minutes: int) -> None:
    before = [3_600_000 + step for step in STEADY]
    after = [3_600_000 + minutes * 60_000 + step for step in STEADY]
    found = repaired([*before, *after])
    assert (ms(found), codes(found)) == (list(range(0, 4000, 100)), ["clock_set:1"])


def test_a_step_back_that_reads_as_a_wrap_is_a_clock_set_back() -> None:
    """FFmpeg takes a step back of an hour for a wrap of the 33-bit clock and adds 26 hours."""
    first = [90 * step for step in STEADY]
    wrapped = [90 * (step - 3_000_000) + (1 << 33) for step in STEADY]
    found = repaired([*first, *wrapped], container=MPEG_TS, time_base=CLOCK)
    assert (ms(found), codes(found)) == (list(range(0, 4000, 100)), ["clock_set:1"])


@pytest.mark.parametrize(("leap_s", "repairs"), [(3600, []), (3601, ["clock_set:1"])])
def test_a_leap_beyond_the_longest_pause_is_a_clock_set_anew(leap_s: int, repairs: list[str]) -> None:
    stamps: list[int | None] = [*STEADY, *(STEADY[-1] + leap_s * 1000 + step for step in STEADY)]
    assert codes(repaired(stamps, gap_s=3600)) == repairs


@pytest.mark.parametrize(("behind", "repairs"), [(MENDS_WITHIN, "stamps_stepped_back:16"), (17, "clock_set:1")])
def test_a_step_back_mends_within_a_few_frames_or_is_a_splice(behind: int, repairs: str) -> None:
    stamps: list[int | None] = [*STEADY, *(1900 - behind + k for k in range(behind)), *range(2000, 6000, 100)]
    assert codes(repaired(stamps))[0] == repairs


def test_recordings_that_overlap_are_spliced_where_the_size_changes() -> None:
    stamps: list[int | None] = [0, 100, 200, 100, 200, 300]
    assert ms(repaired(stamps, size_changes=(3,))) == [0, 100, 200, 300, 400, 500]
    assert ms(repaired(stamps)) == pytest.approx([0, 100, 200, 233.333, 266.666, 300])


@pytest.mark.parametrize(("claimed", "step_us"), [(None, USUAL_STEP_US), (33_333, 33_333)])
@pytest.mark.parametrize("stamps", [[None, None, None], [7, 7, 7]], ids=["missing", "standing"])
def test_only_a_clip_without_times_believes_the_claimed_rate(
    stamps: list[int | None], claimed: int | None, step_us: int
) -> None:
    assert repaired(stamps, claimed_step_us=claimed).offsets_us == (0, step_us, 2 * step_us)


def test_the_claimed_rate_is_not_believed_beside_times() -> None:
    assert repaired([0, 100, None], claimed_step_us=1).offsets_us[2] == 200_000


@given(
    st.lists(st.one_of(st.none(), st.integers(-(1 << 40), 1 << 40)), min_size=1, max_size=60),
    st.sampled_from([AVI, MATROSKA, MPEG_TS]),
    st.sets(st.integers(1, 59)),
)
def test_times_grow_from_zero_whatever_the_stamps(
    stamps: list[int | None], container: Container, size_changes: set[int]
) -> None:
    found = repaired(stamps, container=container, time_base=CLOCK, size_changes=tuple(size_changes))
    assert len(found.offsets_us) == len(stamps)
    assert found.offsets_us[0] == 0
    assert all(a < b for a, b in pairwise(found.offsets_us))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=50), st.integers(-(10**9), 10**9))
def test_stamps_that_grow_are_left_as_they_are(steps: list[int], begin: int) -> None:
    stamps: list[int | None] = [begin]
    for step in steps:
        stamps.append((stamps[-1] or 0) + step)
    found = repaired(stamps)
    assert not found.repairs
    assert found.offsets_us == tuple(((stamp or 0) - begin) * 1000 for stamp in stamps)
