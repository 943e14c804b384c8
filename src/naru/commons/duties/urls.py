"""Addresses of duties."""

from django.urls import URLPattern, path

from naru.commons.duties import pages

app_name = "duties"
urlpatterns: list[URLPattern] = [path("duties/", pages.due, name="due")]
