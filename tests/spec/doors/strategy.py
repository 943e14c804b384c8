"""Doors of the strategy."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM
from naru.systems.strategy import actions
from tests import strategy as steps
from tests.spec.doors.door import ANYONE, OFFICERS, Door, Rows
from tests.spec.doors.world import World

PLAN = steps.plan(
    steps.task(
        "1-1",
        indicators=[steps.indicator("datasets", fact="catalogue.published"), steps.indicator("jobs")],
        projects=[{"code": "p", "title": steps.words("사업"), "lines": [steps.line("l", allotted_krw=10)]}],
    )
)


def make_things(world: World) -> dict[str, str]:
    """A plan in force, the next one as a draft, a reported figure."""
    first = actions.draft_plan(PLAN, reason="처음", by=SYSTEM)
    actions.adopt_plan(first.number, by=SYSTEM)
    actions.measure()
    draft = actions.draft_plan(PLAN | {"said": steps.words("달라진 말")}, reason="다음", by=SYSTEM)
    report = actions.report_figure("jobs", value="3", on="2024-01-01", evidence="보고서", by=SYSTEM)
    return {"strategy_version": str(first.number), "strategy_draft": str(draft.number), "strategy_report": report.id}


def _version(world: World) -> dict[str, str]:
    return {"number": world.things["strategy_version"]}


def _report(_world: World) -> dict[str, Any]:
    return {"value": "4", "on": "2024-02-01", "evidence": "보고서"}


def _document(_world: World) -> dict[str, Any]:
    changed = PLAN | {"said": steps.words("또 달라진 말")}
    return {"file": SimpleUploadedFile("plan.json", json.dumps(changed).encode()), "reason": "고침"}


DOORS: Rows = {
    "strategy:plan": [Door("GET", ANYONE)],
    "strategy:glance": [Door("GET", ANYONE)],
    "strategy:money": [Door("GET", ANYONE)],
    "strategy:changes": [Door("GET", ANYONE)],
    "strategy:task": [Door("GET", ANYONE, lambda _: {"code": "1-1"})],
    "strategy:indicator": [
        Door("GET", ANYONE, lambda _: {"code": "datasets"}),
        Door("GET", ANYONE, lambda _: {"code": "jobs"}),
    ],
    "strategy:versions": [Door("GET", ANYONE), Door("POST", OFFICERS, body=_document)],
    "strategy:version": [Door("GET", ANYONE, _version)],
    "strategy:document": [Door("GET", ANYONE, _version)],
    "strategy:adopt": [Door("POST", OFFICERS, lambda world: {"number": world.things["strategy_draft"]})],
    "strategy:measure": [Door("POST", OFFICERS)],
    "strategy:print": [Door("POST", OFFICERS)],
    "strategy:report": [Door("POST", OFFICERS, lambda _: {"subject": "jobs"}, _report)],
    "strategy:withdraw_report": [
        Door(
            "POST", OFFICERS, lambda world: {"report_id": world.things["strategy_report"]}, lambda _: {"reason": "틀림"}
        )
    ],
    "strategy:iati": [Door("GET", ANYONE)],
    "strategy:budget_file": [Door("GET", ANYONE)],
    "strategy:indicator_file": [Door("GET", ANYONE)],
    "api:strategy_indicators": [Door("GET", ANYONE)],
}
