"""The ledger: transfers a second, durable, on SQLite and PostgreSQL, beside a plain table with a lock; and that it is right.

python -m bench.ledger [--transfers 20000] [--rushes 200] [--operations 1000000]

The plain table locks two balances, checks the payer's, changes both and adds a row: no holds, no idempotency, no act, no history
that cannot be changed. Rushes are 64 buyers at once on an account that affords 20. Operations are random requests to the book,
each compared with a model of plain sums.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

SINGLE = 2_000
BATCH = 500
BUYERS = 200  # accounts that pay
SEEDS = 1_000
REACH = {"single": 300, "batched": 2_000}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--transfers", type=int, default=20_000)
    parser.add_argument("--rushes", type=int, default=200)
    parser.add_argument("--operations", type=int, default=1_000_000)
    parser.add_argument("--here", action="store_true", help="measure on the database of DATABASE_URL")
    asked = parser.parse_args()
    if asked.here:
        measure_here(asked.transfers, asked.rushes)
        return
    for name, address in databases():
        with address as url, tempfile.TemporaryDirectory(prefix="naru-bench-") as home:
            environment = os.environ | {"NARU_HOME": home} | ({"DATABASE_URL": url} if url else {})
            command = [sys.executable, "-m", "bench.ledger", "--here", "--transfers", str(asked.transfers)]
            command += ["--rushes", str(asked.rushes)]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            tell(name, json.loads(done.stdout.splitlines()[-1]))
    compare_with_model(asked.operations)


def databases() -> Iterator[tuple[str, Any]]:
    from tests.servers import postgres, postgres_programs

    yield "SQLite", sqlite()
    if postgres_programs():
        yield "PostgreSQL", postgres(durable=True)


@contextmanager
def sqlite() -> Iterator[str]:
    """In the home folder, with synchronous=FULL as ever."""
    yield ""


def tell(name: str, came: dict[str, Any]) -> None:
    for way in ("single", "batched"):
        ours, plain = came[way], came[f"plain {way}"]
        print(
            f"{name}, {way}: ours {ours:,.0f}/s (reach {REACH[way]:,}), plain {plain:,.0f}/s, ratio {plain / ours:.1f}"
        )
    rushes = came["rushes"]
    if rushes:
        print(f"{name}: {rushes} rushes of 64, {came['exact']} of them exact, {came['rush_ms']:.0f} ms each")
    print(
        f"{name}: the trial balance of {came['transfers']:,} transfers is zero: {came['sound']}, {came['trial_s']:.1f} s"
    )


def measure_here(transfers: int, rushes: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from naru.commons.ledger import reads

    came = ours(transfers) | plain(transfers) | rush(rushes)
    began = time.perf_counter()
    trial = reads.trial_balance()
    seconds_taken = time.perf_counter() - began
    print(json.dumps(came | {"sound": trial.is_sound, "transfers": trial.transfers, "trial_s": seconds_taken}))


def pairs(count: int) -> Iterator[tuple[int, str, str]]:
    """(number, payer, payee) of each transfer, from one seed."""
    rng = random.Random(7)
    for number in range(count):
        payer, payee = rng.sample(range(BUYERS), 2)
        yield number, f"b{payer}", f"b{payee}"


def ours(transfers: int) -> dict[str, float]:
    from naru.commons.ledger import actions
    from tests.ledgers import pay
    from tests.rush import open_books

    open_books(*(f"b{n}" for n in range(BUYERS)))
    actions.enter_batch([[pay(f"fill-{n}", "bank", f"b{n}", 10**9)] for n in range(BUYERS)])

    def single() -> None:
        for number, payer, payee in pairs(SINGLE):
            actions.enter(pay(f"s{number}", payer, payee, 10))

    def batched() -> None:
        groups = [[pay(f"t{number}", payer, payee, 10)] for number, payer, payee in pairs(transfers)]
        for start in range(0, transfers, BATCH):
            actions.enter_batch(groups[start : start + BATCH])

    return {"single": SINGLE / seconds(single), "batched": transfers / seconds(batched)}


def plain(transfers: int) -> dict[str, float]:
    from django.db import connection, transaction

    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_account (code text PRIMARY KEY, won bigint NOT NULL)")
        cursor.execute("CREATE TABLE plain_entry (payer text, payee text, won bigint, at text)")
        cursor.executemany("INSERT INTO plain_account VALUES (%s, %s)", [(f"b{n}", 10**9) for n in range(BUYERS)])

    def move(cursor: Any, payer: str, payee: str) -> None:
        cursor.execute(
            f"SELECT code, won FROM plain_account WHERE code IN (%s, %s) ORDER BY code{lock}", [payer, payee]
        )
        if dict(cursor.fetchall())[payer] < 10:
            raise ValueError(payer)
        cursor.execute("UPDATE plain_account SET won = won - 10 WHERE code = %s", [payer])
        cursor.execute("UPDATE plain_account SET won = won + 10 WHERE code = %s", [payee])
        cursor.execute("INSERT INTO plain_entry VALUES (%s, %s, 10, 'now')", [payer, payee])

    def single() -> None:
        for _, payer, payee in pairs(SINGLE):
            with transaction.atomic(), connection.cursor() as cursor:
                move(cursor, payer, payee)

    def batched() -> None:
        listed = list(pairs(transfers))
        for start in range(0, transfers, BATCH):
            with transaction.atomic(), connection.cursor() as cursor:
                for _, payer, payee in listed[start : start + BATCH]:
                    move(cursor, payer, payee)

    return {"plain single": SINGLE / seconds(single), "plain batched": transfers / seconds(batched)}


def rush(rushes: int) -> dict[str, float]:
    from tests.rush import buy_at_once

    wanted = {"bought": 20, "refused": 44, "left": 99}
    began = time.perf_counter()
    exact = sum(buy_at_once(round_, 20) == wanted for round_ in range(rushes))
    each_ms = 1000 * (time.perf_counter() - began) / max(rushes, 1)
    return {"rushes": rushes, "exact": exact, "rush_ms": each_ms}


def compare_with_model(operations: int) -> None:
    """Raises ``AssertionError`` with the seed where book and model differ."""
    began = time.perf_counter()
    done = entered = 0
    for seed in range(SEEDS):
        more, passed = _one_seed(seed, operations // SEEDS)
        done, entered = done + more, entered + passed
    print(
        f"{done:,} operations of {SEEDS:,} seeds, {entered:,} entered: book and model agree, {time.perf_counter() - began:.0f} s"
    )


def _one_seed(seed: int, operations: int) -> tuple[int, int]:
    from naru.base.kit.refusals import Refused
    from tests.ledger_model import CODES, START, Model, check
    from tests.ledgers import NOW, a_book, hold, pay, post, void

    rng, book, model = random.Random(seed), a_book(**START), Model()
    made: list[str] = ["none"]
    passed = 0

    def request(number: int) -> Any:
        id = rng.choice(made) if rng.random() < 0.05 else f"t{number}"
        made.append(id)
        won, two = rng.choice((1, 7, 100, 333)), rng.sample(CODES, 2)
        match rng.randrange(6):
            case 0 | 1:
                return pay(id, *two, won)
            case 2 | 3:
                return hold(id, *two, won, expires=rng.choice((None, NOW + timedelta(hours=rng.randrange(1, 30)))))
            case 4:
                return post(id, rng.choice(list(model.holds) or made), rng.choice((None, won)))
            case _:
                return void(id, rng.choice(list(model.holds) or made))

    for number in range(operations):
        if rng.random() < 0.02:
            model.pass_an_hour()
            book.at += timedelta(hours=1)
            book.expire_due()
        group = [request(number)] if rng.random() < 0.8 else [request(number), request(f"{number}b")]  # type: ignore[arg-type]
        try:
            book.enter(group)
            came = True
        except Refused:
            came = False
        passed += came
        assert came == model.enter(group), f"seed {seed}, operation {number}: {group}"
        assert {code: book.accounts[code].balance_krw for code in CODES} == model.balances(), f"seed {seed}, {number}"
    check(book)
    return operations, passed


def seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
