"""The addresses of a role's desk, for the role's own list of addresses."""

from django.urls import URLPattern, path

from naru.systems.combination import desk_pages as pages
from naru.systems.combination.desk import Desk


def desk_addresses(desk: Desk) -> list[URLPattern]:
    """Everything but a case's own page, which a role may draw itself."""
    known = {"desk": desk}
    return [
        path("combination/cases/", pages.desk, known, name="desk"),
        path("combination/cases/begin/", pages.begin, known, name="begin"),
        path("combination/cases/<slug:case_id>/meet/", pages.meet, known, name="meet"),
        path("combination/cases/<slug:case_id>/do/<slug:verb>/", pages.act, known, name="act"),
        path("combination/cases/<slug:case_id>/files/<str:name>", pages.sent_file, known, name="sent_file"),
        path("combination/cases/<slug:case_id>/dossier.zip", pages.dossier, known, name="dossier"),
    ]
