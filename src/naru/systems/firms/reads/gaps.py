"""What is missing here: pairs that could join, searches that found nothing, data and firms asked for, problems without data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.ref import RefView
from naru.base.kit.ref_views import view_of
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Meaning
from naru.data.catalogue.core.values import Table
from naru.systems.firms.core import gaps
from naru.systems.firms.core.states import ProblemState
from naru.systems.firms.models import MissedSearch
from naru.systems.firms.reads.problems import ProblemView, datasets_for, problems

WANTED = "exchange.wanted"
FRESH_S = 600
SEARCHED_MOST = 20
PAIRS_MOST = 12
MISSED_DAYS, MISSED_LEAST, MISSED_MOST = 90, 3, 12
IDENTIFYING = {
    Meaning.LEGAL_DISTRICT_CODE,
    Meaning.ADMIN_DISTRICT_CODE,
    Meaning.DISTRICT_NAME,
    Meaning.BUSINESS_NUMBER,
    Meaning.IDENTIFIER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnjoinedPair:
    first: Table
    second: Table
    columns: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Words that were searched so many times on so many days, and that no dataset has."""

    words: str
    times: int
    days: int


def unjoined_pairs() -> list[UnjoinedPair]:
    """Open tables that share a column that identifies, of datasets from which nothing was computed together."""
    return cast("list[UnjoinedPair]", cache.get_or_set("firms.unjoined", _unjoined, FRESH_S))


def _unjoined() -> list[UnjoinedPair]:
    tables = {str(each.id): each for each in catalogue.tables_readable(ANONYMOUS) if each.live}
    keyed = [
        gaps.Keyed(
            id=id,
            dataset=str(table.dataset_id),
            columns=frozenset(
                (column.meaning.value, column.name)
                for column in (table.live.columns if table.live else ())
                if column.meaning in IDENTIFYING
            ),
        )
        for id, table in tables.items()
    ]
    found = gaps.unjoined(keyed, most=60)
    names = {id for pair in found for id in (pair.first, pair.second)}
    outputs = {id: _outputs(tables[id]) for id in names}
    return [
        UnjoinedPair(first=tables[pair.first], second=tables[pair.second], columns=[name for _, name in pair.columns])
        for pair in found
        if not outputs[pair.first] & outputs[pair.second]
    ][:PAIRS_MOST]


def _outputs(table: Table) -> set[str]:
    """Versions that were computed from its newest."""
    assert table.live is not None, "only tables with a live version are asked"
    return {str(step.version_id) for step in catalogue.lineage(table.live.id, ANONYMOUS).outputs}


def asked_for(person: Person) -> list[RefView]:
    """Data that somebody looks for, where a package counts such requests."""
    fact = facts().get(WANTED)
    if fact is None or not fact.rows:
        return []
    rows = rows_of(fact, SYSTEM_CLOCK.now())
    views = (view_of(row.ref, person) for row in reversed(rows.page(max(rows.count() - 20, 0), 20)))
    return [view for view in views if view]


def missed_searches(clock: Clock = SYSTEM_CLOCK) -> list[Missed]:
    """Of the last three months until yesterday, those asked three times or more: a single person's words are nobody's business."""
    since = clock.today() - timedelta(days=MISSED_DAYS)
    rows = (
        MissedSearch.objects.filter(day__gte=since, day__lte=clock.today())
        .values("words")
        .annotate(asked=Sum("times"), days=Count("day"), last=Max("day"))
        .filter(asked__gte=MISSED_LEAST)
        .order_by("-asked", "-last", "words")[:MISSED_MOST]
    )
    return [Missed(words=row["words"], times=row["asked"], days=row["days"]) for row in rows]


def without_data() -> list[ProblemView]:
    """Open problems for which the search finds no open data; of those that most people support."""
    return [each for each in problems(ProblemState.POSTED)[:SEARCHED_MOST] if not datasets_for(each.title, ANONYMOUS)]
