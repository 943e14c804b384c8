"""Holds: what waits for a word, for those who asked and those who may give it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from naru.base.gates import actions, reads
from naru.base.gates.core.states import HOLD_STATE_WORDS
from naru.base.gates.forms import DecisionForm
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

DECISIONS = {
    "release": (
        actions.release,
        Words("풀었습니다. 요청한 사람이 다시 하면 진행됩니다.", "Released. It goes on when asked for again."),
    ),
    "decline": (actions.decline, Words("돌려보냈습니다.", "Declined.")),
}


@require_safe
@signed_in
def holds(request: Visit) -> HttpResponse:
    """Open ones first; each with a form for who may decide."""
    shown = [
        {
            "hold": hold,
            "state": HOLD_STATE_WORDS[hold.state],
            "thing": view_of(hold.thing, request.person),
            "form": DecisionForm(auto_id=f"{hold.id}-%s") if hold.may_decide else None,
        }
        for hold in reads.holds(request.person)
    ]
    context = {"shown": shown, "crumbs": [(Words("확인 대기", "Holds"), "")]}
    return render(request, "gates/holds.html", context)


@require_POST
@signed_in
def decide(request: Visit, hold_id: str) -> HttpResponse:
    """``decision``: ``release`` or ``decline``; ``not_found`` for any other."""
    act, done = DECISIONS.get(request.POST.get("decision", ""), (None, None))
    if act is None or done is None:
        raise Refused("not_found")
    act(hold_id, note=request.POST.get("note", ""), by=request.person)
    messages.success(request, done.in_(get_language() or "ko"))
    return redirect("gates:holds")
