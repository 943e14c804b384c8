"""Addresses of people."""

from django.urls import URLPattern, path

from naru.base.people import pages

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("me/", pages.me, name="me"),
    path("me/tokens/", pages.my_tokens, name="my_tokens"),
    path("me/tokens/<str:token_id>/revoke/", pages.revoke_my_token, name="revoke_my_token"),
    path("organisations/", pages.organisations, name="organisations"),
    path("organisations/new/", pages.found_organisation, name="found_organisation"),
    path("organisations/<str:slug>/", pages.organisation, name="organisation"),
    path("organisations/<str:slug>/edit/", pages.describe_organisation, name="describe_organisation"),
    path("organisations/<str:slug>/members/", pages.add_member, name="add_member"),
    path("organisations/<str:slug>/members/<str:person_id>/role/", pages.change_role, name="change_role"),
    path("organisations/<str:slug>/members/<str:person_id>/remove/", pages.remove_member, name="remove_member"),
]
