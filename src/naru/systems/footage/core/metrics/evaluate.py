"""HOTA, CLEAR and IDF1 of one sequence, or of several together."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.clear import ClearCounts, clear_counts, mota, motp
from naru.systems.footage.core.metrics.hota import HotaCounts, hota_counts
from naru.systems.footage.core.metrics.identity import IdentityCounts, identity_counts, idf1
from naru.systems.footage.core.metrics.sequence import sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """``hota`` … ``loca`` are means over the nineteen alphas; counts of CLEAR at an overlap of .5."""

    hota: float
    deta: float
    assa: float
    detre: float
    detpr: float
    assre: float
    asspr: float
    loca: float
    mota: float
    motp: float
    tp: int
    fp: int
    fn: int
    idsw: int
    frag: int
    mostly_tracked: int
    partly_tracked: int
    mostly_lost: int
    idf1: float
    idr: float
    idp: float


Counts = tuple[HotaCounts, ClearCounts, IdentityCounts]


def evaluate_tracks(truth: pa.Table, tracks: pa.Table) -> Scores:
    """Tables with ``frame, track_id, x1, y1, x2, y2``; an empty side is a score, not an error.

    Raises ``Refused``: ``track_id_twice``.
    """
    return evaluate_sequences([(truth, tracks)])


def evaluate_sequences(sequences: Iterable[tuple[pa.Table, pa.Table]]) -> Scores:
    """Counts added up over all sequences (a sequence without a hit counts in full), as TrackEval's COMBINED_SEQ."""
    counted = [_counts(truth, tracks) for truth, tracks in sequences]
    assert counted, "no sequence to evaluate"
    total = counted[0]
    for each in counted[1:]:
        total = (total[0] + each[0], total[1] + each[1], total[2] + each[2])
    return _scores(*total)


def _counts(truth: pa.Table, tracks: pa.Table) -> Counts:
    of = sequence(truth, tracks)
    return hota_counts(of), clear_counts(of), identity_counts(of)


def _scores(hota: HotaCounts, clear: ClearCounts, identity: IdentityCounts) -> Scores:
    least = np.maximum(1, hota.tp)
    deta = hota.tp / np.maximum(1, hota.tp + hota.fn + hota.fp)
    assa = hota.ass_a / least
    return Scores(
        hota=float(np.sqrt(deta * assa).mean()),
        deta=float(deta.mean()),
        assa=float(assa.mean()),
        detre=float((hota.tp / np.maximum(1, hota.tp + hota.fn)).mean()),
        detpr=float((hota.tp / np.maximum(1, hota.tp + hota.fp)).mean()),
        assre=float((hota.ass_re / least).mean()),
        asspr=float((hota.ass_pr / least).mean()),
        loca=float((np.maximum(1e-10, hota.iou_sum) / np.maximum(1e-10, hota.tp)).mean()),
        mota=mota(clear),
        motp=motp(clear),
        tp=clear.tp,
        fp=clear.fp,
        fn=clear.fn,
        idsw=clear.idsw,
        frag=clear.frag,
        mostly_tracked=clear.mostly_tracked,
        partly_tracked=clear.partly_tracked,
        mostly_lost=clear.mostly_lost,
        idf1=idf1(identity),
        idr=identity.tp / max(1, identity.tp + identity.fn),
        idp=identity.tp / max(1, identity.tp + identity.fp),
    )
