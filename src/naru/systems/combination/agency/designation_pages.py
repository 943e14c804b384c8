"""Pages of an agency's designation and of its periodic report."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.guard import Visit, auditor_or_officer, officer_only
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import reads as papers
from naru.systems.combination.agency import designating
from naru.systems.combination.agency.desk import DESK
from naru.systems.combination.core.designation import PART_WORDS


@never_cache
@require_safe
@auditor_or_officer
def designation(request: Visit) -> HttpResponse:
    """Every requirement beside what is so, and the papers made of it."""
    seen = designating.looked_at()
    context = {
        "parts": [(words, [each for each in seen if each.part is part]) for part, words in PART_WORDS.items()],
        "broken": sum(each.holds is False for each in seen),
        "papers": papers.papers_about(designating.ABOUT),
        "crumbs": [(DESK.words, reverse("combination:desk")), (Words("지정", "Designation"), "")],
    }
    return render(request, "combination/designation.html", context)


@require_POST
@officer_only
def issue_designation(request: Visit) -> HttpResponse:
    designating.issue_designation(by=request.person)
    return redirect("combination:designation")


@require_POST
@officer_only
def issue_activity(request: Visit) -> HttpResponse:
    days = [_day(request.POST.get(name, "")) for name in ("first", "last")]
    designating.issue_activity(days[0], days[1], by=request.person)
    return redirect("combination:designation")


def _day(text: str) -> date:
    """Raises ``Refused("report_period")``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("report_period") from None
