"""Parts of other packages' pages: the ways in for files."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.base.kit.person import ANONYMOUS
from naru.data.catalogue import policy, reads
from naru.data.catalogue.core.values import Dataset, Table
from naru.data.ingest import reads as loads


def first_data(request: HttpRequest) -> str:
    """How an empty site gets its first data; "" once something is published."""
    return "" if reads.count_published(ANONYMOUS) else render_to_string("ingest/_first_data.html", request=request)


def held_loads(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """The way to what waits for a decision; "" where nothing waits, or for who may not edit the dataset."""
    person = person_of(request)
    if not policy.may_edit(person, dataset.rights):
        return ""
    held = loads.waiting_of_dataset(dataset.id, person)
    return render_to_string("ingest/_held.html", {"held": held}, request) if held else ""


def add_version(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """The way in for another file of the dataset; "" for who may not edit it."""
    return _link(request, dataset, "ingest/_add_version.html")


def add_first_file(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """The way in where the dataset has no data yet; "" for who may not edit it."""
    return _link(request, dataset, "ingest/_add_first_file.html")


def _link(request: HttpRequest, dataset: Dataset, template: str) -> str:
    if not policy.may_edit(person_of(request), dataset.rights):
        return ""
    return render_to_string(template, {"dataset": dataset}, request)
