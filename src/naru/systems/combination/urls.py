"""Addresses of combination in a city: its own pages, and the desk of the agency that a city may be itself."""

from django.urls import path

from naru.systems.combination import application_pages, pages
from naru.systems.combination.agency.urls import urlpatterns as agency_addresses

app_name = "combination"
urlpatterns = [
    path("combination/", pages.overview, name="overview"),
    path("combination/partners/", pages.partners, name="partners"),
    path("combination/holdings/", pages.show_holding, name="show_holding"),
    path("combination/holdings/<str:holding_id>/hide/", pages.hide_holding, name="hide_holding"),
    path("combination/consult/", pages.consult, name="consult"),
    path("combination/consultations/<str:consultation_id>/", pages.consultation, name="consultation"),
    path(
        "combination/consultations/<str:consultation_id>/answer/", pages.answer_consultation, name="answer_consultation"
    ),
    path("combination/consultations/<str:consultation_id>/apply/", pages.apply, name="apply"),
    path("combination/applications/<str:case_id>/", application_pages.application, name="application"),
    path("combination/applications/<str:case_id>/file/", application_pages.file, name="file"),
    path("combination/applications/<str:case_id>/withdraw/", application_pages.withdraw, name="withdraw"),
    path("combination/applications/<str:case_id>/supplement/", application_pages.ask_supplement, name="ask_supplement"),
    path("combination/applications/<str:case_id>/accept/", application_pages.accept, name="accept"),
    path("combination/applications/<str:case_id>/fee/", application_pages.take_fee, name="take_fee"),
    path("combination/applications/<str:case_id>/kit.zip", application_pages.key_kit, name="key_kit"),
    path("combination/applications/<str:case_id>/dossiers/", application_pages.take_dossier, name="take_dossier"),
    path("combination/applications/<str:case_id>/release/", application_pages.take_release, name="take_release"),
    path("combination/applications/<str:case_id>/release/file", application_pages.release_file, name="release_file"),
    path(
        "combination/applications/<str:case_id>/release/destroy/",
        application_pages.destroy_release,
        name="destroy_release",
    ),
    path("combination/verify/", pages.verify, name="verify"),
    *agency_addresses,
]
