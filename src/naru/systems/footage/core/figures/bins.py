"""Quarters of an hour, which begin alike in every time zone in use."""

import ibis.expr.types as ir

from naru.systems.footage.core.figures.visits import microseconds, stays

BIN_US = 15 * 60 * 1_000_000


def bin_us(t_us: ir.Value) -> ir.IntegerValue:
    """The begin of the quarter that holds the instant."""
    return t_us - t_us % BIN_US


def crossing_bins(crossings: ir.Table) -> ir.Table:
    """camera_id, line_id, bin_us, ins, outs."""
    keyed = crossings.mutate(bin_us=bin_us(crossings.t_us))
    goes_in = (keyed.direction == "in").cast("int64")
    return keyed.group_by(["camera_id", "line_id", "bin_us"]).agg(ins=goes_in.sum(), outs=(1 - goes_in).sum())


def visit_bins(visits: ir.Table, *, stay_s: float) -> ir.Table:
    """camera_id, zone_id, bin_us (of the visit's start), visits, visiting, passing, unknown, seconds (seen inside, all visits)."""
    keyed = stays(visits, stay_s=stay_s).mutate(bin_us=bin_us(visits.start_us))
    kinds = {kind: (keyed.kind == kind).cast("int64").sum() for kind in ("visiting", "passing", "unknown")}
    seconds = (keyed.end_us - keyed.start_us).sum() / microseconds(1)
    return keyed.group_by(["camera_id", "zone_id", "bin_us"]).agg(visits=keyed.count(), **kinds, seconds=seconds)


def track_bins(tracks: ir.Table) -> ir.Table:
    """camera_id, bin_us, tracks: how many different tracks were seen in each quarter; a track counts in every quarter it was seen in."""
    keyed = tracks.select("camera_id", "track_id", bin_us=bin_us(tracks.t_us)).distinct()
    return keyed.group_by(["camera_id", "bin_us"]).agg(tracks=keyed.count())
