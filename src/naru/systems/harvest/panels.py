"""Parts of other packages' pages: where a harvested dataset comes from, and whose word its fields are."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.harvest import record_reads


def origin(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """Its source and the others that have it too; what its files answered when they were probed. "" where
    there is neither. The source is shown to whoever may see it."""
    records, links = record_reads.origins_and_links(dataset.id, person_of(request))
    if not records and not links:
        return ""
    return render_to_string("harvest/_origin.html", {"records": records, "links": links}, request)
