"""Votes over a track become its attributes, or ``unknown``: not to know is an answer."""

from collections.abc import Mapping, Sequence
from statistics import fmean, median, pstdev

import pyarrow as pa

from naru.systems.footage.core.attributes.movement import modes
from naru.systems.footage.core.attributes.values import AttributeConfig
from naru.systems.footage.core.attributes.votes import AGE, MALE
from naru.systems.footage.core.tables import ATTRIBUTES

UNKNOWN = "unknown"
OLDEST_BAND = 70


def attributes(votes: pa.Table, tracks: pa.Table, config: AttributeConfig) -> pa.Table:
    """VOTES and TRACKS of a camera, all its clips together → ATTRIBUTES, one row a track, by its number."""
    by_track: dict[tuple[int, str], list[float]] = {}
    for vote in votes.to_pylist():
        by_track.setdefault((vote["track_id"], vote["meaning"]), []).append(vote["value"])
    cameras: Mapping[int, str] = dict(zip(tracks["track_id"].to_pylist(), tracks["camera_id"].to_pylist(), strict=True))
    rows = []
    for track_id, mode in sorted(modes(tracks, config).items()):
        male, ages = by_track.get((track_id, MALE), []), by_track.get((track_id, AGE), [])
        rows.append(
            {
                "camera_id": cameras[track_id],
                "track_id": track_id,
                "sex": sex_of(male, config),
                "sex_score": middle_mean(male) if male else None,
                "age_band": age_band_of(ages, config),
                "mode": mode,
                "votes": len(male) + len(ages),
            }
        )
    return pa.Table.from_pylist(rows, schema=ATTRIBUTES)


def sex_of(votes: Sequence[float], config: AttributeConfig) -> str:
    """``votes``: 0 female … 1 male."""
    if len(votes) < config.least_votes:
        return UNKNOWN
    beyond = round(middle_mean(votes) - 0.5, 9)
    if abs(beyond) < config.sex_margin:
        return UNKNOWN
    return "male" if beyond > 0 else "female"


def middle_mean(votes: Sequence[float]) -> float:
    """The mean of the middle half. A track begins and ends with crops that the picture's edge cuts, and others stand before it: what is said
    of those does not sway it; votes that are divided half and half stay divided, as they would not by their median."""
    aside = len(votes) // 4
    return fmean(sorted(votes)[aside : len(votes) - aside])


def age_band_of(votes: Sequence[float], config: AttributeConfig) -> str:
    """The decade of the middle vote."""
    if len(votes) < config.least_votes or pstdev(votes) > config.age_spread:
        return UNKNOWN
    decade = int(max(0, median(votes)) // 10 * 10)
    return f"{OLDEST_BAND}+" if decade >= OLDEST_BAND else f"{decade}-{decade + 9}"
