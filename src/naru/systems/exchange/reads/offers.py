"""Offers, their questions, the stored sample, and the measured quality of what they sell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet

from naru.base.kit.actor import actor_words
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import State, VersionState
from naru.data.catalogue.core.values import Dataset, DatasetId, Table
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core.offers import Audience, Offer, OfferState, Scope, scope_from
from naru.systems.exchange.core.plans import plan_from
from naru.systems.exchange.core.term_blocks import blocks_from
from naru.systems.exchange.core.values import Quality, Question
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import OfferPreview
from naru.systems.exchange.models import Question as QuestionRow

LISTED_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An offer in a list, with who sells it."""

    offer: Offer
    seller_name: Words
    dataset: Words
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The stored sample; ``columns`` are names as people wrote them."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    hidden: frozenset[int]
    figures: Sequence[Mapping[str, Any]]  # of each column; none in samples that were chosen before there were figures
    table_rows: int

    @property
    def columns_with_figures(self) -> list[tuple[str, Mapping[str, Any]]]:
        return list(zip(self.columns, self.figures, strict=False))


def offer(id: str, person: Person) -> Offer:
    """Raises ``Refused``: ``not_found``, also for those to whom it is not offered."""
    row = OfferRow.objects.filter(id=id).first()
    if row is None or not core.may_see(person, value := offer_value(row)):
        raise Refused("not_found")
    return value


def offers(
    person: Person,
    *,
    text: str = "",
    seller: str = "",
    dataset_id: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> list[Listed]:
    """What is on sale to the person today, those made for them first; ``text`` is looked for word by word."""
    rows = _on_sale(person, clock)
    for word in text.split():
        rows = rows.filter(
            Q(title_ko__icontains=word)
            | Q(title_en__icontains=word)
            | Q(text_ko__icontains=word)
            | Q(text_en__icontains=word)
        )
    if seller:
        rows = rows.filter(seller=seller)
    if dataset_id:
        rows = rows.filter(dataset_id=dataset_id)
    found = listed(rows.order_by("audience", "-changed")[:LISTED_MOST])
    return [each for each in found if core.may_see(person, each.offer)]


def plain_offers(person: Person, *, clock: Clock = SYSTEM_CLOCK) -> list[Offer]:
    """The same without what else a list shows of them: one question to the database, however many they are."""
    values = map(offer_value, _on_sale(person, clock).order_by("audience", "-changed")[:LISTED_MOST])
    return [value for value in values if core.may_see(person, value)]


def _on_sale(person: Person, clock: Clock) -> "QuerySet[OfferRow]":
    today = clock.today()
    rows = _shown_to(person).filter(state=OfferState.LISTED.value, starts__lte=today)
    return rows.filter(Q(ends=None) | Q(ends__gt=today))


def offers_of(seller: OrganisationId) -> list[Listed]:
    """All of a seller's, whatever their state, the newest change first: for the seller's desk."""
    return listed(OfferRow.objects.filter(seller=seller).order_by("-changed"))


def _shown_to(person: Person) -> "QuerySet[OfferRow]":
    """A first narrowing; ``core.may_see`` decides."""
    if person.is_officer or person.is_auditor or person.organisations:
        return OfferRow.objects.all()
    return OfferRow.objects.filter(audience=Audience.PUBLIC.value)


def listed(rows: Iterable[OfferRow]) -> list[Listed]:
    values = [offer_value(row) for row in rows]
    names = names_of(value.seller for value in values)
    datasets = {id: dataset_of(id) for id in {value.dataset_id for value in values}}
    return [
        Listed(
            offer=value,
            seller_name=names[value.seller],
            dataset=title_of(datasets[value.dataset_id]),
            themes=datasets[value.dataset_id].description.themes,
        )
        for value in values
    ]


def names_of(organisations: Iterable[str]) -> dict[str, Words]:
    wanted = set(organisations)
    known = {str(each.id): each.name for each in people.organisations(wanted)}
    return {id: known.get(id, Words("없어진 기관", "an organisation that is gone")) for id in wanted}


def dataset_of(dataset_id: str) -> Dataset:
    """As the platform sees it: what an offer shows of it its seller has chosen to show."""
    return catalogue.dataset(dataset_id, SYSTEM)


def title_of(dataset: Dataset) -> Words:
    return Words(dataset.description.title, dataset.description.title_en or dataset.description.title)


def is_available(dataset: Dataset) -> bool:
    return dataset.state is State.PUBLISHED


def table_of(dataset_id: str, scope: Scope) -> Table | None:
    """The table that an offer sells: the one of its scope, else the first with rows."""
    tables = [table for table in catalogue.tables_of(DatasetId(dataset_id), SYSTEM) if table.live]
    return next((table for table in tables if table.id == scope.table_id), tables[0] if tables else None)


def sample(offer_id: str) -> Sample | None:
    row = OfferPreview.objects.filter(pk=offer_id).first()
    if row is None:
        return None
    return Sample(
        columns=row.columns,
        rows=row.rows,
        hidden=frozenset(row.hidden),
        figures=row.figures,
        table_rows=row.table_rows,
    )


def quality(offer: Offer) -> Quality | None:
    """As measured when its newest version came in; None where there is no table yet."""
    table = table_of(offer.dataset_id, offer.scope)
    if table is None or table.live is None:
        return None
    versions = [each for each in catalogue.versions(table.id, SYSTEM) if each.state is VersionState.LIVE]
    days = [(later.at - earlier.at).days for later, earlier in pairwise(versions)]
    cells = max(table.live.rows * len(table.live.columns), 1)
    return Quality(
        table_name=table.name,
        rows=table.live.rows,
        columns=len(table.live.columns),
        versions=len(versions),
        filled=1 - sum(column.nulls for column in table.live.columns) / cells,
        quarantined=table.live.quarantined,
        last_version=table.live.at,
        days_between=round(median(days)) if days else None,
    )


def version_days(dataset_id: str, scope: Scope) -> list[date]:
    """On which days of the city live versions came."""
    table = table_of(dataset_id, scope)
    if table is None:
        return []
    versions = catalogue.versions(table.id, SYSTEM)
    return sorted(in_city(each.at).date() for each in versions if each.state is VersionState.LIVE)


def questions(offer_id: str) -> list[Question]:
    """The newest first; all who see the offer see them."""
    rows = list(QuestionRow.objects.filter(offer=offer_id).order_by("-at"))
    names = names_of(row.organisation for row in rows)
    return [
        Question(
            id=row.id,
            organisation_name=names[row.organisation],
            text=row.text,
            at=row.at,
            answer=row.answer,
            answered_by_name=row.answered_by_name,
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def offer_value(row: OfferRow) -> Offer:
    return Offer(
        id=row.id,
        dataset_id=row.dataset_id,
        seller=OrganisationId(row.seller),
        title=Words(row.title_ko, row.title_en or row.title_ko),
        text=Words(row.text_ko, row.text_en or row.text_ko),
        plan=plan_from(row.plan),
        blocks=blocks_from(row.blocks),
        audience=Audience(row.audience),
        named=frozenset(OrganisationId(each) for each in row.named),
        scope=scope_from(row.scope),
        trial_days=row.trial_days,
        starts=row.starts,
        ends=row.ends,
        needs_approval=row.needs_approval,
        state=OfferState(row.state),
        revision=row.revision,
        listed_by=actor_words(row.listed_by_id, row.listed_by_name),
        changed=row.changed,
    )
