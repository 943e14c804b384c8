"""How many are inside, with drift and reset."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def occupancy(crossings: ir.Table, *, resets_us: Sequence[int] = (), by: str = "camera_id") -> ir.Table:
    """A row for each crossing, after it: ``by``, t_us, line_id, track_id, period, step, raw, occupancy, drift.

    All lines of a ``by`` bound one area. ``raw`` is ins less outs since the last reset (an instant when the area is known to be empty;
    ``period`` counts them). Nobody can go out who is not in: each crossing that would take ``occupancy`` below 0 leaves it there and
    adds one to ``drift``, the least number of entries missed since the reset. What is left inside at a reset is drift the other way:
    ``resets`` shows it.
    """
    period = sum(((crossings.t_us >= reset).cast("int32") for reset in sorted(resets_us)), ibis.literal(0, "int32"))
    steps = crossings.mutate(period=period, step=ibis.ifelse(crossings.direction == "in", 1, -1).cast("int64"))
    running = ibis.cumulative_window(group_by=[by, "period"], order_by=[steps.t_us, steps.line_id, steps.track_id])
    summed = steps.mutate(raw=steps.step.sum().over(running))
    running = ibis.cumulative_window(group_by=[by, "period"], order_by=[summed.t_us, summed.line_id, summed.track_id])
    lowest = summed.mutate(drift=ibis.greatest(-summed.raw.min().over(running), 0))
    measured = lowest.mutate(occupancy=lowest.raw + lowest.drift)
    names = (by, "t_us", "line_id", "track_id", "period", "step", "raw", "occupancy", "drift")
    return measured.select(*dict.fromkeys(names))


def resets(occupancy: ir.Table, *, by: str = "camera_id") -> ir.Table:
    """A row for each period: ``by``, period, entries_missed, exits_missed (still inside when it ended), most (inside at once)."""
    missed = occupancy.drift.max()
    return occupancy.group_by([by, "period"]).agg(
        entries_missed=missed, exits_missed=occupancy.step.sum() + missed, most=occupancy.occupancy.max()
    )
