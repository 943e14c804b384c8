"""One page of what one's organisations owe."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.ref_views import view_of
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.duties import reads

DUE = Words("할 일", "What is due")


@never_cache
@require_safe
@signed_in
def due(request: Visit) -> HttpResponse:
    """The earliest first, what is late among them; below, what was done."""
    person, today = request.person, SYSTEM_CLOCK.today()
    names = {found.id: found.name for found, _ in people.organisations_of(person)}
    rows = [
        {
            "duty": each,
            "owner": names.get(each.organisation),  # type: ignore[call-overload]
            "about": view_of(each.about, person),
            "late": each.days_late(today),
            "left": (each.due - today).days,
        }
        for each in reads.due(person)
    ]
    context = {"rows": rows, "done": reads.done_lately(person), "crumbs": [(DUE, "")]}
    return render(request, "duties/due.html", context)
