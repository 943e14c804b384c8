"""Addresses of papers."""

from django.urls import URLPattern, path

from naru.commons.papers import pages

app_name = "papers"
urlpatterns: list[URLPattern] = [
    path("papers/check/", pages.check, name="check"),
    path("papers/<str:paper_id>.pdf", pages.pdf, name="pdf"),
]
