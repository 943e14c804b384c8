"""Addresses of catalogue."""

from django.urls import URLPattern, path

from naru.catalogue.pages import dataset, editing, publishers, searching, versions

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("search/", searching.search_page, name="search"),
    path("search/suggest/", searching.suggestions, name="suggest"),
    path("publishers/", publishers.publisher_list, name="publishers"),
    path("publishers/<str:slug>/", publishers.publisher_page, name="publisher"),
    path("publishers/<str:slug>/name/", publishers.name_publisher, name="name_publisher"),
    path("datasets/new/", editing.new, name="new"),
    path("datasets/<str:dataset_id>/", dataset.overview, name="dataset"),
    path("datasets/<str:dataset_id>/history/", dataset.history, name="history"),
    path("datasets/<str:dataset_id>/versions/", versions.version_list, name="versions"),
    path("datasets/<str:dataset_id>/versions/<int:number>/", versions.decide, name="version"),
    path("datasets/<str:dataset_id>/compare/", versions.compare, name="compare"),
    path("datasets/<str:dataset_id>/edit/", editing.edit, name="edit"),
    path("datasets/<str:dataset_id>/manage/", editing.manage, name="manage"),
    path("datasets/<str:dataset_id>/state/", editing.move, name="move"),
    path("datasets/<str:dataset_id>/access/", editing.access, name="access"),
    path("datasets/<str:dataset_id>/grants/", editing.grant, name="grant"),
    path("datasets/<str:dataset_id>/grants/revoke/", editing.revoke, name="revoke"),
]
