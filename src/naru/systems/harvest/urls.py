"""Addresses of harvest."""

from django.urls import path

from naru.systems.harvest import pages

app_name = "harvest"
urlpatterns = [
    path("harvest/", pages.sources, name="sources"),
    path("harvest/new/", pages.new, name="new"),
    path("harvest/duplicates/", pages.duplicates, name="duplicates"),
    path("harvest/duplicates/<slug:pair_id>/decide", pages.decide_pair, name="decide_pair"),
    path("harvest/sources/<slug:source_id>/", pages.source, name="source"),
    path("harvest/sources/<slug:source_id>/settings/", pages.settings, name="settings"),
    path("harvest/sources/<slug:source_id>/run", pages.start_run, name="start_run"),
    path("harvest/sources/<slug:source_id>/end", pages.end_source, name="end_source"),
    path("harvest/runs/<slug:run_id>/", pages.run, name="run"),
    path("harvest/runs/<slug:run_id>/state", pages.run_state, name="run_state"),
    path("harvest/runs/<slug:run_id>/decide", pages.decide_run, name="decide_run"),
    path("harvest/records/<slug:record_id>/", pages.record, name="record"),
]
