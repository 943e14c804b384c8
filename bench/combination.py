"""Combination: keys a second, keys + map + join of 1 M × 1 M and 10 M × 10 M, intersection size, FEBRL4, a dictionary attack.

python -m bench.combination [keys whole large estimate febrl attack] [--records 1000000]

Each measurement runs in a process of its own, so that its peak of memory is its own. The peers: hashlib alone for keys, the same
join written as plain SQL for DuckDB, one exact key for FEBRL4, SHA-256 with a salt that one party knows for the attack.
"""

import argparse
import hashlib
import hmac
import json
import resource
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from naru.systems.combination.core.canonical_items import item_column, key_context, key_messages
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.join import join_payloads
from naru.systems.combination.core.join_keys import hmac_prf, make_keys
from naru.systems.combination.core.key_matching import match_keys, parts_for
from naru.systems.combination.core.key_spec import Item, KeySpec, Kind
from naru.systems.combination.core.persons import Errors, populate, records_of, two_firms
from naru.systems.combination.engine import engine
from naru.systems.combination.owner.serials import draw_serials, in_serial_order

SHARED = Path(__file__).resolve().parents[1] / "shared" / "data" / "linkage"
FEBRL = SHARED if SHARED.exists() else Path(__file__).resolve().parents[2] / "shared" / "data" / "linkage"
ITEMS = (
    Item(name="name", kind=Kind.KOREAN_NAME),
    Item(name="birth", kind=Kind.BIRTH),
    Item(name="sex", kind=Kind.SEX),
    Item(name="phone", kind=Kind.MOBILE),
)
ONE_KEY = KeySpec(case="bench", version=1, items=ITEMS, keys=(("name", "birth", "sex"),), parties=("card", "hospital"))
FEBRL_FIELDS = {
    "given_name": Kind.TEXT,
    "surname": Kind.TEXT,
    "date_of_birth": Kind.DIGITS,
    "soc_sec_id": Kind.DIGITS,
    "street_number": Kind.DIGITS,
    "address_1": Kind.TEXT,
    "suburb": Kind.TEXT,
    "postcode": Kind.DIGITS,
    "state": Kind.TEXT,
}
FEBRL_KEYS = (
    ("soc_sec_id", "state"),
    ("soc_sec_id", "street_number"),
    ("date_of_birth", "postcode"),
    ("date_of_birth", "address_1"),
    ("given_name", "surname"),
    ("street_number", "suburb"),
    ("address_1", "suburb"),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["keys", "whole", "estimate", "febrl", "attack"])
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--here", action="store_true")
    asked = parser.parse_args()
    for what in asked.what:
        if asked.here:
            found = MEASURES[what](asked.records)
            found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps(found))
            continue
        command = [sys.executable, "-m", "bench.combination", what, "--here", "--records", str(asked.records)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        print(what, done.stdout.splitlines()[-1], flush=True)


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> tuple[Any, float]:
    start = clock()
    return work(), clock() - start


def keys(records: int) -> dict[str, Any]:
    """Normalised and keyed records a second of one core, reach 150,000; beside ``hmac.digest`` of ready bytes."""
    table = records_of(populate(records, seed=1), np.arange(records), errors=Errors(), seed=2)
    serials, prf = draw_serials(records), hmac_prf(secrets.token_bytes(32))
    _, ours = timed(lambda: make_keys(table, ONE_KEY, serials, prf=prf), time.process_time)
    items = {item.name: item_column(item.kind, table.column(item.name)) for item in ITEMS}
    messages = key_messages(items, ONE_KEY.keys[0]).drop_null().to_pylist()
    _, plain = timed(lambda: [hmac.digest(b"k" * 32, message, "sha256") for message in messages], time.process_time)
    return {"a_second": round(records / ours), "reach": 150_000, "hashlib_alone": round(records / plain)}


def whole(records: int) -> dict[str, Any]:
    """Keys of both firms, map and join in seconds, reach 10 s and 1 GB; the join beside plain SQL, reach 1.5 ×."""
    card, hospital = two_firms(each=records, shared=records // 2, seed=3, errors=Errors())
    prf = hmac_prf(secrets.token_bytes(32))
    sent, serials = {}, {}
    took: dict[str, Any] = {}
    for party, table in (("card", card), ("hospital", hospital)):
        serials[party] = draw_serials(records)
        made, took[f"keys_{party}_s"] = timed(
            lambda table=table, party=party: make_keys(table, ONE_KEY, serials[party], prf=prf)
        )
        sent[party] = in_serial_order(made.table)
    payloads = {
        "card": pa.table({"serial": serials["card"], "district": card["district"]}),
        "hospital": pa.table({"serial": serials["hospital"], "sex": hospital["sex"]}),
    }
    truth = {"card": card["person"], "hospital": hospital["person"]}
    del card, hospital
    links, took["map_s"] = timed(lambda: linked(sent))
    sent.clear()
    joined, took["join_s"] = timed(lambda: joined_by_us(payloads, links))
    plain, took["plain_join_s"] = timed(lambda: joined_by_sql(payloads, links))
    assert len(joined) == len(plain) == len(links)
    took["join_ratio"] = round(took["join_s"] / took["plain_join_s"], 2)
    took["total_s"] = sum(took[name] for name in ("keys_card_s", "keys_hospital_s", "map_s", "join_s"))
    return {name: round(value, 2) for name, value in took.items()} | {"reach_s": 10, **quality(links, serials, truth)}


def linked(sent: dict[str, pa.Table]) -> pa.Table:
    with engine() as running:
        tables = {party: running.table(table) for party, table in sent.items()}
        parts = parts_for(max(map(len, sent.values())))
        return match_keys(tables, keys=1, keep=running.keep, parts=parts).links.to_pyarrow()


def joined_by_us(payloads: dict[str, pa.Table], links: pa.Table) -> pa.Table:
    columns = {
        party: Columns(all=tuple(Column(name=name, role=Role.QUASI, party=party) for name in table.column_names[1:]))
        for party, table in payloads.items()
    }
    with engine() as running:
        tables = {party: running.table(table) for party, table in payloads.items()}
        return join_payloads(tables, running.table(links), columns)[0].to_pyarrow()


def joined_by_sql(payloads: dict[str, pa.Table], links: pa.Table) -> pa.Table:
    with engine() as running:
        plain = running.connection.con
        for name, table in (("links", links), *payloads.items()):
            plain.register(name, table)
        return plain.sql(
            "SELECT l.card, l.hospital, c.district, h.sex FROM links l JOIN card c ON c.serial = l.card JOIN hospital h ON h.serial = l.hospital"
        ).to_arrow_table()


def large(records: int) -> dict[str, Any]:
    """Map and join of 10 M × 10 M random keys in memory alone (nothing is spilled in clear), reach 2 GB."""
    records = max(records, 10_000_000)
    draw = np.random.default_rng(1)
    high, low = draw.integers(-(2**62), 2**62, (2, records + records // 2))
    serials = {party: draw_serials(records) for party in ("card", "hospital")}
    parts = {"card": slice(0, records), "hospital": slice(records // 2, None)}
    sent = {
        party: pa.table({"serial": serials[party], "key0_high": high[part], "key0_low": low[part]})
        for party, part in parts.items()
    }
    links, map_s = timed(lambda: linked(sent))
    sent.clear()
    del high, low
    payloads = {party: pa.table({"serial": each, f"v_{party}": each}) for party, each in serials.items()}
    joined, join_s = timed(lambda: joined_by_us(payloads, links))
    return {
        "links": len(links),
        "map_s": round(map_s, 1),
        "join_s": round(join_s, 1),
        "rows": len(joined),
        "reach_mb": 2048,
    }


def estimate(_records: int) -> dict[str, Any]:
    """Intersection size of 20,000 × 20,000 in processor seconds of both parties together, reach 4.5; OpenMined's PSI takes 14.9."""
    from naru.systems.combination.crypto.intersection import count_shared, mask, mask_again
    from naru.systems.combination.crypto.ristretto import random_scalar

    left = [b"%d" % number for number in range(20_000)]
    right = [b"%d" % number for number in range(10_000, 30_000)]
    one, other = random_scalar(), random_scalar()
    shared, took = timed(
        lambda: count_shared(mask_again(mask(left, one), other), mask_again(mask(right, other), one)), time.process_time
    )
    return {"shared": shared, "cpu_s": round(took, 2), "reach_s": 4.5, "openmined_s": 14.9}


def febrl(_records: int) -> dict[str, Any]:
    """Recall and precision on FEBRL4, reach .99 and .999; beside one exact key."""
    several, one = links_of_febrl(FEBRL_KEYS), links_of_febrl((("given_name", "surname", "date_of_birth"),))
    return {"several_keys": several, "one_key": one, "reach": {"recall": 0.99, "precision": 0.999}}


def links_of_febrl(chosen: Sequence[tuple[str, ...]]) -> dict[str, float]:
    import pyarrow.csv as pv

    items = tuple(Item(name=name, kind=kind) for name, kind in FEBRL_FIELDS.items())
    spec = KeySpec(case="febrl", version=1, items=items, keys=tuple(chosen), parties=("a", "b"))
    prf, sent, truth = hmac_prf(bytes(32)), {}, {}
    for party in ("a", "b"):
        table = pv.read_csv(FEBRL / f"febrl4{party}.csv")
        names = [name.strip() for name in table.column_names]
        cells = [[str(cell).strip() or None for cell in column.to_pylist()] for column in table.columns]
        records = pa.table(dict(zip(names, cells, strict=True)))
        serials = pa.array(range(len(records)), pa.int64())
        truth[party] = [name.split("-")[1] for name in records["rec_id"].to_pylist()]
        sent[party] = make_keys(records, spec, serials, prf=prf).table
    with engine() as running:
        tables = {party: running.table(table) for party, table in sent.items()}
        links = match_keys(tables, keys=len(chosen), keep=running.keep).links.to_pyarrow().to_pylist()
    right = sum(truth["a"][link["a"]] == truth["b"][link["b"]] for link in links)
    return {"recall": round(right / 5000, 4), "precision": round(right / max(len(links), 1), 4)}


def attack(records: int) -> dict[str, Any]:
    """A compromised authority tests a list of all persons against the keys that it got: how many does it find?"""
    table = records_of(populate(records, seed=5), np.arange(records), errors=Errors(), seed=6)
    context = key_context(ONE_KEY, ONE_KEY.keys[0])
    items = {item.name: item_column(item.kind, table.column(item.name)) for item in ITEMS}
    messages = [context + message for message in key_messages(items, ONE_KEY.keys[0]).drop_null().to_pylist()]
    salted = {hashlib.sha256(b"salt" + message).digest()[:16] for message in messages}
    made = hmac_prf(secrets.token_bytes(32))(b"", messages)
    got = {made[start : start + 16] for start in range(0, len(made), 16)}
    guesses = (
        ("sha256", lambda m: hashlib.sha256(b"salt" + m).digest()),
        ("hmac", lambda m: hmac.digest(b"", m, "sha256")),
    )
    found = {name: sum(guess(message)[:16] in got for message in messages) for name, guess in guesses}
    plain = sum(hashlib.sha256(b"salt" + message).digest()[:16] in salted for message in messages)
    return {"persons": len(messages), "found_in_ours": max(found.values()), "found_in_salted_sha256": plain}


def quality(links: pa.Table, serials: dict[str, pa.Array], truth: dict[str, pa.ChunkedArray]) -> dict[str, float]:
    """Recall and precision of one exact key under the generator's errors."""
    persons = {}
    for party in ("card", "hospital"):
        order = np.argsort(serials[party].to_numpy())
        place = np.searchsorted(serials[party].to_numpy()[order], links[party].to_numpy())
        persons[party] = truth[party].to_numpy()[order][place]
    right = int((persons["card"] == persons["hospital"]).sum())
    shared = len(np.intersect1d(truth["card"].to_numpy(), truth["hospital"].to_numpy()))
    return {"recall": round(right / shared, 4), "precision": round(right / len(links), 5)}


MEASURES = {"keys": keys, "whole": whole, "large": large, "estimate": estimate, "febrl": febrl, "attack": attack}

if __name__ == "__main__":
    main()
