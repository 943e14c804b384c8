"""The trail: records a second as acts write them, and a whole trail exported and verified; beside plain log rows.

python -m bench.trail [--records 100000]
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ACTS = 2_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=100_000)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        os.environ |= {"NARU_HOME": folder, "DJANGO_SETTINGS_MODULE": "naru.portal.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        measure(records, Path(folder) / "trail.jsonl")


def measure(records: int, file: Path) -> None:
    from django.db import connection

    from naru.base.kit.actor import SYSTEM
    from naru.base.trail import actions
    from naru.base.trail.core.verify import verify
    from naru.base.trail.keys import trusted_keys

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_log (at text, verb text, subject text, facts text)")

    def chained() -> None:
        for number in range(ACTS):
            actions.record(SYSTEM, "dataset.changed", f"d{number}", facts={"판": number})

    def plain() -> None:
        with connection.cursor() as cursor:
            for number in range(ACTS):
                cursor.execute("INSERT INTO plain_log VALUES ('now', 'dataset.changed', %s, '{}')", [f"d{number}"])

    ours, peer = ACTS / seconds(chained), ACTS / seconds(plain)
    print(f"one record a transaction: ours {ours:,.0f}/s, a plain log row {peer:,.0f}/s, ratio {peer / ours:.1f}")
    rest = [(SYSTEM, ("dataset.changed", "load.done")[n % 2], f"s{n}", {"판": n}) for n in range(records - ACTS)]
    for start in range(0, len(rest), 10_000):
        actions.record_many(rest[start : start + 10_000])
    print(f"exporting {records:,} records: {seconds(lambda: actions.export(file)):.1f} s")
    with file.open("rb") as lines:
        began = time.perf_counter()
        report = verify(lines, keys=trusted_keys())
        print(f"verifying {report.records:,} records: {time.perf_counter() - began:.1f} s, whole: {report.is_whole}")


def seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
