"""What else could search the same records: SQLite FTS5 by its tokenizers, and BM25 over the analyser's morphemes."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Records = Sequence[dict[str, Any]]
Find = Callable[[str, int], list[str]]


def every_word(records: Records, tokenizer: str) -> Find:
    """All words must be found, as a catalogue's search box does; a word that the tokenizer cannot hold is a phrase."""
    base = _filled(records, tokenizer, str)

    def find(text: str, limit: int) -> list[str]:
        return _asked(base, " ".join(_quoted(re.findall(r"\w+", text))), "0, 3, 2, 1", limit)

    return find


def any_trigram(records: Records) -> Find:
    """FTS5 ``trigram``, bm25: any run of three letters of a word brings a record."""
    base = _filled(records, "trigram", str)

    def find(text: str, limit: int) -> list[str]:
        runs = (word[at : at + 3] for word in re.findall(r"\w+", text) for at in range(max(1, len(word) - 2)))
        return _asked(base, " OR ".join(_quoted(runs)), "0, 1, 1, 1", limit)

    return find


def any_morpheme(records: Records, *, title: float = 1.0) -> Find:
    """BM25 over kiwi's content morphemes: any of them brings a record; ``title`` weighs those of titles."""
    from naru.data.catalogue.core import korean

    korean.learn(text for one in records for text in _texts(one))

    def cut(text: str) -> str:
        return " ".join(part for word in korean.words(text) for part in korean.content(word))

    base = _filled(records, "unicode61", cut)

    def find(text: str, limit: int) -> list[str]:
        return _asked(base, " OR ".join(_quoted(cut(text).split())), f"0, {title}, 1, 1", limit)

    return find


def _filled(records: Records, tokenizer: str, cut: Callable[[str], str]) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table docs using fts5(id unindexed, title, tags, body, tokenize='{tokenizer}')")
    rows = [(one["id"], *map(cut, _texts(one))) for one in records]
    base.executemany("insert into docs values (?, ?, ?, ?)", rows)
    return base


def _texts(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["title"], " ".join(one["tags"]), f"{one['description']} {one['organisation']}"


def _quoted(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in dict.fromkeys(words)]


def _asked(base: sqlite3.Connection, query: str, weights: str, limit: int) -> list[str]:
    sql = f"select id from docs where docs match ? order by bm25(docs, {weights}) limit ?"
    return [row[0] for row in base.execute(sql, (query, limit))] if query else []
