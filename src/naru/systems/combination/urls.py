"""Addresses of combination."""

from django.urls import path

from naru.systems.combination import pages

app_name = "combination"
urlpatterns = [
    path("combination/", pages.overview, name="overview"),
    path("combination/<slug:case_id>/", pages.case, name="case"),
    path("combination/<slug:case_id>/report/", pages.report, name="report"),
    path("combination/<slug:case_id>/vote", pages.vote, name="vote"),
]
