"""Inside the limited child: a file of tasks becomes plain values, one a task."""

import csv
import json
from pathlib import Path
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused

TASKS_MOST = 200_000
META = {"key", "gold", "training"}
FIRST, SECOND = "a_", "b_"  # columns of the two rows that a table check shows


def read(asked: dict[str, Any]) -> JSON:
    """``path``, ``name``, ``kind``: by task {key, content, gold, training}. Raises ``Refused``: ``work_file_refused``."""
    text = _text(Path(asked["path"]).read_bytes())
    rows = _table(text) if asked["name"].lower().endswith(".csv") else _lines(text)
    if len(rows) > TASKS_MOST:
        raise Refused("work_file_refused", what=f"> {TASKS_MOST}")
    return [_task(row, asked["kind"], place) for place, row in enumerate(rows, start=1)]


def _text(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("work_file_refused", what="UTF-8, CP949")


def _lines(text: str) -> list[dict[str, Any]]:
    rows = []
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise Refused("work_file_refused", what=f"{place}")
        rows.append(row)
    return rows


def _table(text: str) -> list[dict[str, Any]]:
    return [dict(row) for row in csv.DictReader(text.splitlines()) if any(row.values())]


def _task(row: dict[str, Any], kind: str, place: int) -> dict[str, JSON]:
    gold = row.get("gold") or None
    return {
        "key": str(row.get("key") or place),
        "content": _pair(row) if kind == "table_check" and "rows" not in row else _rest(row),
        "gold": {"label": gold} if isinstance(gold, str) else gold,
        "training": str(row.get("training", "")).lower() in {"1", "true", "yes", "예"},
    }


def _rest(row: dict[str, Any]) -> dict[str, JSON]:
    return {name: value for name, value in row.items() if name and name not in META}


def _pair(row: dict[str, Any]) -> dict[str, JSON]:
    """Columns a_… and b_… as two rows; without any, all of them as one."""
    sides = [
        {name[2:]: value or "" for name, value in row.items() if name and name.startswith(side)}
        for side in (FIRST, SECOND)
    ]
    rows = [side for side in sides if side] or [
        {name: value or "" for name, value in row.items() if name and name not in META}
    ]
    return {"rows": rows}
