"""Parts of other packages' pages: what the home page and an organisation's page show of the catalogue."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.guard import person_of
from naru.base.kit.person import OrganisationId
from naru.data.catalogue import reads
from naru.data.catalogue.overview import overview


def sectors(request: HttpRequest) -> str:
    """ "" while no theme has a dataset."""
    found = overview().sectors
    return render_to_string("catalogue/_sectors.html", {"sectors": found}, request) if found else ""


def just_in(request: HttpRequest) -> str:
    """ "" while the catalogue is empty."""
    if not overview().datasets:
        return ""
    newest = reads.newest(person_of(request), limit=6)
    return render_to_string("catalogue/_just_in.html", {"datasets": newest}, request)


def datasets_of(request: HttpRequest, organisation_id: OrganisationId) -> str:
    """The newest published datasets that it looks after or that are granted to it, as far as the visitor may read them."""
    person = person_of(request)
    found = {"kept": reads.kept_by(organisation_id, person), "granted": reads.granted_to(organisation_id, person)}
    return render_to_string("catalogue/_kept.html", found, request)
