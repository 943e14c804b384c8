"""Keys of several owners → who is one person: by the agreed keys in their order, as Ibis expressions on DuckDB or Spark.

*Theory of operation.* For every two parties, and for each key from the most trusted on: among the records that no earlier key
has linked, a key that stands for exactly one record on each side links the two. A key that stands for several is ambiguous and
links nobody; a later key may. Links of two parties are therefore injective; where a party may hold a person several times
(``many``), each of its records may meet the one on the other side. The links of all pairs make a graph; a person is a
connected part of it that holds exactly one record of each party. Nothing depends on the order of rows or parties.

Equal keys have equal last bits: tables that are too large to be matched at once are matched ``parts`` of them at a time, by those
bits, so that the memory it takes is that of a part. What comes out is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from naru.systems.combination.core.key_tables import SERIAL, halves

if TYPE_CHECKING:
    import ibis.expr.types as ir


Keep = Callable[["ir.Table"], "ir.Table"]
"""An engine's way to compute an expression once and use its rows several times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """``links``: an int64 column a party, in the parties' order. ``by_key``: links that each key made, over all pairs.

    ``ambiguous``: by party, records left out although another party holds their key.
    """

    links: "ir.Table"
    by_key: tuple[int, ...]
    ambiguous: Mapping[str, int]


RECORDS_A_PART = 1 << 21


def parts_for(records: int) -> int:
    """Into how many parts a table of so many records is matched: a power of two."""
    return 1 << max(0, (records - 1) // RECORDS_A_PART).bit_length()


def match_keys(
    tables: Mapping[str, "ir.Table"], *, keys: int, keep: Keep, many: frozenset[str] = frozenset(), parts: int = 1
) -> Matching:
    """Match the parties' tables of keys (``key_tables.schema``), all of one backend. ``parts``: a power of two."""
    assert parts & (parts - 1) == 0, "parts are told apart by a key's last bits"
    pairs = {
        pair: _match_pair(tables, pair, keys=keys, keep=keep, many=many, parts=parts)
        for pair in combinations(tables, 2)
    }
    by_key = tuple(sum(counts[position] for _, counts in pairs.values()) for position in range(keys))
    edges = {pair: links for pair, (links, _) in pairs.items()}
    links = _two(edges, tuple(tables)) if len(tables) == 2 else _persons(edges, tuple(tables), many, keep)
    links = keep(links)
    left_out = {party: _ambiguous(party, tables, links, keys=keys, keep=keep, parts=parts) for party in tables}
    return Matching(links=links, by_key=by_key, ambiguous=left_out)


def _match_pair(
    tables: Mapping[str, "ir.Table"],
    pair: tuple[str, str],
    *,
    keys: int,
    keep: Keep,
    many: frozenset[str],
    parts: int,
) -> tuple["ir.Table", tuple[int, ...]]:
    """Links of two parties as ``(left, right)``, and how many each key made."""
    left, right = (tables[party] for party in pair)
    found: list[ir.Table] = []
    for position in range(keys):
        links = _union(
            [
                keep(
                    _candidates(_part(left, position, part, parts), position, repeated=pair[0] in many)
                    .join(
                        _candidates(_part(right, position, part, parts), position, repeated=pair[1] in many),
                        ["high", "low"],
                    )
                    .select(left="serial", right="serial_right")
                )
                for part in range(parts)
            ]
        )
        found.append(links)
        if position + 1 < keys:
            left = keep(left.anti_join(links, left[SERIAL] == links.left))
            right = keep(right.anti_join(links, right[SERIAL] == links.right))
    return _union(found), tuple(_rows(each) for each in found)


def _union(tables: Sequence["ir.Table"]) -> "ir.Table":
    return reduce(lambda one, other: one.union(other), tables)


def _part(table: "ir.Table", position: int, part: int, parts: int) -> "ir.Table":
    """The records whose key at this place has these last bits; equal keys are in one part."""
    return table if parts == 1 else table.filter((table[halves(position)[0]] & (parts - 1)) == part)


def _candidates(table: "ir.Table", position: int, *, repeated: bool) -> "ir.Table":
    """``(high, low, serial)`` of the keys at this place; a key of several records stays only where that is declared."""
    high, low = halves(position)
    present = table.filter(table[high].notnull()).select(high=high, low=low, serial=SERIAL)
    if repeated:
        return present
    alone = present.group_by(["high", "low"]).agg(serial=present.serial.min(), records=present.count())
    return alone.filter(alone.records == 1).drop("records")


def _two(edges: Mapping[tuple[str, str], "ir.Table"], parties: tuple[str, ...]) -> "ir.Table":
    ((pair, links),) = edges.items()
    return links.rename(dict(zip(pair, ("left", "right"), strict=True))).select(*parties)


def _persons(
    edges: Mapping[tuple[str, str], "ir.Table"], parties: tuple[str, ...], many: frozenset[str], keep: Keep
) -> "ir.Table":
    """Connected parts that hold one record of each party (one at least of a party in ``many``)."""
    labelled, links = _labelled(edges, rounds=len(parties), keep=keep)
    crossing = links.filter(links.label_from != links.label_to)
    torn = crossing.select(label="label_from").union(crossing.select(label="label_to")).distinct()
    whole = labelled.anti_join(torn, "label")
    for party in parties:
        mine = whole.filter(whole.party == party)
        counts = mine.group_by("label").agg(records=mine.count())
        whole = whole.semi_join(counts if party in many else counts.filter(counts.records == 1), "label")
    whole = keep(whole)
    columns = [whole.filter(whole.party == party).select("label", **{party: "serial"}) for party in parties]
    return reduce(lambda one, other: one.join(other, "label"), columns).select(*parties)


def _labelled(edges: Mapping[tuple[str, str], "ir.Table"], *, rounds: int, keep: Keep) -> tuple["ir.Table", "ir.Table"]:
    """Every record with the smallest name that reaches it over ``rounds`` links, and the links with both ends' labels.

    A person's records are at most ``parties - 1`` links apart; a part that is larger shows as a link between two labels.
    """
    arrows = [
        each for pair, links in edges.items() for each in (_arrow(links, *pair), _arrow(_turned(links), *pair[::-1]))
    ]
    directed = keep(reduce(lambda one, other: one.union(other), arrows))
    nodes = directed.select(party="from_party", serial="from_serial").distinct()
    labels = keep(nodes.mutate(label=nodes.party.concat(":", nodes.serial.cast("string"))))
    for _ in range(rounds):
        labels = keep(_spread(labels, directed))
    return labels, _ends(directed, labels)


def _arrow(links: "ir.Table", origin: str, end: str) -> "ir.Table":
    import ibis

    return links.select(
        from_party=ibis.literal(origin), from_serial=links.left, to_party=ibis.literal(end), to_serial=links.right
    )


def _turned(links: "ir.Table") -> "ir.Table":
    return links.select(left="right", right="left")


def _ends(directed: "ir.Table", labels: "ir.Table") -> "ir.Table":
    origins = labels.select(from_party="party", from_serial="serial", label_from="label")
    ends = labels.select(to_party="party", to_serial="serial", label_to="label")
    return directed.join(origins, ["from_party", "from_serial"]).join(ends, ["to_party", "to_serial"])


def _spread(labels: "ir.Table", directed: "ir.Table") -> "ir.Table":
    """Each record takes the smallest of its own label and its neighbours'."""
    reached = _ends(directed, labels).select(party="to_party", serial="to_serial", label="label_from")
    both = labels.union(reached)
    return both.group_by(["party", "serial"]).agg(label=both.label.min())


def _ambiguous(
    party: str, tables: Mapping[str, "ir.Table"], links: "ir.Table", *, keys: int, keep: Keep, parts: int
) -> int:
    """How many of the party's records are in no link although another party holds a key of theirs."""
    mine = keep(tables[party].anti_join(links, tables[party][SERIAL] == links[party]))
    met = [
        keep(_met(_part(mine, position, part, parts), _part(tables[other], position, part, parts), position))
        for other in tables
        if other != party
        for position in range(keys)
        for part in range(parts)
    ]
    return _rows(_union(met).distinct())


def _met(mine: "ir.Table", theirs: "ir.Table", position: int) -> "ir.Table":
    high, low = halves(position)
    return mine.filter(mine[high].notnull()).semi_join(theirs, [high, low]).select(SERIAL)


def _rows(table: "ir.Table") -> int:
    return int(table.count().to_pyarrow().as_py())


def sample_links(links: "ir.Table", parties: Sequence[str], *, rows: int, seed: int) -> "ir.Table":
    """So many links for a trial combination, the same for the same seed whatever the order of rows."""
    mixed = links[parties[0]].cast("string").concat(":", str(seed))
    return links.order_by([mixed.hexdigest("sha256"), *(links[party] for party in parties)]).limit(rows)
