"""People's pages: my page, my tokens, organisations and their members."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naru.people import reads
from naru.people.doors import Visit, signed_in


@require_safe
@signed_in
def me(request: Visit) -> HttpResponse:
    return render(request, "people/me.html", {"organisations": reads.organisations_of(request.person)})
