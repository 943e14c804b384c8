"""Papers' pages: a paper's file, and the page where anyone checks one."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from naru.base.kit.guard import Visit, takes_files
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import actions, reads

CHECK = Words("문서 확인", "Check a paper")


@require_safe
def pdf(request: Visit, paper_id: str) -> HttpResponse:
    """Shown in the browser; the file's name is the paper's number."""
    number = reads.paper(paper_id, request.person).number
    file = actions.pdf(paper_id, by=request.person)
    headers = {"Content-Disposition": f'inline; filename="{number}.pdf"', "Cache-Control": "private"}
    return HttpResponse(file.content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(reads.CHECKED_MOST >> 20)
def check(request: HttpRequest) -> HttpResponse:
    """``?number=``, or a file that the form carries; what is wrong is said above the form."""
    number = request.GET.get("number", "")
    context: dict[str, object] = {"number": number, "crumbs": [(CHECK, "")]}
    try:
        if request.method == "POST":
            context["checked"] = reads.check_file(_dropped(request))
            context["by_file"] = True
        elif number:
            context["checked"] = reads.check_number(number)
    except Refused as refused:
        context["refused"] = refused.words
        return render(request, "papers/check.html", context, status=refused.sentence.status)
    return render(request, "papers/check.html", context)


def _dropped(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refused("paper_unknown")
    if (file.size or 0) > reads.CHECKED_MOST:
        raise Refused("paper_file_too_large", most_mb=reads.CHECKED_MOST >> 20)
    content: bytes = file.read()
    return content
