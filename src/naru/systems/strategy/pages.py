"""The strategy's pages: the plan and its results, at a glance, a task, a figure opened, money to result, what changed, versions."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.fact_rows import FactRow
from naru.base.kit.guard import Visit, officer_only, person_of
from naru.base.kit.pager import Pages
from naru.base.kit.person import Person
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import reads as papers
from naru.systems.strategy import actions, exports, figures, reads
from naru.systems.strategy.core.progress import figure

HOME = (Words("계획과 실적", "Plan and results"), "/strategy/")
ROWS_A_PAGE = 50


def _shown(request: HttpRequest, template: str, current: str, **more: Any) -> HttpResponse:
    crumbs = [(HOME[0], "")] if current == "plan" else [HOME, *more.pop("crumbs", [])]
    return render(request, f"strategy/{template}.html", {"current": current, "crumbs": crumbs, **more})


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """What was said, what is measured, the rows behind it."""
    try:
        found = reads.overview()
    except Refused:
        return _shown(request, "no_plan", "plan")
    return _shown(request, "plan", "plan", found=found, paper=_newest_paper(found))


def _newest_paper(found: reads.Overview) -> papers.Paper | None:
    issued = papers.papers_about(found.version.ref)
    return issued[-1] if issued else None


@require_safe
def glance(request: HttpRequest) -> HttpResponse:
    """One screen, and one page of paper."""
    found = reads.overview()
    crumbs = [(Words("한눈에", "At a glance"), "")]
    return _shown(request, "glance", "glance", found=found, paper=_newest_paper(found), crumbs=crumbs)


@require_safe
def task(request: HttpRequest, code: str) -> HttpResponse:
    found = reads.overview()
    view = next((each for each in found.tasks if each.task.code == code), None)
    if view is None:
        raise Refused("not_found")
    return _shown(request, "task", "task", found=found, view=view, crumbs=[(view.task.title, "")])


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Its figure, its history, and, where it is computed, the rows that were counted, of now or of a past day."""
    found = reads.overview()
    view = next((each for each in found.every if each.indicator.code == code), None)
    if view is None:
        raise Refused("not_found")
    year = request.GET.get("year", "")
    context = {
        "found": found,
        "view": view,
        "history": reads.history(view, int(year) if year.isdecimal() and len(year) == 4 else None),
        "years": sorted({point.on.year for point in reads.points(view.indicator)}, reverse=True),
        "year": year,
        "reports": [] if view.indicator.is_computed else figures.every_report(code),
        "crumbs": [(view.indicator.title, "")],
    }
    return _shown(request, "indicator", "indicator", **context, **_opened(request, view))


def _opened(request: HttpRequest, view: reads.IndicatorView) -> dict[str, Any]:
    if view.fact is None:
        return {"opened": None}
    opened = reads.opened(view.fact, _day(request))
    number = request.GET.get("page", "")
    pages = Pages.of(opened.count, size=ROWS_A_PAGE, number=int(number) if number.isdecimal() else 1)
    rows = opened.rows.page((pages.number - 1) * ROWS_A_PAGE, ROWS_A_PAGE)
    person = person_of(request)
    return {
        "opened": opened,
        "pages": pages,
        "on": _day(request),
        "today": SYSTEM_CLOCK.today(),
        "value": "–" if opened.is_withheld else figure(opened.value),
        "rows": [_row(opened, row, person) for row in rows],
    }


def _row(opened: reads.Opened, row: FactRow, person: Person) -> dict[str, Any]:
    """An amount that may tell of somebody is shown to whoever may see the thing itself."""
    seen = view_of(row.ref, person)
    amount = "" if seen is None and opened.fact.least > 1 else figure(opened.amount_of(row))
    return {"view": seen, "at": row.at, "amount": amount}


def _day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """For the council: what was allotted, bound and paid, and what came of it."""
    crumbs = [(Words("돈에서 성과로", "Money to result"), "")]
    return _shown(request, "money", "money", found=reads.overview(), crumbs=crumbs)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    found = reads.overview()
    end, listed = reads.changed(found)
    moved = [each for each in listed if each.change.difference or each.change.is_new_series]
    same = [each for each in listed if each not in moved]
    crumbs = [(Words("지난 분기와 달라진 것", "Since the last quarter"), "")]
    return _shown(request, "changes", "changes", found=found, end=end, moved=moved, same=same, crumbs=crumbs)


# --- versions ---


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest) -> HttpResponseBase:
    """All of them, to anyone; an officer brings the next one."""
    if request.method == "POST":
        return _draft(request)
    crumbs = [(Words("계획의 판", "Versions of the plan"), "")]
    return _shown(request, "versions", "versions", versions=reads.versions(), crumbs=crumbs)


@officer_only
def _draft(request: Visit) -> HttpResponse:
    file = request.FILES.get("file")
    content = file.read(actions.DOCUMENT_BYTES_MOST + 1) if isinstance(file, UploadedFile) else b""
    document = actions.read_document(content)
    made = actions.draft_plan(document, reason=request.POST.get("reason", ""), by=request.person)
    return redirect("strategy:version", made.number)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """As it was said then, with what it changed."""
    found = reads.version(number)
    crumbs = [
        (Words("계획의 판", "Versions of the plan"), "/strategy/versions/"),
        (Words(f"{number}판", f"Version {number}"), ""),
    ]
    context = {"version": found, "differences": reads.differences(found), "papers": papers.papers_about(found.ref)}
    return _shown(request, "version", "versions", crumbs=crumbs, **context)


@require_safe
def document(_request: HttpRequest, number: int) -> HttpResponse:
    """Its document, as it was brought."""
    return _file(reads.document(number), f"plan-{number}.json", "application/json")


@require_POST
@officer_only
def adopt(request: Visit, number: int) -> HttpResponse:
    actions.adopt_plan(number, by=request.person)
    return redirect("strategy:plan")


# --- what officers do ---


@require_POST
@officer_only
def measure(request: Visit) -> HttpResponse:
    actions.measure()
    return redirect("strategy:plan")


@require_POST
@officer_only
def print_glance(request: Visit) -> HttpResponse:
    return redirect("papers:pdf", actions.print_glance(by=request.person).id)


@require_POST
@officer_only
def report(request: Visit, subject: str) -> HttpResponse:
    value, on, evidence = (request.POST.get(name, "") for name in ("value", "on", "evidence"))
    actions.report_figure(subject, value=value, on=on, evidence=evidence, by=request.person)
    return _back_to(subject)


@require_POST
@officer_only
def withdraw_report(request: Visit, report_id: str) -> HttpResponse:
    subject = actions.withdraw_report(report_id, reason=request.POST.get("reason", ""), by=request.person)
    return _back_to(subject)


def _back_to(subject: str) -> HttpResponse:
    """To the indicator, or to the money where it is of a budget line."""
    return redirect("strategy:money") if ":" in subject else redirect("strategy:indicator", subject)


# --- files ---


@require_safe
def iati_file(_request: HttpRequest) -> HttpResponse:
    return _file(exports.activity_file(reads.overview()), "iati.xml", "application/xml")


@require_safe
def budget_file(_request: HttpRequest) -> HttpResponse:
    return _file(exports.fiscal_package(reads.overview()), "budget.zip", "application/zip")


@require_safe
def indicator_file(_request: HttpRequest) -> HttpResponse:
    return _file(exports.indicator_file(reads.overview()), "indicators.csv", "text/csv; charset=utf-8")


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
