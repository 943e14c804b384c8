"""Addresses of footage."""

from django.urls import path

from naru.systems.footage import pages

app_name = "footage"
urlpatterns = [
    path("footage/", pages.overview, name="overview"),
    path("footage/compare/", pages.compare, name="compare"),
    path("footage/events/", pages.events, name="events"),
    path("footage/events/<slug:event_id>/review", pages.review, name="review"),
    path("footage/events/<slug:event_id>/<int:number>.jpg", pages.evidence, name="evidence"),
    path("footage/sites/<slug:site_id>/", pages.site, name="site"),
    path("footage/sites/<slug:site_id>/publish", pages.publish, name="publish"),
    path("footage/sites/<slug:site_id>/report/", pages.report, name="report"),
    path("footage/cameras/<slug:camera_id>/", pages.set_up, name="set_up"),
    path("footage/cameras/<slug:camera_id>/figures", pages.open_figures, name="open_figures"),
    path("footage/cameras/<slug:camera_id>/clips/", pages.clips, name="clips"),
    path("footage/cameras/<slug:camera_id>/run", pages.start_run, name="start_run"),
    path("footage/cameras/<slug:camera_id>/<str:name>", pages.picture, name="picture"),
    path("footage/clips/<slug:clip_id>/masked.mp4", pages.masked_clip, name="masked_clip"),
    path("footage/clips/<slug:clip_id>/original", pages.original, name="original"),
    path("footage/clips/<slug:clip_id>/withdraw", pages.withdraw, name="withdraw"),
    path("footage/runs/<slug:run_id>/", pages.run, name="run"),
    path("footage/runs/<slug:run_id>/state", pages.run_state, name="run_state"),
]
