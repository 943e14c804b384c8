"""What every protocol says of a dataset, worked out once: when it changed, where it is described, the ways to its data."""

from dataclasses import dataclass
from datetime import date

from naru.base.kit.clock import in_city
from naru.data.catalogue.core.listing import Listed, TableSummary
from naru.data.catalogue.core.values import Dataset, Description
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import web_iri
from naru.systems.protocols.core.vocabularies import media_type

TABLE_FORMATS = ("csv", "parquet")  # in which each table is offered; others are a click away on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to the data: a table as a file, or an address elsewhere (``table`` is None).

    ``url`` is "" where a source names a file and says not where it is.
    """

    id: str
    title: str
    format: str  # small letters
    url: str
    page: str
    bytes: int | None = None
    table: TableSummary | None = None

    @property
    def media_type(self) -> str:
        return media_type(self.format)


def description_text(said: Description) -> str:
    """Protocols want a text; a dataset without one is described by its title."""
    return said.description or said.title


def landing_page(dataset: Dataset, at: Addresses) -> str:
    """Its page at the source, else ours."""
    return dataset.description.landing_page or at.dataset(dataset.id)


def modified(listed: Listed) -> date | None:
    """The day its data last changed: as its source says, else when its newest version came in; None where nobody knows."""
    said = listed.dataset.description.modified
    newest = max((table.at for table in listed.tables), default=None)
    return said or (in_city(newest).date() if newest else None)


def issued(listed: Listed) -> date:
    """The day it was first published: as its source says, else when it came here."""
    return listed.dataset.description.issued or in_city(listed.dataset.created).date()


def ways(listed: Listed, at: Addresses) -> list[Way]:
    """Tables first, in every format of ``TABLE_FORMATS``, then what the source offers."""
    dataset = listed.dataset
    return [
        *(_of_table(table, ending, dataset.id, at) for table in listed.tables for ending in TABLE_FORMATS),
        *(
            Way(
                id=each.id,
                title=each.title or dataset.title,
                format=each.format.lower(),
                url=each.url,
                page=web_iri(each.url) or web_iri(landing_page(dataset, at)) or at.dataset(dataset.id),
                bytes=each.bytes,
            )
            for each in listed.distributions
        ),
    ]


def _of_table(table: TableSummary, ending: str, dataset_id: str, at: Addresses) -> Way:
    return Way(
        id=f"{table.id}.{ending}",
        title=f"{table.name} ({ending.upper()})",
        format=ending,
        url=at.download(table.sql_name, ending),
        page=at.table(dataset_id, table.sql_name),
        table=table,
    )
