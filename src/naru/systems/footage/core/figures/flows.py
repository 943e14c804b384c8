"""From zone to zone."""

import ibis
import ibis.expr.types as ir

from naru.systems.footage.core.figures.bins import bin_us
from naru.systems.footage.core.figures.visits import TRACK


def flows(visits: ir.Table) -> ir.Table:
    """VISITS → FLOWS: how many tracks went from one zone to the next they stood in, by the quarter of an hour of their arrival.

    A track that goes the same way twice in a quarter counts once. Zones that overlap make flows of one instant: draw them apart.
    """
    order = ibis.window(group_by=TRACK, order_by=[visits.start_us, visits.zone_id])
    legs = visits.mutate(to_zone=visits.zone_id.lead().over(order), arrived_us=visits.start_us.lead().over(order))
    moved = legs.filter(legs.to_zone.notnull() & (legs.to_zone != legs.zone_id))
    keyed = moved.select("camera_id", "track_id", "to_zone", from_zone=moved.zone_id, bin_us=bin_us(moved.arrived_us))
    counted = keyed.group_by(["camera_id", "from_zone", "to_zone", "bin_us"]).agg(tracks=keyed.track_id.nunique())
    return counted.select("camera_id", "from_zone", "to_zone", "bin_us", "tracks")
