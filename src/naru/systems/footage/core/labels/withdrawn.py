"""Labels without one person: whoever labelled them, under whatever id."""

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.track.withdrawn import WithdrawnBoxes, shows

MOST_OF = 0.5  # of a label track's rows: with so many on the person, the rest of them is on the person too


def without_person(labels: pa.Table, withdrawn: WithdrawnBoxes, *, least: float) -> pa.Table:
    """LABELS without the rows that overlap the person's boxes (from an IoU of ``least``), and without label tracks that mostly do."""
    flags = shows(labels, withdrawn, least=least)
    tracks = labels["track_id"].fill_null(-1).to_numpy()
    for track in np.unique(tracks[flags & (tracks >= 0)]):
        mine = tracks == track
        if flags[mine].mean() >= MOST_OF:
            flags |= mine
    return labels.filter(pa.array(~flags))
