"""Rates: which figure holds on a day and by what; their history; decisions that a late one touches."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer
from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates import actions, reads
from naru.commons.rates.core.names import named, needed
from naru.commons.rates.core.values import rate_on
from naru.commons.rates.forms import RateForm

RATES = (Words("요율", "Rates"), "/rates/")


@require_safe
@auditor_or_officer
def rates(request: Visit) -> HttpResponse:
    """``?on=`` for another day than today."""
    on = _day(request.GET.get("on", ""))
    context = {
        "on": on,
        "standings": reads.standings(on),
        "missing": reads.missing(on),
        "late": _late(request.person),
        "crumbs": [(RATES[0], "")],
    }
    return render(request, "rates/rates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@auditor_or_officer
def rate(request: Visit, name: str) -> HttpResponse:
    """One name's figures; the form, for officers, enters another."""
    known = named(name)
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _entered(request, name, form):
        return redirect("rates:rate", name=name)
    history = reads.history(name)
    context = {
        "name": known,
        "needed_by": sorted(needed().get(name, ())),
        "history": history,
        "now": rate_on(history, SYSTEM_CLOCK.today()),
        "late": [each for each in _late(request.person) if each[0].rate.name == name],
        "form": form if request.person.is_officer else None,
        "crumbs": [RATES, (known.words, "")],
    }
    return render(request, "rates/rate.html", context, status=422 if form.errors else 200)


def _entered(request: Visit, name: str, form: RateForm) -> bool:
    """What is wrong is said at the field it is about."""
    try:
        late = actions.enter_rate(name, **form.cleaned_data, by=request.person)
    except Refused as refused:
        if refused.code not in {"rate_value_refused", "rate_source_missing", "rate_known"}:
            raise
        field = "source" if refused.code == "rate_source_missing" else "value"
        form.add_error(field, refused.words.in_(get_language() or "ko"))
        return False
    said = Words(f"값을 넣었습니다. 다시 볼 결정: {len(late)}건", f"Entered. Decisions to look at again: {len(late)}")
    messages.success(request, said.in_(get_language() or "ko"))
    return True


def _late(person: Person) -> list[tuple[reads.LateUse, RefView | None]]:
    return [(each, view_of(each.ref, person)) for each in reads.late_uses()]


def _day(text: str) -> date:
    """Today where it is none."""
    try:
        return parse_date(text) or SYSTEM_CLOCK.today()
    except ValueError:
        return SYSTEM_CLOCK.today()
