"""Parts of a dataset's page: what machines read in its head, and how one's own tools open it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from naru.base.kit.guard import person_of
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import placing
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.protocols.core import schema_org
from naru.systems.protocols.core.connect import TableLine, dataset_lines
from naru.systems.protocols.core.protocol_list import PROTOCOLS
from naru.systems.protocols.doors.answering import addresses, city
from naru.systems.protocols.pages import blocks


def in_head(request: HttpRequest, dataset: Dataset, table: Table | None) -> str:
    """schema.org's description and where the others are; nothing for what is not published."""
    if dataset.state is not State.PUBLISHED:
        return ""
    person, at = person_of(request), addresses(request)
    tables = [each for each in catalogue.tables_of(dataset.id, person) if each.live]
    listed = Listed(
        dataset=dataset,
        distributions=tuple(catalogue.distributions(dataset.id, person)),
        tables=tuple(map(catalogue.summary_of, tables)),
    )
    columns = [column for each in tables if each.live for column in each.live.columns]
    said = schema_org.dataset(listed, columns, city=city(), at=at)
    alternates = [
        ("text/turtle", at.dcat_dataset(dataset.id, "ttl")),
        ("application/ld+json", at.dcat_dataset(dataset.id, "jsonld")),
        ("application/rdf+xml", at.dcat_dataset(dataset.id, "rdf")),
    ]
    links = format_html_join("\n", '<link rel="alternate" type="{}" href="{}">', alternates)
    return format_html('{}<script type="application/ld+json">{}</script>', links, SafeString(schema_org.in_page(said)))


def connect(request: HttpRequest, dataset: Dataset, table: Table | None) -> str:
    """One line to copy for each tool, and the dataset's address in every protocol."""
    if dataset.state is not State.PUBLISHED:
        return ""
    shown = None
    if table is not None and table.live is not None:
        shown = TableLine(id=table.id, sql_name=table.sql_name, has_places=bool(placing(table.live.columns)))
    at = addresses(request)
    context = {
        "lines": blocks(dataset_lines(dataset.id, shown, at)),
        "addresses": [(each, each.of_dataset(at, dataset.id)) for each in PROTOCOLS if each.of_dataset],
        "dataset": dataset,
    }
    return render_to_string("protocols/_connect.html", context, request)
