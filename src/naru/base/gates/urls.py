"""Addresses of gates."""

from django.urls import URLPattern, path

from naru.base.gates import pages

app_name = "gates"
urlpatterns: list[URLPattern] = [
    path("holds/", pages.holds, name="holds"),
    path("holds/<str:hold_id>/", pages.decide, name="decide"),
]
