"""Parts of other packages' pages: where a harvested dataset comes from, and whose word its fields are."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.harvest import reads


def origin(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """Its source and the others that have it too; "" where it was not harvested, or for who may not see the source."""
    records = reads.origins(dataset.id, person_of(request))
    return render_to_string("harvest/_origin.html", {"records": records}, request) if records else ""
