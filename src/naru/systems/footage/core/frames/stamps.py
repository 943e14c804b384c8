"""A clip's time stamps put right: one strictly growing time a frame, and what had to be done for it.

*Theory of operation.* Pictures come in the order shown; their stamps may not. In turn:

1. A container that holds only the times of decoding (AVI) has the right times in the wrong places: they are sorted.
2. A clock of *n* bits is followed modulo 2ⁿ: a wrap is no step, and a step back that looks like a wrap is a step back.
3. A **splice** (the clock was set anew: a step back that does not mend within a few frames, a leap beyond the longest pause, or any step
   back where the picture's size changes) continues one usual step after the last frame; later frames keep their distances.
4. A **stray** stamp (repeated, a step back or a leap that mends within a few frames) and a missing one lie evenly between their neighbours.

Frame rates that a file claims are used for nothing but a clip in which no two stamps tell the step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from naru.systems.footage.core.frames.containers import Container
from naru.systems.footage.core.frames.repairs import Repair

MENDS_WITHIN = 16  # frames; the deepest reordering of H.264
USUAL_STEP_US = 40_000
Ticks = int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """``offsets_us``: of every frame from the first, strictly growing from 0. ``step_us``: the usual distance of two frames."""

    offsets_us: tuple[int, ...]
    step_us: int
    repairs: tuple[Repair, ...]


def repair_stamps(
    stamps: Sequence[Ticks | None],
    *,
    time_base: Fraction,
    container: Container,
    longest_gap_s: float,
    size_changes: Iterable[int] = (),
    claimed_step_us: int | None = None,
) -> Repaired:
    """``stamps`` in the order shown, None where there is none; ``size_changes``: frames whose size is not that of the one before."""
    repairs: dict[str, int] = {}
    ticks = list(stamps)
    if container.decode_stamps:
        ticks = _sorted(ticks, repairs)
    if container.clock_bits:
        ticks = _unwrapped(ticks, 1 << container.clock_bits)
    times = [None if tick is None else round(tick * time_base * 1_000_000) for tick in ticks]
    step = _usual_step(times) or claimed_step_us or USUAL_STEP_US
    trusted = _without_strays(times, set(size_changes), step, round(longest_gap_s * 1_000_000), repairs)
    offsets = _spread(trusted, step)
    return Repaired(
        offsets_us=tuple(offsets), step_us=step, repairs=tuple(Repair(code, n) for code, n in repairs.items())
    )


def _sorted(ticks: list[Ticks | None], repairs: dict[str, int]) -> list[Ticks | None]:
    in_order = iter(sorted(tick for tick in ticks if tick is not None))
    put = [None if tick is None else next(in_order) for tick in ticks]
    _note(repairs, "stamps_reordered", sum(a != b for a, b in zip(ticks, put, strict=True)))
    return put


def _unwrapped(ticks: list[Ticks | None], period: int) -> list[Ticks | None]:
    """Every difference is the shortest way round the clock."""
    unwrapped: list[Ticks | None] = []
    last_read: int | None = None
    last: int | None = None
    for tick in ticks:
        if tick is None:
            unwrapped.append(None)
            continue
        if last is None or last_read is None:
            last = tick
        else:
            last += (tick - last_read + period // 2) % period - period // 2
        last_read = tick
        unwrapped.append(last)
    return unwrapped


def _usual_step(times: Sequence[int | None]) -> int | None:
    known = [time for time in times if time is not None]
    steps = [b - a for a, b in pairwise(known) if b > a]
    return max(1, round(median(steps))) if steps else None


def _without_strays(
    times: list[int | None], size_changes: set[int], step: int, longest_gap: int, repairs: dict[str, int]
) -> list[int | None]:
    """Splices closed, strays and missing ones None, counted."""
    trusted: list[int | None] = []
    last: int | None = None  # of the last trusted frame, as put right
    since = 0  # frames since it
    shift = 0
    for frame, read in enumerate(times):
        since += 1
        if read is None:
            _note(repairs, "stamps_missing", 1)
            trusted.append(None)
            continue
        time = read + shift
        if last is not None:
            ahead = [later + shift for later in times[frame + 1 : frame + 1 + MENDS_WITHIN] if later is not None]
            fault = _fault(time, last, ahead, step=step, longest_gap=longest_gap, resized=frame in size_changes)
            if fault == "clock_set":
                shift += last + since * step - time
                time = last + since * step
            if fault:
                _note(repairs, fault, 1)
            if fault and fault != "clock_set":
                trusted.append(None)
                continue
        trusted.append(time)
        last, since = time, 0
    return trusted


def _fault(time: int, last: int, ahead: list[int], *, step: int, longest_gap: int, resized: bool) -> str | None:
    """What is wrong with a stamp after the last trusted one, given the next few as they stand."""
    soon = last + (MENDS_WITHIN + 1) * step * 4
    if time > last:
        if time > soon and any(last < later < time for later in ahead):
            return "stamps_leapt"
        return "clock_set" if time - last > longest_gap else None
    if resized:
        return "clock_set"
    mends = not ahead or any(last < later <= soon for later in ahead)
    stands = all(later == last for later in ahead)  # a clock that does not run
    if not mends and not (time == last and stands):
        return "clock_set"
    return "stamps_repeated" if time == last else "stamps_stepped_back"


def _spread(trusted: Sequence[int | None], step: int) -> list[int]:
    """Offsets from the first frame: frames without a trusted time lie evenly between those around them."""
    times = list(trusted)
    known = [frame for frame, time in enumerate(times) if time is not None]
    if not known:
        return [frame * step for frame in range(len(times))]
    offsets: list[int] = []
    first, last = known[0], known[-1]
    begin, end = times[first] or 0, times[last] or 0
    offsets += [begin - (first - frame) * step for frame in range(first)]
    for left, right in pairwise(known):
        a, b = times[left] or 0, times[right] or 0
        offsets += [a + (b - a) * k // (right - left) for k in range(right - left)]
    offsets += [end + k * step for k in range(len(times) - last)]
    return _growing([offset - offsets[0] for offset in offsets])


def _growing(offsets: list[int]) -> list[int]:
    """Frames squeezed into less than a microsecond each still follow one another."""
    for frame in range(1, len(offsets)):
        offsets[frame] = max(offsets[frame], offsets[frame - 1] + 1)
    return offsets


def _note(repairs: dict[str, int], code: str, frames: int) -> None:
    if frames:
        repairs[code] = repairs.get(code, 0) + frames
