"""Notices' pages: the inbox, one notice opened, what one has by mail, webhooks, the feed."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.notices import actions, reads
from naru.commons.notices.core import rights
from naru.commons.notices.core.feed import atom

INBOX = (Words("알림", "Notices"), "/inbox/")


@never_cache
@require_safe
@signed_in
def inbox(request: Visit) -> HttpResponse:
    """``?unread=1`` leaves out what was opened, ``?after=`` is a page's cursor."""
    unread = request.GET.get("unread") == "1"
    page = reads.inbox(request.person, unread=unread, after=request.GET.get("after"))
    context = {
        "notices": page.rows,
        "next": page.next,
        "only_unread": unread,
        "crumbs": [(INBOX[0], "")],
    }
    return render(request, "notices/inbox.html", context)


@never_cache
@require_safe
@signed_in
def open_notice(request: Visit, notice_id: str) -> HttpResponse:
    """The notice, read from now on, and the way to what it is about where the person may see it."""
    found = actions.open_notice(notice_id, by=request.person)
    context = {
        "notice": found,
        "about": view_of(found.telling.about, request.person),
        "crumbs": [INBOX, (found.telling.title, "")],
    }
    return render(request, "notices/notice.html", context)


@require_POST
@signed_in
def read_all(request: Visit) -> HttpResponse:
    actions.read_all(by=request.person)
    return redirect("notices:inbox")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def settings_page(request: Visit) -> HttpResponse:
    """The form chooses the topics one has by mail."""
    if request.method == "POST":
        actions.choose_mail(request.POST.getlist("mail"), by=request.person)
        messages.success(request, Words("저장했습니다.", "Saved.").in_(get_language() or "ko"))
        return redirect("notices:settings")
    return render(request, "notices/settings.html", _settings(request))


@never_cache
@require_POST
@signed_in
def make_feed(request: Visit) -> HttpResponse:
    """The address is in the answer to the form, once."""
    address = f"{settings.NARU_ADDRESS}/inbox/feed/{actions.make_feed(by=request.person)}/"
    return render(request, "notices/settings.html", _settings(request) | {"feed_address": address})


@never_cache
@require_POST
@signed_in
def add_webhook(request: Visit) -> HttpResponse:
    """The secret is in the answer to the form, once; what is wrong is said at the form."""
    organisation = OrganisationId(request.POST.get("organisation", ""))
    try:
        _, secret = actions.add_webhook(organisation, request.POST.get("url", "").strip(), by=request.person)
    except Refused as refused:
        if refused.code != "webhook_url_refused":
            raise
        return render(request, "notices/settings.html", _settings(request) | {"refused": refused.words}, status=422)
    return render(request, "notices/settings.html", _settings(request) | {"secret": secret})


@require_POST
@signed_in
def stop_webhook(request: Visit, webhook_id: str) -> HttpResponse:
    actions.stop_webhook(webhook_id, by=request.person)
    return redirect("notices:settings")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For feed readers, which sign in with nothing but the address."""
    person = people.person(reads.person_of_feed(token))
    language = get_language() or "ko"
    title = Words(f"{settings.NARU_CITY.ko} 나루 알림", f"Naru {settings.NARU_CITY.en} notices")
    body = atom(reads.feed_entries(person), title=title, site=settings.NARU_ADDRESS, language=language)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8", headers={"Cache-Control": "private"})


def _settings(request: Visit) -> dict[str, object]:
    person = request.person
    own = [found for found, _ in people.organisations_of(person) if rights.may_keep_webhooks(person, found.id)]
    names = {found.id: found.name for found in own}
    return {
        "choices": reads.choices(person),
        "organisations": own,
        "webhooks": [(each, names[each.organisation_id]) for each in reads.webhooks_of(names)],
        "has_feed": reads.has_feed(person),
        "crumbs": [INBOX, (Words("알림 설정", "Notice settings"), "")],
    }
