"""Parts of other packages' pages: the ways in for files."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.base.kit.person import ANONYMOUS
from naru.data.catalogue import policy, reads
from naru.data.catalogue.core.values import Dataset, Table


def first_data(request: HttpRequest) -> str:
    """How an empty site gets its first data."""
    return "" if reads.count_published(ANONYMOUS) else render_to_string("ingest/_first_data.html", request=request)


def add_version(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    return _link(request, dataset, "ingest/_add_version.html")


def add_first_file(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    return _link(request, dataset, "ingest/_add_first_file.html")


def _link(request: HttpRequest, dataset: Dataset, template: str) -> str:
    if not policy.may_edit(person_of(request), dataset.rights):
        return ""
    return render_to_string(template, {"dataset": dataset}, request)
