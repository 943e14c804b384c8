"""Addresses of rates."""

from django.urls import URLPattern, path

from naru.commons.rates import pages

app_name = "rates"
urlpatterns: list[URLPattern] = [
    path("rates/", pages.rates, name="rates"),
    path("rates/<str:name>/", pages.rate, name="rate"),
]
