"""The attack that counts most: an applicant who kept what it sent looks for its own persons in what it gets back.

*Theory of operation.* The attacker is the strongest there can be: it knows how each column was treated. For each of its columns
the pairs (value sent, value released) of rows that truly belong together show what the treatment does. Where a value always
became the same, the attacker does the same to all rows it kept. A released cell that says nothing (missing, or ``*``) fits every row.
Where a number was moved by chance, every number within the greatest move seen fits. Anything else that was changed by
chance tells nothing. The rows kept that fit a released row are its *candidates*: one alone means that a person is singled out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.types as kinds

from naru.systems.combination.core.risk.coding import Flags, Real, Whole, combine, encode, number
from naru.systems.combination.core.risk.reidentification import texts

SAYS_NOTHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Of ``rows`` released rows, those with one candidate, and with at most ``candidates``; ``expected`` is the mean of one by
    candidates: the part that an attacker who guesses gets right. ``columns`` told it something.
    """

    rows: int
    singled_out: int
    few_candidates: int
    candidates: int
    expected: float
    columns: tuple[str, ...]

    @property
    def singled_out_share(self) -> float:
        return self.singled_out / max(self.rows, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One column seen from both sides, as numbers; ``wild[row]`` marks released cells that fit all. ``band`` for numbers moved."""

    name: str
    released: Whole
    kept: Whole
    domain: int
    wild: Flags
    band: "Band | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    released: Real
    kept: Real
    width: float


def attack(
    released: pa.Table, source: pa.Table, *, serial: str, columns: Mapping[str, str], candidates: int
) -> Linkage:
    """``columns``: name in the released table → name in the source; ``serial`` stands in both and is the truth.

    Rows whose serial the source lacks are left out.
    """
    of_row = rows_in_source(released.column(serial), source.column(serial))
    released, of_row = released.filter(pa.array(of_row >= 0)), of_row[of_row >= 0]
    clues = [
        clue
        for name, its_name in columns.items()
        if (clue := read_clue(name, released.column(name), source.column(its_name), of_row))
    ]
    fits = count_candidates(clues, rows=released.num_rows, kept=source.num_rows)
    return Linkage(
        rows=released.num_rows,
        singled_out=int((fits == 1).sum()),
        few_candidates=int((fits <= candidates).sum()),
        candidates=candidates,
        expected=float((1 / np.maximum(fits, 1)).mean()) if len(fits) else 0.0,
        columns=tuple(clue.name for clue in clues),
    )


def rows_in_source(serials: pa.ChunkedArray, known: pa.ChunkedArray) -> Whole:
    import pyarrow.compute as pc

    place = pc.index_in(serials, value_set=known.combine_chunks())
    return np.asarray(pc.fill_null(place, -1).to_numpy(), dtype=np.int64)


def read_clue(name: str, released: pa.ChunkedArray, source: pa.ChunkedArray, of_row: Whole) -> Clue | None:
    """What the column tells the attacker; None where chance left nothing to go by."""
    out, sent = encode(texts(released)), encode(texts(source))
    blank = np.array([label is None or label == SAYS_NOTHING for label in out.labels], dtype=bool)
    wild = blank[out.codes] if len(blank) else np.zeros(0, dtype=bool)
    pairs = np.unique(np.stack([sent.codes[of_row][~wild], out.codes[~wild]]), axis=1)
    if len(np.unique(pairs[0])) == pairs.shape[1]:  # each value sent became one value
        became = np.full(sent.domain, out.domain, dtype=np.int64)
        became[pairs[0]] = pairs[1]
        return Clue(name=name, released=out.codes, kept=became[sent.codes], domain=out.domain + 1, wild=wild)
    if kinds.is_floating(released.type) or kinds.is_integer(released.type) or kinds.is_decimal(released.type):
        return read_band(name, released, source, of_row=of_row, wild=wild)
    return None


def read_band(
    name: str, released: pa.ChunkedArray, source: pa.ChunkedArray, *, of_row: Whole, wild: Flags
) -> Clue | None:
    out, sent = numbers(released), numbers(source)
    moved = np.abs(out - sent[of_row])[~wild]
    width = float(np.nanmax(moved)) if np.isfinite(moved).any() else float("inf")
    if not np.isfinite(width):
        return None
    nothing = np.zeros(len(out), dtype=np.int64), np.zeros(len(sent), dtype=np.int64)
    band = Band(released=out, kept=sent, width=width * (1 + 1e-9))
    return Clue(name=name, released=nothing[0], kept=nothing[1], domain=1, wild=wild, band=band)


def numbers(column: pa.ChunkedArray) -> Real:
    try:
        return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)
    except pa.ArrowInvalid:
        return np.full(len(column), np.nan)


def count_candidates(clues: Sequence[Clue], *, rows: int, kept: int) -> Whole:
    """How many kept rows fit each released row; the rows that are blank in the same columns are looked up together."""
    fits = np.full(rows, kept, dtype=np.int64)
    if not clues or not rows:
        return fits
    patterns, pattern_of = np.unique(np.stack([clue.wild for clue in clues]), axis=1, return_inverse=True)
    for place in range(patterns.shape[1]):
        here = np.flatnonzero(pattern_of.ravel() == place)
        seen = [clue for clue, blank in zip(clues, patterns[:, place], strict=True) if not blank]
        fits[here] = candidates_of(seen, here, kept=kept)
    return fits


def candidates_of(clues: Sequence[Clue], here: Whole, *, kept: int) -> Whole:
    """Where several numbers were moved by chance the least count of any stands: a little more than fit all at once."""
    codes = [np.concatenate([clue.released[here], clue.kept]) for clue in clues]
    key, _ = combine(codes, [clue.domain for clue in clues], rows=len(here) + kept)
    wanted, have = key[: len(here)], np.sort(key[len(here) :])
    fits = np.searchsorted(have, wanted, side="right") - np.searchsorted(have, wanted, side="left")
    for clue in clues:
        if clue.band:
            fits = np.minimum(fits, within_band(clue.band, here, wanted=wanted, have=key[len(here) :]))
    return fits.astype(np.int64)


def within_band(band: Band, here: Whole, *, wanted: Whole, have: Whole) -> Whole:
    """Kept rows of the same key whose number lies within the band around the released one."""
    centre = band.released[here]
    low, high = centre - band.width, centre + band.width
    _, rank = np.unique(np.concatenate([band.kept, low, high]), return_inverse=True)
    many = int(rank.max(initial=0)) + 1
    (keys, _), kept = (
        number(np.concatenate([have, wanted]), int(max(have.max(initial=0), wanted.max(initial=0))) + 1),
        len(have),
    )
    places = np.sort(keys[:kept] * many + rank[:kept])
    first = np.searchsorted(places, keys[kept:] * many + rank[kept : kept + len(here)], side="left")
    last = np.searchsorted(places, keys[kept:] * many + rank[kept + len(here) :], side="right")
    return np.asarray(last - first, dtype=np.int64)
