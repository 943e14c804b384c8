"""What a dataset's page shows of boats."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.data.catalogue.core.values import Dataset, Table


def boats_of(request: HttpRequest, dataset: Dataset, _table: Table | None) -> str:
    return render_to_string("naru_throwaway/_panel.html", {"dataset": dataset}, request)
