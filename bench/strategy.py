"""All indicators of the sample plan over a large catalogue: counted cold, and the page once it is warm.

    python -m bench.strategy [--datasets 20000] [--contracts 20000]

Prints what each of the slowest facts took, all of them together, and the page's median and slowest.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bench._site import home

PAGES = 40
SHOWN = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--datasets", type=int, default=20_000)
    parser.add_argument("--contracts", type=int, default=20_000)
    asked = parser.parse_args()
    with home():
        fill_catalogue(asked.datasets)
        fill_exchange(asked.contracts)
        bring_plan()
        count_cold()
        ask_warm()


def fill_catalogue(count: int) -> None:
    """Published datasets, each with a table of two live versions."""
    from naru.base.kit.ids import new_id
    from naru.data.catalogue.models import Dataset, Publisher, Revision, Table, TableVersion

    start = datetime(2026, 1, 1, tzinfo=UTC)
    publishers = [Publisher(name=f"기관 {n}", slug=f"p{n}") for n in range(200)]
    Publisher.objects.bulk_create(publishers)
    themes = ("finance", "medicine", "logistics", "tourism", "culture")
    ids = [(new_id(), new_id()) for _ in range(count)]
    at = [start + timedelta(minutes=n % 400_000) for n in range(count)]
    Dataset.objects.bulk_create(
        (
            Dataset(
                id=dataset,
                title=f"데이터 {n}",
                publisher=publishers[n % 200],
                state="published",
                themes=[themes[n % 5]],
                created=at[n],
                changed=at[n],
            )
            for n, (dataset, _) in enumerate(ids)
        ),
        batch_size=2000,
    )
    Revision.objects.bulk_create(
        (
            Revision(dataset_id=dataset, number=number, verb=verb, by_id="", by_name="", at=at[n])
            for n, (dataset, _) in enumerate(ids)
            for number, verb in ((1, "dataset.registered"), (2, "dataset.published"), (3, "dataset.described"))
        ),
        batch_size=2000,
    )
    Table.objects.bulk_create(
        (
            Table(id=table, dataset_id=dataset, name="표", sql_name=f"t{n}", created=at[n])
            for n, (dataset, table) in enumerate(ids)
        ),
        batch_size=2000,
    )
    TableVersion.objects.bulk_create(
        (
            TableVersion(
                table_id=table,
                number=number,
                lake_version=number,
                rows=1000,
                sha256="0" * 64,
                by_id="",
                by_name="",
                at=at[n],
            )
            for n, (_, table) in enumerate(ids)
            for number in (1, 2)
        ),
        batch_size=2000,
    )


def fill_exchange(count: int) -> None:
    """Contracts, each with a paid order."""
    from naru.systems.exchange.models import Contract, Negotiation, Offer, Order

    now = datetime(2026, 6, 1, tzinfo=UTC)
    offer = Offer.objects.create(
        dataset_id="d", seller="s", title_ko="상품", audience="all", starts=now.date(), state="listed", changed=now
    )
    talks = [
        Negotiation(offer=offer, buyer=f"b{n % 300}", seller=f"s{n % 50}", created=now, changed=now)
        for n in range(count)
    ]
    Negotiation.objects.bulk_create(talks, batch_size=2000)
    contracts = [
        Contract(
            number=f"C{n}",
            negotiation=talk,
            offer=offer,
            document_id="d",
            dataset_id=f"d{n % 900}",
            seller=talk.seller,
            buyer=talk.buyer,
            title_ko="계약",
            title_en="contract",
            starts=now.date(),
            created=now,
        )
        for n, talk in enumerate(talks)
    ]
    Contract.objects.bulk_create(contracts, batch_size=2000)
    Order.objects.bulk_create(
        (
            Order(
                contract=each, period=1, period_starts=now.date(), supply_krw=100_000, vat_krw=10_000, fee_share="0.05",
                state="paid", due=now.date(), created=now, paid_at=now,
            )
            for each in contracts
        ),
        batch_size=2000,
    )  # fmt: skip


def bring_plan() -> None:
    from naru.base.kit.person import SYSTEM
    from naru.systems.strategy import actions
    from samples.strategy import plan

    made = actions.draft_plan(plan(is_linked=True), reason="bench", by=SYSTEM)
    actions.adopt_plan(made.number, by=SYSTEM)


def count_cold() -> None:
    from naru.base.kit.clock import SYSTEM_CLOCK
    from naru.systems.strategy import figures, reads

    plan = reads.in_force().plan
    took = {}
    for name in sorted(figures.names_of(plan)):
        fact = figures.countable(name)
        if fact:
            began = time.perf_counter()
            counted = figures.count(fact, SYSTEM_CLOCK.now())
            took[name] = (time.perf_counter() - began, counted.amount)
    for name, (seconds, amount) in sorted(took.items(), key=lambda each: -each[1][0])[:SHOWN]:
        print(f"  {name}: {amount:,} in {seconds * 1e3:.0f} ms")
    print(f"{len(took)} facts counted cold in {sum(seconds for seconds, _ in took.values()):.2f} s (reach: 10 s)")


def ask_warm() -> None:
    from django.test import Client

    browser = Client()
    with _timed() as first:
        browser.get("/strategy/")
    took = []
    for _ in range(PAGES):
        with _timed() as one:
            assert browser.get("/strategy/").status_code == 200
        took.append(one[0])
    took.sort()
    print(
        f"the page: {first[0] * 1e3:.0f} ms first, then median {took[PAGES // 2] * 1e3:.0f} ms, "
        f"p95 {took[PAGES * 95 // 100] * 1e3:.0f} ms (reach: 200 ms)"
    )


@contextmanager
def _timed() -> Iterator[list[float]]:
    took: list[float] = []
    began = time.perf_counter()
    yield took
    took.append(time.perf_counter() - began)


if __name__ == "__main__":
    main()
