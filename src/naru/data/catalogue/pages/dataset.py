"""What a dataset is, its tables and its history."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.installed import rendered, systems
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import policy, reads
from naru.data.catalogue.core.public_card import BLOCK_VERB_WORDS, CLOSED_WORDS
from naru.data.catalogue.core.values import Dataset, DatasetId, Table
from naru.data.catalogue.pages import display
from naru.data.catalogue.reads.preview import COLUMNS, first_rows
from naru.data.catalogue.search import counts
from naru.data.usage.core.values import Use
from naru.data.usage.recording import record

PLACES = {  # for panels
    "dataset": {"head", "notices", "actions", "view", "rows", "table", "use", "empty", "end"},
    "versions": {"notices", "actions"},
    "edit": {"notices"},
    "manage": {"notices"},
    "card": {"block"},  # to those who may not read it: what else they can do
}
VERB_WORDS = {
    "dataset.registered": Words("등록", "Registered"),
    "dataset.harvested": Words("수집", "Harvested"),
    "dataset.described": Words("설명 고침", "Described"),
    "dataset.redescribed": Words("원본에서 갱신", "Updated at the source"),
    "dataset.submitted": Words("검토 요청", "Submitted for review"),
    "dataset.returned": Words("초안으로 되돌림", "Returned to draft"),
    "dataset.published": Words("공개", "Published"),
    "dataset.withdrawn": Words("철회", "Withdrawn"),
    "dataset.access_set": Words("공개 범위 바꿈", "Access changed"),
    "dataset.granted": Words("이용 허가", "Granted"),
    "dataset.grant_revoked": Words("이용 허가 거둠", "Grant revoked"),
    "dataset.distribution_added": Words("배포 파일 더함", "Distribution added"),
    "dataset.distribution_removed": Words("배포 파일 뺌", "Distribution removed"),
}


@require_safe
def overview(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """``?table=<sql_name>``: the table that is shown; else the first that has rows."""
    person = person_of(request)
    try:
        dataset = reads.dataset(dataset_id, person)
    except Refused:
        return _card(request, dataset_id)
    tables = reads.tables_of(dataset.id, person)
    table = _chosen(tables, request.GET.get("table", ""))
    context = {
        **head(request, dataset, table=table),
        "tables": tables,
        "table": table,
        "distributions": reads.distributions(dataset.id, person),
        **(_table(table, person) if table and table.live else {}),
    }
    return render(request, "catalogue/dataset.html", context)


def _card(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """What of it everybody may see. Raises ``Refused``: ``not_found``."""
    person = person_of(request)
    card = reads.public_card(dataset_id, person)
    if card is None:
        raise Refused("not_found")
    context = {
        **head(request, _with_publisher(card.dataset, person), "card"),
        "access_block": card.block,
        "why": CLOSED_WORDS[card.block.closed],
        "verb": BLOCK_VERB_WORDS[card.block.verb],
        "tables": [(table, [display.field_view(each) for each in table.fields]) for table in card.tables],
    }
    return render(request, "catalogue/card.html", context)


def _with_publisher(dataset: Dataset, person: Person) -> Dataset:
    """Without its publisher's address where the visitor would find no page there."""
    try:
        counts.publisher(dataset.publisher_slug, person)
    except Refused:
        return replace(dataset, publisher_slug="")
    return dataset


@require_safe
def history(request: HttpRequest, dataset_id: str) -> HttpResponse:
    person = person_of(request)
    dataset = reads.dataset(dataset_id, person)
    revisions = [
        {"revision": revision, "words": VERB_WORDS.get(revision.verb, Words(revision.verb, revision.verb))}
        for revision in reads.history(dataset.id, person)
    ]
    context = {**head(request, dataset, "history"), "revisions": revisions}
    return render(request, "catalogue/history.html", context)


def head(request: HttpRequest, dataset: Dataset, here: str = "dataset", table: Table | None = None) -> dict[str, Any]:
    """What every page about a dataset begins with, and what other packages add to it."""
    places = PLACES.get(here, set())
    panels = [panel for system in systems() for panel in system.dataset_panels if panel.place in places]
    return {
        "dataset": dataset,
        "here": here,
        "may_edit": policy.may_edit(person_of(request), dataset.rights),
        "panels": rendered(panels, request, dataset, table),
    }


def chosen_table(dataset_id: DatasetId, name: str, person: Person) -> tuple[list[Table], Table | None]:
    """The dataset's tables, and the one of this SQL name, else the first that has rows; None where none is there."""
    tables = reads.tables_of(dataset_id, person)
    return tables, _chosen(tables, name)


def _chosen(tables: list[Table], name: str) -> Table | None:
    live = [table for table in tables if table.live] or tables
    return next((table for table in tables if table.sql_name == name), live[0] if live else None)


def _table(table: Table, person: Person) -> dict[str, Any]:
    assert table.live is not None
    columns = table.live.columns
    preview = first_rows(table.live)
    _count(table, person, rows=len(preview))
    return {
        "version": table.live,
        "lineage": reads.lineage(table.live.id, person),
        "preview_columns": columns[:COLUMNS],
        "preview": display.rows_shown(columns, preview),
        "columns": [display.column_view(column, table.live.rows) for column in columns],
        "hidden_columns": max(0, len(columns) - COLUMNS),
    }


def _count(table: Table, person: Person, *, rows: int) -> None:
    version = table.live.number if table.live else 0
    reader = person.token_id or person.id
    record(
        Use(
            door="preview",
            dataset=table.dataset_id,
            table=table.id,
            version=version,
            rows=rows,
            is_open=table.is_open,
            reader=reader,
        )
    )
