"""Firms with what they say and what packages counted of them; growth, what is reported marked as such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import cast

from django.core.cache import cache

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.fact_rows import FactRows
from naru.base.kit.installed import facts, rows_of
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Fact
from naru.base.people import reads as people
from naru.base.people.core.values import Organisation
from naru.data.catalogue.core import korean
from naru.systems.firms.core import rights
from naru.systems.firms.core.likeness import alike, holding_all
from naru.systems.firms.models import Growth, Profile

FRESH_S = 60
LEAST_ALIKE = 0.08
GROWTH_FACTS = (
    *("firms.firms", "firms.jobs", "exchange.contracts", "exchange.traded_krw"),
    *("vouchers.awards", "firms.awards", "firms.investment_krw"),
)
GROWTH_YEARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthView:
    year: int
    jobs: int
    investment_krw: int
    evidence: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a firm says of itself, where nothing need be counted."""

    organisation: Organisation
    what: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """``known`` is what packages counted of it, by fact; ``growth`` what it reports itself, the latest year first."""

    organisation: Organisation
    what: str
    needs: str
    people: int | None
    website: str
    shows_partners: bool
    known: Sequence[tuple[Fact, int]]
    growth: Sequence[GrowthView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A fact by the end of each year, the last one until now; None where too few rows stand behind it to be told."""

    fact: Fact
    amounts: Sequence[int | None]

    @property
    def pairs(self) -> list[tuple[int | None, int]]:
        """Each amount, and what percent it is of the largest: 0 for what is not told."""
        most = max((each or 0 for each in self.amounts), default=0)
        return [(each, 100 * (each or 0) // most if most else 0) for each in self.amounts]


def firms(text: str = "") -> list[Firm]:
    """All, by name; with a text those that say all of its words, else those that are most alike."""
    listed = _firms(Profile.objects.select_related("organisation").order_by("organisation__name_ko"))
    if not text.strip():
        return listed
    texts: dict[str, frozenset[str]] = {each.organisation.id: words_of(said_by(each)) for each in listed}
    asked = words_of(text)
    by_id = {each.organisation.id: each for each in listed}
    whole = holding_all(sorted(asked), texts) if asked else []
    near = [like.key for like in alike(asked, texts, least=LEAST_ALIKE)]
    return [by_id[OrganisationId(key)] for key in dict.fromkeys([*whole, *near])]


def firm(slug: str) -> Firm:
    """Raises ``Refused``: ``not_found``."""
    found = _firms(Profile.objects.select_related("organisation").filter(organisation__slug=slug), with_growth=True)
    if not found:
        raise Refused("not_found")
    return found[0]


def cards(organisation: str = "") -> list[Card]:
    """Of all, or of one, by name."""
    rows = Profile.objects.select_related("organisation").order_by("organisation__name_ko")
    chosen = rows.filter(organisation_id=organisation) if organisation else rows
    return [
        Card(organisation=people.organisation_value(row.organisation), what=row.what, needs=row.needs) for row in chosen
    ]


def profile_of(organisation: OrganisationId) -> Firm | None:
    rows = Profile.objects.select_related("organisation").filter(organisation_id=organisation)
    return next(iter(_firms(rows, with_growth=True)), None)


def _firms(rows: Iterable[Profile], *, with_growth: bool = False) -> list[Firm]:
    known = _known_by_organisation()
    register = facts()
    return [
        Firm(
            organisation=people.organisation_value(row.organisation),
            what=row.what,
            needs=row.needs,
            people=row.people,
            website=row.url,
            shows_partners=row.shows_partners,
            known=[(register[name], count) for name, count in known.get(row.organisation_id, {}).items()],
            growth=_growth(row.organisation_id) if with_growth else (),
        )
        for row in rows
    ]


def _growth(organisation: str) -> list[GrowthView]:
    return [
        GrowthView(
            year=row.year,
            jobs=row.jobs,
            investment_krw=row.investment_krw,
            evidence=row.evidence,
            by_name=row.by_name,
            at=row.at,
        )
        for row in Growth.objects.filter(organisation_id=organisation).order_by("-year")
    ]


def countable() -> dict[str, FactRows]:
    now = SYSTEM_CLOCK.now()
    return {fact.name: rows_of(fact, now) for fact in facts().values() if fact.rows}


def _known_by_organisation() -> dict[str, dict[str, int]]:
    """By organisation and fact, how many; at most a minute old."""

    def counted() -> dict[str, dict[str, int]]:
        known: dict[str, dict[str, int]] = {}
        for name, rows in countable().items():
            for organisation, count in rows.by_organisation().items():
                known.setdefault(organisation, {})[name] = count
        return known

    return cast("dict[str, dict[str, int]]", cache.get_or_set("firms.known", counted, FRESH_S))


def said_by(firm: Firm) -> str:
    name = firm.organisation.name
    return f"{name.ko} {name.en} {firm.what} {firm.needs}"


def words_of(text: str) -> frozenset[str]:
    return frozenset(part for word in korean.words(text) for part in korean.content(word))


def own_firms(person: Person) -> list[Organisation]:
    """Those in whose name the person may describe, propose and apply."""
    return [each for each, _ in people.organisations_of(person) if rights.may_describe(person, each.id)]


def needs() -> list[tuple[Card, str]]:
    return [(each, each.needs) for each in cards() if each.needs.strip()]


def indicators(clock: Clock = SYSTEM_CLOCK) -> tuple[list[int], list[Indicator]]:
    """The years, and of each fact that some package here declares its amount by each of their ends."""
    this = clock.today().year
    years = list(range(this - GROWTH_YEARS + 1, this + 1))
    new_years = (datetime.combine(date(year + 1, 1, 1), time(), CITY_ZONE).astimezone(UTC) for year in years)
    ends = [min(each, clock.now()) for each in new_years]
    known = [facts()[name] for name in GROWTH_FACTS if name in facts() and facts()[name].rows]
    return years, [Indicator(fact=fact, amounts=[_amount(fact, end) for end in ends]) for fact in known]


def _amount(fact: Fact, until: datetime) -> int | None:
    rows = rows_of(fact, until)
    return None if 0 < rows.count() < fact.least else rows.total() // fact.per_unit
