"""The plan on one page: what its paper says, as values."""

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import in_city
from naru.systems.strategy.core.progress import figure
from naru.systems.strategy.reads import IndicatorView, Overview, TaskView


def values(found: Overview) -> dict[str, JSON]:
    plan = found.plan
    return {
        "title": plan.title.ko,
        "version": found.version.number,
        "as_of": f"{in_city(found.as_of):%Y-%m-%d %H:%M}",
        "counted": found.computed,
        "glance": [_card(each) for each in found.glance],
        "budget": _won(plan.budget_krw),
        "allotted": _won(found.allotted_krw),
        "committed": _won(found.committed_krw),
        "paid": _won(found.paid_krw),
        "rows": [row for task in found.tasks for row in _rows(task)],
    }


def _card(view: IndicatorView) -> dict[str, JSON]:
    return {
        "title": view.indicator.title.ko,
        "shown": view.shown,
        "unit": view.indicator.unit.ko,
        "target": f"{view.target.year}년 목표 {figure(view.target.value)}" if view.target else "목표 없음",
    }


def _rows(task: TaskView) -> list[dict[str, JSON]]:
    """The first indicators of a task: the page is one."""
    first: dict[str, JSON] = {"code": task.task.code, "task": task.task.title.ko}
    empty: dict[str, JSON] = {"code": "", "task": ""}
    if not task.indicators:
        return [first | {"indicator": "–", "shown": "–", "target": "–", "standing": "–"}]
    return [
        (first if place == 0 else empty)
        | {
            "indicator": each.indicator.title.ko,
            "shown": f"{each.shown} {each.indicator.unit.ko}",
            "target": figure(each.target.value) if each.target else "–",
            "standing": each.standing.words.ko,
        }
        for place, each in enumerate(task.indicators[:2])
    ]


def _won(won: int | None) -> str:
    return "–" if won is None else f"{won:,}원"
