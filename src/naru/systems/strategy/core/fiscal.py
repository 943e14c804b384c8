"""A plan's money as a Fiscal Data Package: one CSV of amounts by phase, and the descriptor that says what its columns are.

https://specs.frictionlessdata.io/fiscal-data-package/: a line a phase; the three phases of a line are never to be added up.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.canonical import JSON

PHASES = ("편성", "묶임", "지급")
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("id", "integer", "transaction-id:code"),
    ("회계연도", "integer", "date:fiscal-year"),
    ("재원", "string", "fund:label"),
    ("전략코드", "string", "activity:generic:program:code:part"),
    ("전략", "string", "activity:generic:program:label"),
    ("과제코드", "string", "activity:generic:subprogram:code:part"),
    ("과제", "string", "activity:generic:subprogram:label"),
    ("세부사업", "string", "activity:generic:project:label"),
    ("방향", "string", "direction"),
    ("단계", "string", "phase:label"),
    ("근거", "string", "extra:basis"),
    ("금액", "number", "value"),
)
ENUMS = {"방향": ("지출",), "단계": PHASES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``basis`` says what the won rest on: the plan, the platform's own rows, or a report."""

    year: int
    fund: str
    strategy_code: str
    strategy: str
    task_code: str
    task: str
    project: str
    phase: str
    basis: str
    won: int


def table(amounts: Sequence[Amount]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([name for name, _, _ in COLUMNS])
    for number, each in enumerate(amounts, 1):
        said = (each.fund, each.strategy_code, each.strategy, each.task_code, each.task, each.project)
        writer.writerow([number, each.year, *map(plain, said), "지출", each.phase, each.basis, each.won])
    return text.getvalue()


def descriptor(*, name: str, title: str, path: str) -> dict[str, JSON]:
    return {
        "profile": "fiscal-data-package",
        "name": name,
        "title": title,
        "countryCode": "KR",
        "resources": [
            {
                "name": "budget",
                "path": path,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "schema": {"primaryKey": ["id"], "fields": [_field(*column) for column in COLUMNS]},
            }
        ],
    }


def _field(name: str, kind: str, column_type: str) -> dict[str, JSON]:
    field: dict[str, JSON] = {"name": name, "type": kind, "columnType": column_type}
    if name in ENUMS:
        field["constraints"] = {"enum": list(ENUMS[name])}
    if kind == "number":
        field["bareNumber"] = True
    return field


def plain(text: str) -> str:
    """What a spreadsheet would take for a formula is written as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
