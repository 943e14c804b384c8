"""Values that look like someone's personal data, searched for in every row before anything is published.

Numbers of offices (02-…, 051-…, 1588-…) are no personal data; mobile numbers are. Long digits without marks between them
count only where most of the column passes, for one identifier in ten passes by chance. What a column's name denies (a
firm's number is written like a person's) its values may prove. A name that is itself such a value is found, too: a file
without a header lends its first row to the columns' names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.sql import quoted
from naru.data.tables.core.identity_numbers import is_corporation
from naru.data.tables.core.masking import masked
from naru.data.tables.core.personal_searches import SEARCHES, Search
from naru.data.tables.core.values import PersonalFinding, PersonalKind

CHECKED = 100_000  # different suspect values of a kind and column that are checked one by one
EXAMPLES = 3
MOST = 0.5
PROOF = 3  # values that prove a column's name wrong

TOGETHER = (  # a million texts take 1.3 s so, 2.2 s with each kind for itself, 7 s in one pattern, which outgrows RE2's memory
    (PersonalKind.RESIDENT_NUMBER, PersonalKind.FOREIGNER_NUMBER),
    (PersonalKind.CARD,),
    (PersonalKind.PASSPORT, PersonalKind.DRIVER_LICENCE),
    (PersonalKind.ACCOUNT,),
    (PersonalKind.MOBILE_PHONE, PersonalKind.PLATE, PersonalKind.EMAIL),
)

Counted = tuple[str, int]  # a value and in how many rows it stands


def find_personal(
    con: duckdb.DuckDBPyConnection,
    columns: Mapping[str, str],
    tallies: Mapping[str, pa.Table | None],
    *,
    sources: Mapping[str, str] | None = None,
) -> tuple[PersonalFinding, ...]:
    """Search the text and number columns (alias → name) of the view ``final``; tallies spare a pass over their rows.

    A tally is a table ``v``, ``n`` of a column's values and their counts, None where there is none. ``sources`` has the
    names that the columns have in their file, where a person gave them others: either name may speak for a kind, only
    the file's own against it. At most one finding a column and kind.
    """
    sources = sources or {}
    spoken = {alias: f"{name} {sources.get(alias, '')}".strip() for alias, name in columns.items()}
    whole = {alias: name for alias, name in spoken.items() if tallies.get(alias) is None}
    suspects = {
        alias: {kind: _suspects(con, alias, search.suspects(whole[alias])) for kind, search in SEARCHES.items()}
        for alias in _suspicious(con, whole)
    }
    suspects |= {
        alias: _suspects_among(tally, name)
        for alias, name in spoken.items()
        if (tally := tallies.get(alias)) is not None
    }
    counts = (
        (alias, kind, _count(SEARCHES[kind], spoken[alias], sources.get(alias, name), values))
        for alias, name in columns.items()
        for kind, values in suspects.get(alias, {}).items()
    )
    found = {(alias, kind): count for alias, kind, count in counts if count.rows}
    for alias, name in columns.items():
        for kind in kinds_in(name):
            found.setdefault((alias, kind), Count(rows=1, examples=(masked(name, kind),)))
    return tuple(
        PersonalFinding(column=columns[alias], alias=alias, kind=kind, count=count.rows, examples=count.examples)
        for (alias, kind), count in found.items()
    )


def names_personal(column: str) -> bool:
    """Does the column's name say that personal numbers are in it?"""
    return any((search.digits or search.named_loose) and search.speaks(column) for search in SEARCHES.values())


def kinds_in(text: str) -> frozenset[PersonalKind]:
    """The kinds of which a value stands in the text, written so that chance is ruled out."""
    return frozenset(
        kind
        for kind, search in SEARCHES.items()
        if any(search.accepts(match) and search.marked(match) for match in search.matches(text, ""))
    )


def _suspicious(con: duckdb.DuckDBPyConnection, columns: Mapping[str, str]) -> list[str]:
    """Which columns hold anything like it, all in one pass."""
    if not columns:
        return []
    parts = ", ".join(f"bool_or({_is_suspect(alias, name)})" for alias, name in columns.items())
    [found] = con.execute(f"SELECT {parts} FROM final").fetchall()
    return [alias for alias, suspicious in zip(columns, found, strict=True) if suspicious]


def _is_suspect(alias: str, name: str) -> str:
    patterns = ("|".join(SEARCHES[kind].suspects(name) for kind in kinds) for kinds in TOGETHER)
    return " OR ".join(f"regexp_matches({quoted(alias)}::VARCHAR, '{pattern}')" for pattern in patterns)


def _suspects(con: duckdb.DuckDBPyConnection, alias: str, loose: str) -> list[Counted]:
    c = quoted(alias)
    sql = f"SELECT {c}::VARCHAR AS s, count(*) FROM final WHERE regexp_matches(s, ?) GROUP BY 1 LIMIT {CHECKED}"
    return con.execute(sql, [loose]).fetchall()


def _suspects_among(tally: pa.Table, column: str) -> dict[PersonalKind, list[Counted]]:
    """The same, from a column's values with their counts."""
    values = tally.column("v").cast(pa.string())
    texts = pa.table({"v": values, "n": tally.column("n")})
    found = {}
    for kind, search in SEARCHES.items():
        kept = texts.filter(pc.match_substring_regex(values, search.suspects(column))).slice(0, CHECKED)
        found[kind] = list(zip(kept.column("v").to_pylist(), kept.column("n").to_pylist(), strict=True))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """In how many rows a column's values are of a kind, and some of them, masked."""

    rows: int
    examples: tuple[str, ...]


def _count(search: Search, spoken: str, source: str, values: Iterable[Counted]) -> Count:
    """``spoken``: all that the column is called; ``source``: what its file calls it."""
    is_denied = search.is_denied(source) and not search.speaks(spoken)
    suspects, certain, passing, examples = 0, 0, 0, list[str]()
    for text, count in values:
        matches = search.matches(text.removesuffix(".0"), spoken)
        suspects += count if matches else 0
        good = [match for match in matches if search.accepts(match) and not (is_denied and is_corporation(match))]
        passing += count if good else 0
        certain += count if any(search.marked(match) for match in good) else 0
        examples += [masked(match) for match in good[:1] if len(examples) < EXAMPLES]
    if is_denied:
        rows = passing if search.is_checked and passing >= max(PROOF, MOST * suspects) else 0
    else:
        is_mostly = passing >= MOST * suspects and not search.needs_marks
        rows = passing if search.speaks(spoken) or is_mostly else certain
    return Count(rows=rows, examples=tuple(examples))


def covered(text: str, kinds: Iterable[PersonalKind]) -> str:
    """A text with every value of these kinds covered, wherever in it they stand; the kinds of persons have no shape
    by which they are known within a text, and are left."""
    for kind in kinds:
        if kind in SEARCHES:
            text = SEARCHES[kind].strict.sub(lambda match, kind=kind: masked(match.group(), kind), text)  # type: ignore[misc]
    return text
