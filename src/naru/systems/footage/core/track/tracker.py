"""Detections → tracks: two-stage association."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints, boxes_of, floats, ints, iou
from naru.systems.footage.core.tables import TRACKS
from naru.systems.footage.core.track.fill import Sights, written
from naru.systems.footage.core.track.kalman import Motion
from naru.systems.footage.core.track.kinds import family
from naru.systems.footage.core.track.pool import NONE, Pool, associate, empty_pool

SECOND_US = 1_000_000
SLOW_S = 0.15  # pictures further apart show a walker beside his last box
WIDEST = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerSettings:
    """Scores are the detector's; a detector whose scores run low wants lower ones (its card says which are usable).

    ``high``: boxes matched first. ``low``: boxes below are not looked at. ``birth``: a track begins with at least this.
    ``overlap``, ``low_overlap``: least overlap of a match with a high and with a low box. ``widen``: nobody knows yet where a
    new track goes, so for it boxes are widened by this share of their sides for every second between pictures beyond ``SLOW_S``. ``lost_s``: for so long a track that nobody sees is waited for. ``sights``: as often it is seen before it counts.
    ``least_s``: tracks shorter are none. ``fill_s``: holes up to this are filled between two sights. ``twice``: a box that overlaps a track's box as much is no new track.
    """

    high: float = 0.5
    low: float = 0.1
    birth: float = 0.5
    overlap: float = 0.2
    low_overlap: float = 0.5
    widen: float = 1.6
    lost_s: float = 2.0
    sights: int = 3
    least_s: float = 0.5
    fill_s: float = 2.0
    twice: float = 0.6
    motion: Motion = field(default_factory=Motion)


def settings_for(best_score: float) -> TrackerSettings:
    """For a detector that is right most often from ``best_score`` on (its best F1): one's scores run to .9, another's to .3."""
    return TrackerSettings(high=0.7 * best_score, low=0.2 * best_score, birth=0.85 * best_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The detections of one family in one picture: ``rows`` of the table."""

    t_us: int
    rows: Ints
    boxes: Floats
    scores: Floats


def track(
    detections: pa.Table,
    *,
    frames: pa.Table | None = None,
    homography: Sequence[float] = (),
    settings: TrackerSettings | None = None,
) -> pa.Table:
    """DETECTIONS of one camera, of a clip or of several, in any order of rows → TRACKS, in order of id and time.

    Ids are dense from 1 in the order in which tracks were confirmed. ``frames`` (FRAMES) gives the instants of pictures without a
    detection, which holes are filled by; without it only pictures with a detection are known. ``homography``: nine numbers, row by row,
    pixel → metres; without them ``gx, gy`` are null. Boxes of the class "moving" make tracks of their own family.
    """
    chosen = settings or TrackerSettings()
    families = [family(kind) for kind in detections["class"].to_pylist()]
    sights = [
        _sights(detections, np.array([of == name for of in families], bool), chosen) for name in sorted(set(families))
    ]
    return written(detections, sights, frames=frames, homography=homography, fill_s=chosen.fill_s).cast(TRACKS)


def _sights(detections: pa.Table, members: Flags, settings: TrackerSettings) -> Sights:
    """Which row belongs to which track of one family; tracks that were never confirmed are left out."""
    pool = empty_pool(settings.motion)
    serials, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    confirmed_us: dict[int, int] = {}
    before = 0
    for picture in _pictures(detections, members, settings.low):
        pool.advance((picture.t_us - before) / SECOND_US if before else 0.0)
        before = picture.t_us
        pool.keep(picture.t_us - pool.seen_us <= round(settings.lost_s * SECOND_US))
        of_box = _step(pool, picture, settings)
        held = of_box != NONE
        serials.append(of_box[held])
        rows.append(picture.rows[held])
        for serial in pool.serial[(pool.sights >= settings.sights) & (pool.seen_us == picture.t_us)].tolist():
            confirmed_us.setdefault(serial, picture.t_us)
        pool.keep(
            (pool.sights >= settings.sights) | (pool.seen_us == picture.t_us)
        )  # one seen once or twice is not waited for
    serial, row = np.concatenate(serials), np.concatenate(rows)
    lasting = _lasting(serial, ints(detections, "t_us")[row], confirmed_us, settings.least_s)
    known = np.isin(serial, list(lasting))
    return Sights(serial=serial[known], row=row[known], confirmed_us=lasting)


def _lasting(serial: Ints, t_us: Ints, confirmed_us: Mapping[int, int], least_s: float) -> dict[int, int]:
    """The confirmed tracks that were seen over ``least_s``."""
    distinct, place = np.unique(serial, return_inverse=True)
    first, last = np.full(len(distinct), np.iinfo(np.int64).max), np.zeros(len(distinct), np.int64)
    np.minimum.at(first, place, t_us)
    np.maximum.at(last, place, t_us)
    long_enough = set(distinct[last - first >= least_s * SECOND_US].tolist())
    return {name: at for name, at in confirmed_us.items() if name in long_enough}


def _pictures(detections: pa.Table, members: Flags, low: float) -> list[Picture]:
    t_us, scores, boxes = ints(detections, "t_us"), floats(detections, "score"), boxes_of(detections)
    used = np.flatnonzero(members & (scores >= low))
    used = used[np.argsort(t_us[used], kind="stable")]
    if not len(used):
        return []
    instants, begins = np.unique(t_us[used], return_index=True)
    return [
        Picture(t_us=int(instant), rows=rows, boxes=boxes[rows], scores=scores[rows])
        for instant, rows in zip(instants, np.split(used, begins[1:]), strict=True)
    ]


def _step(pool: Pool, picture: Picture, settings: TrackerSettings) -> Ints:
    """The serial number of each box's track; ``NONE`` where it has none."""
    of_box = np.full(len(picture.boxes), NONE)
    high = picture.scores >= settings.high
    firm = pool.sights >= settings.sights
    fresh = picture.t_us - pool.seen_us <= SECOND_US // 2
    free = np.ones(len(firm), bool)
    for tracks, boxes, least, widen in (
        (firm, high, settings.overlap, 0.0),
        (firm & fresh, ~high, settings.low_overlap, 0.0),
        (~firm, high, settings.overlap, _widen(picture.t_us - pool.seen_us[~firm], settings.widen)),
    ):
        rows, columns = np.flatnonzero(tracks & free), np.flatnonzero(boxes & (of_box == NONE))
        if not len(rows) or not len(columns):
            continue
        row, column = associate(pool.boxes[rows], picture.boxes[columns], least=least, widen=widen)
        rows, columns = rows[row], columns[column]
        pool.see(rows, picture.boxes[columns], picture.t_us)
        free[rows], of_box[columns] = False, pool.serial[rows]
    new = np.flatnonzero((of_box == NONE) & (picture.scores >= settings.birth))
    if not len(new):
        return of_box
    new = new[~_seen_twice(picture.boxes, new, of_box != NONE, settings.twice)]
    of_box[new] = pool.begin(picture.boxes[new], picture.t_us)
    return of_box


def _widen(away_us: Ints, share_a_second: float) -> float:
    """``away_us``: since each new track was seen, which is one picture ago."""
    seconds = float(away_us.min()) / SECOND_US if len(away_us) else 0.0
    return min(WIDEST, max(0.0, seconds - SLOW_S) * share_a_second)


def _seen_twice(boxes: Floats, new: Ints, held: Flags, limit: float) -> Flags:
    """A second box on one who is tracked already."""
    if not held.any():
        return np.zeros(len(new), bool)
    return np.asarray(iou(boxes[new], boxes[held]).max(axis=1) >= limit)
