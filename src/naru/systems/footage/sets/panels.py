"""Part of a dataset's page: the training set that it is a release of."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.footage.sets import reads
from naru.systems.footage.sets.releases import SOURCE


def of_dataset(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    """The way to its clips, indicators and formats; "" for any other dataset."""
    latest = reads.latest_release(dataset.source_id) if dataset.source == SOURCE else None
    return render_to_string("footage/_dataset.html", {"release": latest}, request) if latest else ""
