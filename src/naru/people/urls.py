"""Addresses of people."""

from django.urls import URLPattern, path

from naru.people import pages

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("me/", pages.me, name="me"),
]
