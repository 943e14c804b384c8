"""How well the search finds: recall on the records' own tags, and the wanted record on the first page.

``python -m bench.relevance``. Tags: 283 of those that stand on at least three records, every record that carries the tag
is wanted. Known items: 300 records each in five ways of asking; only records that can be told apart by what is asked
count. Beside: SQLite FTS5 with ``unicode61`` and with ``trigram`` over the same texts, ranked by bm25.
"""

import random
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from bench import _records
from bench._site import home

FIRST_PAGE = 20
TAGS, ITEMS = 283, 300
Find = Callable[[str, int], list[str]]


def main() -> None:
    raw = _records.raw()
    with home():
        _records.load()
        finders: dict[str, Find] = {"ours": ours, "fts5 unicode61": fts5("unicode61"), "fts5 trigram": fts5("trigram")}
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


def fts5(tokenizer: str) -> Find:
    """All words must be found, as a catalogue's search box does; a word that the tokenizer cannot hold is a phrase."""
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table docs using fts5(id unindexed, title, tags, body, tokenize='{tokenizer}')")
    base.executemany(
        "insert into docs values (?, ?, ?, ?)",
        [
            (one["id"], one["title"], " ".join(one["tags"]), f"{one['description']} {one['organisation']}")
            for one in _records.raw()
        ],
    )

    def find(text: str, limit: int) -> list[str]:
        words = re.findall(r"\w+", text)
        query = " ".join(f'"{word}"' for word in words)
        sql = "select id from docs where docs match ? order by bm25(docs, 0, 3, 2, 1) limit ?"
        return [row[0] for row in base.execute(sql, (query, limit))] if words else []

    return find


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
