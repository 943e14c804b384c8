"""Who walks together: one buying unit, not several visitors."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

SECOND_US = 1_000_000
PERSON_M = 1.7  # a box's height stands for this where the camera has no ground plane


def companions(tracks: ir.Table, *, apart_m: float = 1.5, together_s: float = 5.0, share: float = 0.5) -> ir.Table:
    """Pairs of tracks that keep together: camera_id, track_id, with_id (larger), seconds.

    Second by second: nearer than ``apart_m`` for at least ``together_s`` and ``share`` of the shorter life. On the ground where there is
    a homography; else in the picture, boxes being ``PERSON_M`` high.
    """
    spots = _spots(tracks)
    lives = spots.group_by(["camera_id", "track_id"]).agg(life=spots.count())
    other = spots.view().rename(with_id="track_id", ox="x", oy="y", ogx="gx", ogy="gy", oheight="height")
    met = spots.inner_join(other, ["camera_id", "second", spots.track_id < other.with_id])
    near = met.filter(_square_m(met) <= apart_m**2)
    pairs = near.group_by(["camera_id", "track_id", "with_id"]).agg(seconds=near.count())
    lives_of = lives.view().rename(with_id="track_id", with_life="life")
    aged = pairs.inner_join(lives, ["camera_id", "track_id"]).inner_join(lives_of, ["camera_id", "with_id"])
    shorter = ibis.least(aged.life, aged.with_life)
    kept = aged.filter((aged.seconds >= together_s) & (aged.seconds >= shorter * share))
    return kept.select("camera_id", "track_id", "with_id", "seconds")


def _spots(tracks: ir.Table) -> ir.Table:
    """Where a track was in each second, on average."""
    x1, y1, x2, y2 = (tracks[edge].cast("float64") for edge in ("x1", "y1", "x2", "y2"))
    sight = tracks.select(
        "camera_id", "track_id", "gx", "gy", second=tracks.t_us // SECOND_US, x=(x1 + x2) / 2, y=y2, height=y2 - y1
    )
    means = {name: sight[name].mean() for name in ("x", "y", "gx", "gy", "height")}
    return sight.group_by(["camera_id", "track_id", "second"]).agg(**means)


def _square_m(met: ir.Table) -> ir.NumericValue:
    ground = (met.gx - met.ogx) ** 2 + (met.gy - met.ogy) ** 2
    scale = 2 * PERSON_M / (met.height + met.oheight)
    return ground.fill_null(((met.x - met.ox) ** 2 + (met.y - met.oy) ** 2) * scale**2)


def groups(tracks: Iterable[tuple[str, int]], pairs: pa.Table) -> pa.Table:
    """camera_id, track_id, group (from 1, in the order of ``tracks``), size: everyone, alone or with all he is linked to by pairs."""
    from scipy.sparse import coo_array  # heavy, and of no page
    from scipy.sparse.csgraph import connected_components

    everyone = list(dict.fromkeys(tracks))
    place = {track: at for at, track in enumerate(everyone)}
    ends = [
        [
            place[(camera, name)]
            for camera, name in zip(pairs["camera_id"].to_pylist(), pairs[end].to_pylist(), strict=True)
        ]
        for end in ("track_id", "with_id")
    ]
    links = coo_array((np.ones(len(ends[0])), (ends[0], ends[1])), shape=(len(everyone), len(everyone)))
    _, label = connected_components(links, directed=False)
    sizes = np.bincount(label, minlength=len(everyone))
    return pa.table(
        {
            "camera_id": pa.array([camera for camera, _ in everyone], pa.string()),
            "track_id": pa.array([name for _, name in everyone], pa.int64()),
            "group": pa.array(label + 1, pa.int64()),
            "size": pa.array(sizes[label], pa.int64()),
        }
    )
