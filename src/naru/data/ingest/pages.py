"""Pages: bring files, follow a load, read its report, correct it, decide it; feeds of catalogue records."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.jobs import reads as job_reads
from naru.base.kit.guard import Visit, signed_in, takes_files
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.base.people.core import rights
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.column_words import TYPE_WORDS
from naru.data.catalogue.core.disclosure import BASIS_WORDS, DisclosureRequest
from naru.data.catalogue.core.values import DatasetId
from naru.data.files import content
from naru.data.ingest import actions, fetch, harvest, reads, report_view, uploads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.covering import Covering, covering
from naru.data.ingest.core.states import DECISION_WORDS, Decision, LoadState
from naru.data.ingest.core.values import ColumnHint, Hints
from naru.data.ingest.uploads import bringers_only
from naru.data.tables.core.values import Grade

BRING = Words("데이터 올리기", "Add data")
FEEDS = Words("목록 기록", "Catalogue feeds")
ENCODINGS = ("utf-8", "cp949", "euc-kr", "utf-16")
SAFEST_FIRST = (Decision.DROP, Decision.MASK, Decision.REJECT)  # Enter presses the first
SYSTEMS = (5186, 5179, 5181, 5174, 5187, 5185, 4326)


@require_safe
@signed_in
def home(request: Visit) -> HttpResponse:
    """The ways in, and one's loads; ``?dataset=<id>`` brings a new version of that one, for who may edit it."""
    dataset, loads = _asked_dataset(request), reads.loads(request.person)
    asked = catalogue_reads.disclosures_for(request.person)
    return render(
        request,
        "ingest/home.html",
        {
            "crumbs": [(BRING, "")],
            "loads": loads,
            "live": any(not load.is_over for load in loads),
            "waiting": reads.waiting(request.person),
            "to_agree": [(each, view_of(Ref(each.subject_kind, each.subject_id), request.person)) for each in asked],
            "unpublished": catalogue_reads.unpublished(request.person),
            "organisations": _organisations(request.person),
            "dataset": dataset,
            "may_bring": dataset is not None or rights.may_bring(request.person),
            "limit_bytes": _limit(),
            "nothing_chosen": Words(
                "먼저 파일을 고르거나 주소를 적어 주세요.", "Choose a file or write an address first."
            ),
            "nothing": Words("아직 올린 자료가 없습니다", "Nothing has been brought yet"),
            "nothing_more": Words("위에서 파일을 골라 보세요.", "Choose a file above."),
        },
    )


@require_POST
@signed_in
@takes_files(check=bringers_only)
def start(request: Visit) -> HttpResponse:
    """Load what was uploaded (the script's uploads, or the form's own files) or what lies at an address."""
    by, load_request = request.person, _load_request(request)
    if url := request.POST.get("url", "").strip():
        return redirect("jobs:job", job_id=fetch.start_fetch(url, load_request, by=by))
    if ids := request.POST.getlist("upload"):
        return _follow(request, actions.start_uploaded(ids, load_request, by=by))
    actions.require_right(load_request, by)
    stored = uploads.together([_take(file) for file in request.FILES.getlist("files")])
    if not stored:
        raise Refused("nothing_uploaded")
    started = [
        actions.start_load(item, actions.upload_origin(item.name, load_request, by), load_request, by=by)
        for item in stored
    ]
    return _follow(request, started)


@require_safe
@signed_in
def load(request: Visit, load_id: str) -> HttpResponse:
    view = reads.load(load_id, request.person)
    language = translation.get_language() or "ko"
    is_held = view.state is LoadState.HELD
    newer = reads.newer_published(load_id) if is_held else None
    hidden = reads.unaccounted_kinds(load_id) if is_held else frozenset()
    asked = catalogue_reads.disclosure_of("load", load_id)
    return render(
        request,
        "ingest/load.html",
        {
            "crumbs": [(BRING, "/ingest/"), (Words(view.file_name, view.file_name), "")],
            "load": view,
            "job": _job(view),
            "tables": [report_view.table(view, number, language) for number in range(len(view.tables))],
            "dataset": _dataset(view, request.person),
            "header_word": Words("머리글", "Header"),
            "load_refused": [
                {"file": item["file"], "words": Refused(item["code"], **item["facts"]).words} for item in view.refused
            ],
            "newer": newer,
            "doubts": [report_view.doubt_words(doubt) for doubt in view.doubts],
            "is_personal": bool(hidden)
            or any(finding.grade is not Grade.PUBLIC for table in view.tables for finding in table.personal),
            "hidden_kinds": [report_view.PERSONAL_WORDS[kind] for kind in sorted(hidden)],
            "may_ask": not newer and not view.has_identity and not hidden,
            "disclosure": asked,
            "may_end": asked is not None and asked.may_be_ended_by(request.person),
            "bases": BASIS_WORDS.items(),
            "decisions": [
                (decision.value, DECISION_WORDS[decision])
                for decision in ([Decision.REJECT] if newer else SAFEST_FIRST)
            ],
            "encodings": ENCODINGS,
            "systems": SYSTEMS,
            "types": TYPE_WORDS.items(),
        },
    )


@require_safe
@signed_in
def state(request: Visit, load_id: str) -> HttpResponse:
    """How far the load is; the page is asked anew once it has ended."""
    view = reads.load(load_id, request.person)
    response = render(request, "ingest/_state.html", {"load": view, "job": _job(view)})
    if view.is_over and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in
def fix(request: Visit, load_id: str) -> HttpResponse:
    """Load the same bytes again as the form says; remembered for the source's next file."""
    view = reads.load(load_id, request.person)
    number = _number(request.POST.get("table")) or 0
    if number >= len(view.tables):
        raise Refused("not_found")
    epsg = _number(request.POST["epsg"]) or 0 if "epsg" in request.POST else None
    table = view.tables[number].name
    known = view.settings.of(table).hints
    totals = request.POST.get("totals", "")
    hints = replace(known, drop_totals=totals == "drop") if totals else _hints(request, view, number)
    again = actions.fix_load(load_id, table, hints, by=request.person, epsg=epsg)
    return redirect("ingest:load", load_id=again)


@require_POST
@signed_in
def decide(request: Visit, load_id: str) -> HttpResponse:
    """Decide about a held load; ``column-<number>`` are the chosen columns of that table.

    ``publish`` with ``reason``, ``basis`` and ``basis_text`` asks another officer."""
    asked = request.POST.get("decision", "")
    if asked not in set(Decision):
        raise Refused("decision_unknown", decision=asked[:40])
    if asked == Decision.PUBLISH:
        words = {name: request.POST.get(name, "") for name in ("reason", "basis", "basis_text")}
        actions.ask_publication(load_id, DisclosureRequest(**words), by=request.person)
        return redirect("ingest:load", load_id=load_id)
    view = reads.load(load_id, request.person)
    chosen = {
        table.name: request.POST.getlist(f"column-{number}")
        for number, table in enumerate(view.tables)
        if table.personal
    }
    actions.decide_load(load_id, Decision(asked), chosen, by=request.person)
    return redirect("ingest:load", load_id=load_id)


@require_POST
@signed_in
def trust(request: Visit, load_id: str) -> HttpResponse:
    """Say that a load held because it looks odd is as it should be."""
    actions.trust_load(load_id, by=request.person)
    return redirect("ingest:load", load_id=load_id)


@require_POST
@signed_in
def publication(request: Visit, load_id: str) -> HttpResponse:
    """A second person's word about a request to publish personal data: ``verdict`` is ``approve`` or ``decline``."""
    verdict = request.POST.get("verdict", "")
    if verdict not in {"approve", "decline"}:
        raise Refused("decision_unknown", decision=verdict[:40])
    note = request.POST.get("note", "")
    actions.end_publication(load_id, is_approved=verdict == "approve", note=note, by=request.person)
    return redirect("ingest:load", load_id=load_id)


@require_safe
@signed_in
def aside(request: Visit, load_id: str, number: int) -> HttpResponseBase:
    """The rows kept aside from one table, as CSV that Excel reads; what is personal in them is covered."""
    view = reads.load(load_id, request.person)
    if number >= len(view.tables):
        raise Refused("not_found")
    table, language = view.tables[number], translation.get_language() or "ko"
    cover = covering(table, view.settings.of(table.name))
    rows = _quarantine_csv(reads.quarantined_rows(table), cover, language)
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    return _attached(response, f"{table.name}-aside.csv")


@require_safe
@signed_in
def original(request: Visit, load_id: str) -> HttpResponseBase:
    """The very bytes that were brought, never opened by the browser."""
    view = reads.load(load_id, request.person)
    path = content.path_of(view.sha256)
    if not path.exists():
        raise Refused("original_is_gone")
    response = FileResponse(path.open("rb"), content_type="application/octet-stream")
    return _attached(response, view.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@takes_files(check=bringers_only)
def feeds(request: Visit) -> HttpResponse:
    """The feeds, and a form to bring one."""
    if request.method == "POST":
        return _start_feed(request)
    return render(
        request,
        "ingest/feeds.html",
        {
            "crumbs": [(BRING, "/ingest/"), (FEEDS, "")],
            "feeds": reads.feeds(request.person),
            "runs": reads.feed_runs(request.person),
            "organisations": _organisations(request.person),
            "may_bring": rights.may_bring(request.person),
            "limit_bytes": _limit(),
            "nothing_chosen": Words("먼저 파일을 골라 주세요.", "Choose a file first."),
        },
    )


@require_safe
@signed_in
def feed_run(request: Visit, run_id: str) -> HttpResponse:
    run = reads.feed_run(run_id, request.person)
    name = Words(run.feed, run.feed)
    crumbs = [(BRING, "/ingest/"), (FEEDS, "/ingest/feeds/"), (name, "")]
    job = job_reads.job(run.job_id) if run.job_id else None
    return render(request, "ingest/feed_run.html", {"crumbs": crumbs, "run": run, "job": job})


def _start_feed(request: Visit) -> HttpResponse:
    if ids := request.POST.getlist("upload"):
        stored = uploads.take_uploads(ids[:1], by=request.person)[0]
    elif file := request.FILES.get("files"):
        stored = _take(file)
    else:
        raise Refused("nothing_uploaded")
    if not harvest.is_feed(stored.path):
        raise Refused("feed_is_empty", file=stored.name)
    organisation = _organisation(request)
    name = request.POST.get("name", "").replace("\0", "").strip() or harvest.feed_name(stored.name)
    run_id = harvest.start_feed(stored, name[:100], by=request.person, organisation=organisation)
    return redirect("ingest:feed_run", run_id=run_id)


def _take(file: UploadedFile[Any]) -> content.Stored:
    """A file of a plain form into the store."""
    name = str(file.name or "upload").replace("\\", "/").rsplit("/", 1)[-1]
    if isinstance(file, TemporaryUploadedFile):
        return content.take_file(Path(file.temporary_file_path()), name)
    return content.take_bytes(file.read(), name)


def _follow(request: HttpRequest, started: list[str]) -> HttpResponse:
    if len(started) == 1:
        return redirect("ingest:load", load_id=started[0])
    said = Words(f"파일 {len(started)}개를 불러오고 있습니다.", f"{len(started)} files are being loaded.")
    messages.success(request, said.in_(translation.get_language() or "ko"))
    return redirect("ingest:home")


def _load_request(request: Visit) -> LoadRequest:
    said = {"title": request.POST.get("title", "").strip(), "publisher": request.POST.get("publisher", "").strip()}
    dataset = request.POST.get("dataset", "").strip()
    return LoadRequest(
        about={name: text for name, text in said.items() if text},
        dataset_id=DatasetId(dataset) if dataset else None,
        organisation=None if dataset else _organisation(request),
    )


def _organisation(request: Visit) -> OrganisationId | None:
    """The organisation chosen; an officer may choose none (the city itself), others have at least their first."""
    asked = request.POST.get("organisation", "")
    if asked or request.person.is_officer:
        return OrganisationId(asked) if asked else None
    return next((organisation for organisation, _ in _organisations(request.person)), None)


def _organisations(person: Person) -> list[tuple[OrganisationId, Words]]:
    """The organisations for which the person may bring data."""
    found = [
        organisation for organisation, _ in people_reads.organisations_of(person) if person.stewards(organisation.id)
    ]
    return [(organisation.id, organisation.name) for organisation in found]


def _asked_dataset(request: Visit) -> Any:
    """The dataset a new version is for, when the page was reached from it."""
    asked = request.GET.get("dataset", "")
    if not asked:
        return None
    found = catalogue_reads.dataset(asked, request.person)
    policy.require_edit(request.person, found.rights)
    return found


def _dataset(view: reads.LoadView, person: Person) -> Any:
    return (
        catalogue_reads.datasets([view.dataset_id], person).get(DatasetId(view.dataset_id)) if view.dataset_id else None
    )


def _job(view: reads.LoadView) -> job_reads.JobView | None:
    try:
        return job_reads.job(view.job_id) if view.job_id else None
    except Refused:  # swept away long after it ended
        return None


def _hints(request: HttpRequest, view: reads.LoadView, number: int) -> Hints:
    """The form's fields as hints; what stands as it was found says nothing."""
    asked, table = request.POST, view.tables[number]
    columns = []
    for place, (column, source) in enumerate(report_view.sources(view, number)):
        name, unit = asked.get(f"name-{place}", "").strip(), asked.get(f"unit-{place}", "").strip()
        kind = asked.get(f"type-{place}", "")
        known = view.settings.of(table.name).hints.column(source)
        hint = ColumnHint(
            source=source,
            name=name if name and name != source else None,
            type=report_view.column_type(kind) if kind and (kind != column.type or (known and known.type)) else None,
            unit=unit if unit and unit != column.unit else known.unit if known else None,
            drop=f"drop-{place}" in asked,
        )
        if hint != ColumnHint(source=source):
            columns.append(hint)
    columns += [ColumnHint(source=source, drop=True) for source in asked.getlist("dropped")]
    encoding = asked.get("encoding", "")
    return Hints(
        encoding=encoding if encoding in ENCODINGS else None,
        delimiter=view.settings.of(table.name).hints.delimiter,
        header_line=_number(asked.get("header_line")) or None,
        header_rows=_number(asked.get("header_rows")),
        columns=tuple(columns),
        key=tuple(asked.getlist("key")),
        drop_totals=view.settings.of(table.name).hints.drop_totals,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None


class _Line:
    """A file for ``csv.writer`` that only hands on what it is given."""

    def write(self, text: str) -> str:
        return text


def _quarantine_csv(rows: Iterator[reads.QuarantinedRow], cover: Covering, language: str) -> Iterator[str]:
    writer = csv.writer(_Line())
    heads = (
        Words("줄", "line"),
        Words("까닭", "reason"),
        Words("열", "column"),
        Words("값", "value"),
        Words("원문", "raw"),
    )
    yield "\ufeff" + str(writer.writerow([head.in_(language) for head in heads]))
    for row in rows:
        reason = report_view.reason_words(row.reason).in_(language)
        value, raw = cover.value(row.column, row.value), cover.row(row.raw)
        yield str(writer.writerow([row.line, reason, _safe(row.column), _safe(value), _safe(raw)]))


def _safe(text: str | None) -> str:
    """No spreadsheet may take a stranger's text for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text or ""


def _attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _limit() -> int:
    return int(settings.NARU_FILE_BYTES)
