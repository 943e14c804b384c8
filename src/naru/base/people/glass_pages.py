"""Emergency access to something sealed: asked for by one, answered by another, shut by either."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import sealed
from naru.base.people.core.break_glass import GLASS_STATES, GLASS_WORDS, GlassState, may_answer, may_ask
from naru.base.people.forms import GlassForm, said

TITLE = Words("긴급 열람", "Emergency access")
ANSWERED = {
    True: Words(
        "동의했습니다. 요청한 사람이 정한 시간 동안 볼 수 있습니다.", "Agreed: who asked may look for a while."
    ),
    False: Words("요청을 돌려보냈습니다.", "Declined."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@auditor_or_officer
def break_glass(request: Visit) -> HttpResponse:
    """What was asked, and where it stands; officers ask here."""
    person, now = request.person, SYSTEM_CLOCK.now()
    form = GlassForm(request.POST or None, kinds=sealed.registered()) if may_ask(person) else None
    if request.method == "POST":
        if form is None:
            raise Refused("forbidden")
        if form.is_valid():
            sealed.ask(
                Ref(form.cleaned_data["kind"], form.cleaned_data["thing"]),
                reason=form.cleaned_data["reason"],
                by=person,
            )
            messages.success(
                request, said(Words("요청했습니다. 다른 사람이 답합니다.", "Asked. Another person answers."))
            )
            return redirect("people:break_glass")
    listed = [
        {
            "glass": glass,
            "asker": asker,
            "kind": sealed.registered()[glass.subject.kind].words if glass.subject.kind in sealed.registered() else "",
            "words": GLASS_WORDS[glass.state_at(now)],
            "waits": glass.state_at(now) is GlassState.ASKED and may_answer(person, glass),
            "may_shut": bool(GLASS_STATES[glass.state_at(now)]),
        }
        for glass, asker in sealed.latest()
    ]
    context = {"form": form, "listed": listed, "crumbs": [(TITLE, "")]}
    return render(request, "people/break_glass.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
@signed_in
def answer(request: Visit, glass_id: str) -> HttpResponse:
    """``verdict``: agree or decline."""
    agrees = request.POST.get("verdict") == "agree"
    sealed.answer(glass_id, agrees=agrees, by=request.person)
    messages.success(request, said(ANSWERED[agrees]))
    return redirect("people:break_glass")


@require_POST
@signed_in
def shut(request: Visit, glass_id: str) -> HttpResponse:
    sealed.shut(glass_id, by=request.person)
    messages.success(request, said(Words("닫았습니다.", "Shut.")))
    return redirect("people:break_glass")
