"""Addresses of people."""

from django.urls import URLPattern, path

from naru.base.people import glass_pages, pages

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("me/", pages.me, name="me"),
    path("me/delete/", pages.delete_me, name="delete_me"),
    path("me/tokens/", pages.my_tokens, name="my_tokens"),
    path("me/tokens/<str:token_id>/revoke/", pages.revoke_my_token, name="revoke_my_token"),
    path("break-glass/", glass_pages.break_glass, name="break_glass"),
    path("break-glass/<str:glass_id>/answer/", glass_pages.answer, name="answer_glass"),
    path("break-glass/<str:glass_id>/shut/", glass_pages.shut, name="shut_glass"),
    path("organisations/", pages.organisations, name="organisations"),
    path("organisations/new/", pages.found_organisation, name="found_organisation"),
    path("organisations/<str:slug>/", pages.organisation, name="organisation"),
    path("organisations/<str:slug>/edit/", pages.describe_organisation, name="describe_organisation"),
    path("organisations/<str:slug>/members/", pages.add_member, name="add_member"),
    path("organisations/<str:slug>/members/<str:person_id>/role/", pages.change_role, name="change_role"),
    path("organisations/<str:slug>/members/<str:person_id>/remove/", pages.remove_member, name="remove_member"),
]
