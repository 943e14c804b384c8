"""How well the search finds: queries judged by reading, the records' own tags, and the wanted record on the first page.

Judged: 60 queries over 10,000 real records and 25 that restate others' questions over those and 237 more, each in two
halves; beside, in the same run: FTS5 ``trigram``, BM25 on morphemes, and the same with titles three times as heavy.
Tags: 283 of those that stand on at least three records, every record that carries the tag is wanted. Known items: 300
records each in five ways of asking; only records that can be told apart by what is asked count. Their wording is the
records' own, so they prove little of how people ask. Beside: FTS5 with ``unicode61`` and with ``trigram``.

    python -m bench.relevance [--kept FOLDER] [--each]

``--kept`` measures the judged queries alone, over what an earlier run kept there; ``--each`` tells those of the working
half one by one.
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from bench import _judged, _peers, _records
from bench._peers import Find
from bench._site import home

FIRST_PAGE = 20
TAGS, ITEMS = 283, 300


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    raw = _records.raw()
    with home(asked.kept) as place:
        if not (place / "judged").exists():
            _records.load()
            if not asked.kept:
                own_words(raw)
            _records.load(_judged.cards(), feed="cards")
            (place / "judged").touch()
        judged([*raw, *_judged.cards()], each=asked.each)


def judged(records: list[dict], *, each: bool) -> None:  # type: ignore[type-arg]
    finders: dict[str, Find] = {
        "ours": ours,
        "fts5 trigram": _peers.any_trigram(records),
        "bm25 morphemes": _peers.any_morpheme(records),
        "bm25, title × 3": _peers.any_morpheme(records, title=3.0),
    }
    for name in (_judged.OWN, _judged.PARAPHRASES):
        queries = [query for query in _judged.queries() if query.set == name]
        print(f"judged queries, {name} ({len(queries)}): nDCG@10, P@5, success@10, share without an answer")
        for finder, find in finders.items():
            measured = {query.id: _judged.scores(_judged.answered(find, query), query.grades) for query in queries}
            halves = {
                half: _judged.summary([measured[query.id] for query in queries if query.half == half])
                for half in (_judged.WORKING, _judged.HELD_BACK)
            }
            told = "   ".join(f"{half}: {figures}" for half, figures in halves.items())
            print(f"  {finder:<16} all: {_judged.summary(list(measured.values()))}   {told}", flush=True)
            for query in queries if each and find is ours else ():
                if query.half == _judged.WORKING:
                    print(f"    {measured[query.id].ndcg:.2f} {query.id} {query.text}")


def own_words(raw: list[dict]) -> None:  # type: ignore[type-arg]
    finders: dict[str, Find] = {
        "ours": ours,
        "fts5 unicode61": _peers.every_word(raw, "unicode61"),
        "fts5 trigram": _peers.every_word(raw, "trigram"),
    }
    tags = tag_queries(raw)
    print(f"recall on {len(tags)} tag queries (micro: of all wanted records; zero: queries that find nothing)")
    for name, find in finders.items():
        print(f"  {name:<16} {recall(find, tags)}", flush=True)
    for way, asked in known_items(raw).items():
        print(f"known item, {way}: first page of {FIRST_PAGE} (top 1) over {len(asked)} queries")
        for name, find in finders.items():
            print(f"  {name:<16} {on_first_page(find, asked)}", flush=True)


def ours(text: str, limit: int) -> list[str]:
    from naru.base.kit.person import ANONYMOUS
    from naru.data.catalogue.core.search_values import SearchRequest
    from naru.data.catalogue.search.search import search

    found: list[str] = []
    while len(found) < limit:
        page = SearchRequest(text=text, limit=min(100, limit - len(found)), offset=len(found), with_facets=False)
        hits = search(page, ANONYMOUS).hits
        found += [hit.dataset.source_id for hit in hits]
        if len(hits) < page.limit:
            break
    return found


def tag_queries(raw: list[dict]) -> dict[str, set[str]]:  # type: ignore[type-arg]
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in raw:
        for tag in one["tags"]:
            wanted[tag].add(one["id"])
    usable = sorted(tag for tag, ids in wanted.items() if 3 <= len(ids) <= 1000 and re.search(r"\w", tag))
    return {tag: wanted[tag] for tag in random.Random(7).sample(usable, TAGS)}


def recall(find: Find, queries: dict[str, set[str]]) -> str:
    shares, found_all, wanted_all, zero = [], 0, 0, 0
    for tag, wanted in queries.items():
        found = set(find(tag, 10_000))
        shares.append(len(found & wanted) / len(wanted))
        found_all, wanted_all = found_all + len(found & wanted), wanted_all + len(wanted)
        zero += not found
    return f"{sum(shares) / len(shares):7.2%} (micro {found_all / wanted_all:.2%}, zero {zero})"


def known_items(raw: list[dict]) -> dict[str, list[tuple[str, str]]]:  # type: ignore[type-arg]
    """Ways of asking for one record: (what is typed, the record's id)."""
    chance = random.Random(11)
    once = Counter(squeezed(one["title"]) for one in raw)
    items = chance.sample([one for one in raw if once[squeezed(one["title"])] == 1], ITEMS)
    index = {one["id"]: squeezed(_records.text_of(one)) for one in raw}
    ways = {
        "words of the title": lambda one: " ".join(words(one)),
        "words in another order": lambda one: " ".join(reversed(words(one))),
        "no spaces": lambda one: "".join(words(one)),
        "part of the title": lambda one: part(words(one), chance),
        "a whole question": lambda one: question(words(one), chance),
    }
    asked = {}
    for way, ask in ways.items():
        queries = [(ask(one), one["id"]) for one in items]
        asked[way] = [(text, id_) for text, id_ in queries if is_telling(text, index, way)]
    return asked


def words(one: dict) -> list[str]:  # type: ignore[type-arg]
    return re.findall(r"\w+", one["title"])


def part(title: list[str], chance: random.Random) -> str:
    """Two thirds of the words, rounded up."""
    keep = -(-2 * len(title) // 3)
    places = sorted(chance.sample(range(len(title)), keep))
    return " ".join(title[place] for place in places)


QUESTIONS = (
    "{}에 대한 자료를 찾고 있어요",
    "{} 데이터는 어디에서 볼 수 있나요?",
    "{}을(를) 알고 싶습니다",
    "{} 좀 알려 주세요",
)


def question(title: list[str], chance: random.Random) -> str:
    return chance.choice(QUESTIONS).format(" ".join(title))


def is_telling(text: str, index: dict[str, str], way: str) -> bool:
    """Whether what is typed could tell a page of records apart: at most a page of them hold all its words."""
    if way in {"a whole question", "no spaces"}:
        return True
    needles = [squeezed(word) for word in text.split()]
    return sum(all(needle in body for needle in needles) for body in index.values()) <= FIRST_PAGE


def on_first_page(find: Find, queries: Iterable[tuple[str, str]]) -> str:
    page = first = count = 0
    for text, wanted in queries:
        found = find(text, FIRST_PAGE)
        count += 1
        page += wanted in found
        first += found[:1] == [wanted]
    return f"{page / count:7.2%} ({first / count:.2%})"


def squeezed(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
