"""Addresses of ingest."""

from django.urls import URLPattern, path

from naru.data.ingest import pages, tus

app_name = "ingest"
urlpatterns: list[URLPattern] = [
    path("ingest/", pages.home, name="home"),
    path("ingest/start/", pages.start, name="start"),
    path("ingest/loads/<str:load_id>/", pages.load, name="load"),
    path("ingest/loads/<str:load_id>/state/", pages.state, name="state"),
    path("ingest/loads/<str:load_id>/fix/", pages.fix, name="fix"),
    path("ingest/loads/<str:load_id>/decide/", pages.decide, name="decide"),
    path("ingest/loads/<str:load_id>/trust/", pages.trust, name="trust"),
    path("ingest/loads/<str:load_id>/publication/", pages.publication, name="publication"),
    path("ingest/loads/<str:load_id>/aside/<int:number>/", pages.aside, name="aside"),
    path("ingest/loads/<str:load_id>/original/", pages.original, name="original"),
    path("ingest/feeds/", pages.feeds, name="feeds"),
    path("ingest/feeds/<str:run_id>/", pages.feed_run, name="feed_run"),
    path("api/v1/uploads", tus.uploads, name="uploads"),
    path("api/v1/uploads/<str:upload_id>", tus.upload, name="upload"),
]
