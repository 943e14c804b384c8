"""Addresses of parties."""

from django.urls import URLPattern, path

from naru.commons.parties import pages

app_name = "parties"
urlpatterns: list[URLPattern] = [
    path("parties/", pages.parties, name="parties"),
    path("parties/new/", pages.register, name="register"),
    path("parties/<str:party_id>/", pages.party, name="party"),
]
