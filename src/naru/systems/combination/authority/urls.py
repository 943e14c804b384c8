"""Addresses of an installation that is a key authority."""

from django.urls import path

from naru.systems.combination import desk_pages
from naru.systems.combination.authority.desk import DESK
from naru.systems.combination.desk_urls import desk_addresses

app_name = "combination"
urlpatterns = [
    *desk_addresses(DESK),
    path("combination/cases/<slug:case_id>/", desk_pages.case, {"desk": DESK}, name="case"),
]
