"""The plan as others read it: IATI, a Fiscal Data Package, CSV, JSON."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date

import orjson

from naru.base.kit.clock import in_city
from naru.base.kit.spreadsheet import inert
from naru.systems.strategy.core import fiscal, iati
from naru.systems.strategy.core.budgets import total_krw
from naru.systems.strategy.core.plan import task_budget
from naru.systems.strategy.core.states import Basis
from naru.systems.strategy.reads import IndicatorView, LineView, Overview, TaskView

HEADER = (
    *("strategy", "task", "indicator", "title_ko", "title_en", "unit", "direction", "baseline", "baseline_on"),
    *(
        "target",
        "target_year",
        "value",
        "as_of",
        "basis",
        "rows",
        "fact",
        "definition",
        "evidence",
        "reported_by",
        "standing",
    ),
)


def activity_file(found: Overview) -> bytes:
    listed = [_activity(found, task) for task in found.tasks]
    return iati.activities(listed, reporter=found.plan.reporter_id, name=found.plan.reporter, made=found.as_of)


def _activity(found: Overview, task: TaskView) -> iati.Activity:
    plan = found.plan
    budgets = [
        iati.Budget(starts=date(line.year, 1, 1), ends=date(line.year, 12, 31), won=line.allotted_krw)
        for line in task.task.lines
        if line.allotted_krw is not None
    ]
    if not budgets and task.task.budget_krw is not None:
        budgets = [iati.Budget(starts=plan.starts, ends=plan.ends, won=total_krw(task_budget(task.task)))]
    return iati.Activity(
        id=f"naru-{found.version.number}-{task.task.code}",
        title=task.task.title,
        description=task.task.sentence or task.task.title,
        starts=plan.starts,
        ends=plan.ends,
        is_over=plan.ends < found.today,
        budgets=budgets,
        payments=[payment for line in task.lines for payment in _payments(line)],
        results=[_result(each) for each in task.indicators],
    )


def _payments(line: LineView) -> Iterator[iati.Payment]:
    if line.spending.committed_krw:
        yield iati.Payment(on=line.committed.on, won=line.spending.committed_krw, is_committed=True)
    if line.spending.paid_krw:
        yield iati.Payment(on=line.paid.on, won=line.spending.paid_krw, is_committed=False)


def _result(view: IndicatorView) -> iati.Result:
    baseline = view.indicator.baseline
    starts = baseline.on if baseline else date(view.figure.on.year, 1, 1)
    due = view.target.on if view.target else view.figure.on
    period = iati.Period(starts=min(starts, due), ends=due, target=view.target_value, actual=view.figure.value)
    return iati.Result(
        title=view.indicator.title,
        definition=view.fact.definition if view.fact else None,
        ascending=view.indicator.direction.sign > 0,
        baseline=(baseline.on, baseline.value) if baseline else None,
        periods=(period,),
    )


def fiscal_package(found: Overview) -> bytes:
    """A ZIP of ``datapackage.json`` and ``budget.csv``."""
    amounts = [each for task in found.tasks for line in task.lines for each in _amounts(task, line)]
    said = fiscal.descriptor(name=f"naru-strategy-{found.version.number}", title=found.plan.title.ko, path="budget.csv")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", orjson.dumps(said, option=orjson.OPT_INDENT_2))
        packed.writestr("budget.csv", fiscal.table(amounts))
    return file.getvalue()


def _amounts(task: TaskView, line: LineView) -> Iterator[fiscal.Amount]:
    spending = line.spending
    phases = (
        (fiscal.PHASES[0], spending.allotted_krw, "계획"),
        (fiscal.PHASES[1], spending.committed_krw, _basis(line.committed.basis)),
        (fiscal.PHASES[2], spending.paid_krw, _basis(line.paid.basis)),
    )
    for phase, won, basis in phases:
        if won is not None:
            yield fiscal.Amount(
                year=line.line.year,
                fund=line.line.source.ko,
                strategy_code=task.strategy.code,
                strategy=task.strategy.title.ko,
                task_code=task.task.code,
                task=task.task.title.ko,
                project=line.line.title.ko,
                phase=phase,
                basis=basis,
                won=won,
            )


def _basis(basis: Basis) -> str:
    return basis.words.ko


def indicator_file(found: Overview) -> bytes:
    """CSV as spreadsheets open it."""
    return indicator_table(found).encode("utf-8-sig")


def indicator_table(found: Overview) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for view in found.indicators:
        writer.writerow(map(inert, _cells("", "", view)))
    for task in found.tasks:
        for view in task.indicators:
            writer.writerow(map(inert, _cells(task.strategy.code, task.task.code, view)))
    return text.getvalue()


def _cells(strategy: str, task: str, view: IndicatorView) -> list[object]:
    indicator, figure = view.indicator, view.figure
    report, counted = figure.report, figure.counted
    cells = (
        *(strategy, task, indicator.code, indicator.title.ko, indicator.title.en, indicator.unit.ko),
        *(indicator.direction.value, view.baseline_value, indicator.baseline.on if indicator.baseline else None),
        *(view.target_value, view.target.year if view.target else None),
        *(figure.value, in_city(counted.as_of).isoformat() if counted else figure.on, figure.basis.value),
        *(counted.rows if counted and figure.basis is Basis.COMPUTED else None, indicator.fact),
        *(counted.definition if counted else None, report.evidence if report else None),
        *(report.by_name if report else None, view.standing.value),
    )
    return ["" if cell is None else fiscal.plain(cell) if isinstance(cell, str) else cell for cell in cells]
