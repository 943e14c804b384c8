"""What a dataset's page shows of asking: ways to ask its table, to take it away and to read it in code.

Each says nothing where the dataset has no table that could be asked.
"""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import placing
from naru.data.catalogue.core.values import Dataset, Table
from naru.data.query import pictures

FORMATS = (
    ("csv", Words("CSV", "CSV"), ""),
    ("csv", Words("CSV (엑셀용)", "CSV for Excel"), "?bom=true"),
    ("xlsx", Words("XLSX", "XLSX"), ""),
    ("json", Words("JSON", "JSON"), ""),
    ("parquet", Words("Parquet", "Parquet"), ""),
    ("feather", Words("Arrow", "Arrow"), ""),
)
ON_A_MAP = (
    ("geojson", Words("GeoJSON", "GeoJSON"), ""),
    ("fgb", Words("FlatGeobuf", "FlatGeobuf"), ""),
)


def ask(request: HttpRequest, _dataset: Dataset, table: Table | None) -> str:
    """The way to SQL; "" for a table without a version."""
    return _link(request, "query/_ask.html", "query:sql", table)


def all_rows(request: HttpRequest, _dataset: Dataset, table: Table | None) -> str:
    """The way to the rows, and a box to find some of them; "" for a table without a version."""
    return _link(request, "query/_all_rows.html", "query:rows", table)


def chart(request: HttpRequest, _dataset: Dataset, table: Table | None) -> str:
    """The place of a chart, which is asked for once it is seen; "" for a table without a version."""
    return _link(request, "query/_chart_panel.html", "query:chart", table)


def places(request: HttpRequest, _dataset: Dataset, table: Table | None) -> str:
    """The place of a map, as of a chart; "" where no column places the rows or names districts."""
    is_placed = table is not None and pictures.has_map(table)
    return _link(request, "query/_map_panel.html", "query:map", table) if is_placed else ""


def _link(request: HttpRequest, template: str, name: str, table: Table | None) -> str:
    if table is None or table.live is None:
        return ""
    address = f"{reverse(name)}?table={quote(table.sql_name)}"
    return render_to_string(template, {"address": address, "path": reverse(name), "table": table}, request)


def downloads(request: HttpRequest, _dataset: Dataset, table: Table | None) -> str:
    """Every format the rows can be taken away in; "" for a table without a version."""
    if table is None or table.live is None:
        return ""
    base = f"/api/v1/tables/{quote(table.sql_name)}/download"
    formats = (*FORMATS, *ON_A_MAP) if has_places(table) else FORMATS
    found = [(words, f"{base}.{ending}{query}") for ending, words, query in formats]
    return render_to_string("query/_downloads.html", {"downloads": found}, request)


def has_places(table: Table | None) -> bool:
    return table is not None and table.live is not None and bool(placing(table.live.columns))


def ways(request: HttpRequest, dataset: Dataset, table: Table | None) -> str:
    """Code that reads the table, ready to be run; "" for a table without a version."""
    if table is None or table.live is None:
        return ""
    context: dict[str, Any] = {"dataset": dataset, "code": _code(request, table)}
    return render_to_string("query/_ways.html", context, request)


def _code(request: HttpRequest, table: Table) -> list[tuple[str, str, str]]:
    """(name, language, code)."""
    base = request.build_absolute_uri(f"/api/v1/tables/{quote(table.sql_name)}")
    python = f'import pandas as pd\n\ntable = pd.read_parquet("{base}/download.parquet")\nprint(table.head())'
    r = f'library(arrow)\n\ndownload.file("{base}/download.parquet", "table.parquet", mode = "wb")\ntable <- read_parquet("table.parquet")\nhead(table)'
    curl = f'curl -L -o table.csv "{base}/download.csv"\ncurl "{base}/rows?limit=10"'
    sql = f'select *\nfrom "{table.sql_name}"\nlimit 10'
    return [("Python", "python", python), ("R", "r", r), ("curl", "shell", curl), ("SQL", "sql", sql)]
