"""Addresses of query."""

from django.urls import URLPattern

app_name = "query"
urlpatterns: list[URLPattern] = []
