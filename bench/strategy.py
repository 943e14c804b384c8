"""The figures of the sample plan over a catalogue of a city's size: all of them counted anew, and each page with what is a minute old.

    python -m bench.strategy [DATASETS]

Datasets are rows with a history of three steps; one in ten was withdrawn. No other system holds anything here.
"""

import sys
import time
from datetime import timedelta

from bench._site import home, line, median_ms

PAGES = ("", "glance/", "money/", "changes/", "tasks/1-1/", "indicators/datasets/", "iati.xml", "indicators.csv")
THEMES = ("finance", "medicine", "logistics", "tourism", "transport", "culture")
BATCH = 5000


def fill(count: int) -> None:
    """As rows: what publishing costs is not looked at here."""
    from naru.base.kit.clock import SYSTEM_CLOCK
    from naru.base.kit.ids import new_id
    from naru.data.catalogue.models import Dataset, Revision

    now = SYSTEM_CLOCK.now()
    for start in range(0, count, BATCH):
        made = []
        for at in range(start, min(start + BATCH, count)):
            day, state = now - timedelta(days=at % 400 + 1), "withdrawn" if at % 10 == 0 else "published"
            theme = THEMES[at % len(THEMES)]
            made.append(Dataset(id=new_id(), title=f"{at}", state=state, themes=[theme], created=day, changed=day))
        Dataset.objects.bulk_create(made)
        Revision.objects.bulk_create(
            Revision(dataset=each, number=number, verb=verb, by_id="", by_name="bench", at=each.created)
            for each in made
            for number, verb in enumerate(("dataset.registered", "dataset.published", _last_step(each.state)), 1)
        )


def _last_step(state: str) -> str:
    return "dataset.withdrawn" if state == "withdrawn" else "dataset.described"


def main(count: int) -> int:
    with home():
        from django.test import Client

        from naru.base.kit.clock import SYSTEM_CLOCK
        from naru.base.kit.person import SYSTEM
        from naru.systems.strategy import actions, figures, reads
        from samples.strategy import plan

        fill(count)
        actions.adopt_plan(actions.draft_plan(plan(is_linked=True), reason="bench", by=SYSTEM).number, by=SYSTEM)
        actions.measure()
        began = time.perf_counter()
        counted = figures.counts(reads.in_force().plan, SYSTEM_CLOCK.now())
        cold_ms = (time.perf_counter() - began) * 1000
        assert counted["catalogue.published"].amount == count - -(-count // 10), "the withdrawn ones are not counted"
        line(f"{len(counted)} figures of {count:,} datasets, cold", cold_ms, {}, "10,000 ms")
        browser, slowest = Client(), 0.0
        for page in PAGES:
            took = median_ms(lambda page=page: browser.get(f"/strategy/{page}"))
            line(f"/strategy/{page}", took, {}, "200 ms")
            slowest = max(slowest, took)
    return 0 if cold_ms <= 10_000 and slowest <= 200 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
