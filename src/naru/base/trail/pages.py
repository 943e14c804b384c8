"""The trail's pages for auditors and officers: the timeline, its verification, its export."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.canonical import canonical_json
from naru.base.kit.guard import Visit, auditor_or_officer
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.words import Words
from naru.base.trail import actions, reads
from naru.base.trail.core import verbs
from naru.base.trail.core.chain import Record
from naru.base.trail.core.verify import Report
from naru.base.trail.forms import SearchForm


@require_safe
@auditor_or_officer
def trail(request: Visit) -> HttpResponse:
    """``?text=``, ``?stream=``, ``?since=``, ``?until=`` (days in the city, included), ``?before=`` for older ones."""
    return _page(request)


@require_POST
@auditor_or_officer
def verify(request: Visit) -> HttpResponse:
    """Reads the whole trail and says what does not fit; changes nothing."""
    return _page(request, report=reads.verified_now())


@never_cache
@require_POST
@auditor_or_officer
def export(request: Visit) -> StreamingHttpResponse:
    """The whole trail as JSON lines under a fresh checkpoint; that it was taken is itself in the trail."""
    actions.record(request.person.actor, "trail.exported", "trail")
    closing = actions.checkpoint()
    response = StreamingHttpResponse(reads.lines(closing), content_type="application/x-ndjson")
    response["Content-Disposition"] = f'attachment; filename="naru-trail-{closing.at:%Y%m%d-%H%M%S}.jsonl"'
    return response


def _page(request: Visit, report: Report | None = None) -> HttpResponse:
    heads = reads.heads()
    form = SearchForm(sorted(heads), request.GET)
    fits = form.is_valid()
    timeline = reads.timeline(form.search(), before=form.cleaned_data["before"]) if fits else None
    context = {
        "form": form,
        "entries": [_entry(record, request.person) for record in timeline.records] if timeline else [],
        "older": timeline.older if timeline else None,
        "total": sum(head.number for head in heads.values()),
        "streams": len(heads),
        "checkpoints": reads.latest_checkpoints(),
        "check": reads.last_check(),
        "report": report,
        "crumbs": [(Words("감사 기록", "Trail"), "")],
    }
    return render(request, "trail/trail.html", context, status=200 if fits else 422)


def _entry(record: Record, person: Person) -> dict[str, Any]:
    return {
        "record": record,
        "said": verbs.sentence(record.verb, record.facts),
        "stream": verbs.stream_words(record.stream),
        "subject": view_of(Ref(record.stream, record.subject), person),
        "facts": canonical_json(dict(record.facts)).decode() if record.facts else "",
    }
