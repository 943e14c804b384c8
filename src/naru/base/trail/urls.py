"""Addresses of trail."""

from django.urls import URLPattern, path

from naru.base.trail import pages

app_name = "trail"
urlpatterns: list[URLPattern] = [
    path("trail/", pages.trail, name="trail"),
    path("trail/verify/", pages.verify, name="verify"),
    path("trail/export/", pages.export, name="export"),
]
