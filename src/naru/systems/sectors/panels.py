"""What a dataset's page shows of its profiles."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.data.catalogue import policy
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.sectors import reads


def claims(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """Nothing where there is no claim, but for those who may make one."""
    found = reads.claims_of(dataset.id)
    may_edit = policy.may_edit(person_of(request), dataset.rights)
    if not found and not may_edit:
        return ""
    return render_to_string("sectors/_panel.html", {"dataset": dataset, "claims": found, "may_edit": may_edit}, request)
