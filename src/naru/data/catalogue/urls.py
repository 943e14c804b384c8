"""Addresses of catalogue."""

from django.urls import URLPattern, path

from naru.data.catalogue.pages import dataset, edit, publishers, search, versions

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("search/", search.search_page, name="search"),
    path("search/suggest/", search.suggestions, name="suggest"),
    path("publishers/", publishers.publisher_list, name="publishers"),
    path("publishers/<str:slug>/", publishers.publisher_page, name="publisher"),
    path("publishers/<str:slug>/name/", publishers.name_publisher, name="name_publisher"),
    path("datasets/new/", edit.new, name="new"),
    path("datasets/<str:dataset_id>/", dataset.overview, name="dataset"),
    path("datasets/<str:dataset_id>/history/", dataset.history, name="history"),
    path("datasets/<str:dataset_id>/versions/", versions.version_list, name="versions"),
    path("datasets/<str:dataset_id>/versions/<int:number>/", versions.decide, name="version"),
    path("datasets/<str:dataset_id>/compare/", versions.compare, name="compare"),
    path("datasets/<str:dataset_id>/edit/", edit.edit, name="edit"),
    path("datasets/<str:dataset_id>/manage/", edit.manage, name="manage"),
    path("datasets/<str:dataset_id>/state/", edit.move, name="move"),
    path("datasets/<str:dataset_id>/access/", edit.access, name="access"),
    path("datasets/<str:dataset_id>/grants/", edit.grant, name="grant"),
    path("datasets/<str:dataset_id>/grants/revoke/", edit.revoke, name="revoke"),
]
