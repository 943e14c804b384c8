"""Jobs created: people, each once."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.systems.work.core.tenure import Spell, jobs_created

START = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def spell(person: str, *, began: int = 0, ended: int | None = None, paid: int | None = 1, contract: str = "") -> Spell:
    return Spell(
        contract_id=contract or f"c-{person}-{began}",
        person_id=person,
        began=START + began * DAY,
        ended=None if ended is None else START + ended * DAY,
        first_paid=None if paid is None else START + paid * DAY,
    )


@pytest.mark.parametrize(
    ("found", "on", "counted"),
    [
        (spell("가"), 30, 1),
        (spell("가"), 29, 0),  # not long enough yet
        (spell("가", ended=30), 40, 1),
        (spell("가", ended=29), 40, 0),  # over too soon
        (spell("가", paid=None), 40, 0),  # never paid
        (spell("가", paid=35), 35, 1),
        (spell("가", paid=35), 34, 0),  # paid late: counts from then
    ],
)
def test_a_contract_that_lasts_and_is_paid_is_a_job(found: Spell, on: int, counted: int) -> None:
    assert len(jobs_created([found], until=START + on * DAY, days=30)) == counted


def test_a_person_counts_once_by_the_contract_that_got_there_first() -> None:
    both = [spell("가", began=10), spell("가", began=0, paid=50), spell("나", began=5)]
    found = jobs_created(both, until=START + 100 * DAY, days=30)
    assert [(each.person_id, each.contract_id, each.at) for each in found] == [
        ("나", "c-나-5", START + 35 * DAY),
        ("가", "c-가-10", START + 40 * DAY),
    ]
