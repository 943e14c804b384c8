"""The count of unread notices, in every page's header."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from naru.base.kit.guard import person_of
from naru.commons.notices import reads


def unread(request: HttpRequest) -> SafeString:
    """Nothing for whoever has not signed in."""
    person = person_of(request)
    if person.is_anonymous:
        return SafeString("")
    return render_to_string("notices/_unread.html", {"unread": reads.unread_count(person)}, request)
