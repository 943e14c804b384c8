"""Addresses of footage."""

from django.urls import path

from naru.systems.footage import pages
from naru.systems.footage.sets import pages as sets
from naru.systems.footage.sets import release_pages

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
    path("footage/runs/<slug:run_id>/", pages.run, name="run"),
    path("footage/runs/<slug:run_id>/state", pages.run_state, name="run_state"),
    path("footage/sets/", sets.sets, name="sets"),
    path("footage/sets/new/", sets.plan, name="new_set"),
    path("footage/sets/<slug:set_id>/", sets.training_set, name="set"),
    path("footage/sets/<slug:set_id>/plan/", sets.plan, name="plan"),
    path("footage/sets/<slug:set_id>/stages/", sets.stages, name="stages"),
    path("footage/sets/<slug:set_id>/take", sets.take, name="take_clips"),
    path("footage/sets/<slug:set_id>/labels", sets.bring_labels, name="bring_labels"),
    path("footage/sets/<slug:set_id>/clips/<slug:clip_id>/", sets.review, name="label"),
    path("footage/sets/<slug:set_id>/clips/<slug:clip_id>/stage", sets.stage, name="stage"),
    path("footage/sets/<slug:set_id>/samples/<slug:clip_id>-<int:number>.jpg", release_pages.sample, name="sample"),
    path("footage/sets/<slug:set_id>/release/", release_pages.gate, name="gate"),
    path("footage/sets/<slug:set_id>/measure", release_pages.measure, name="measure_set"),
    path("footage/sets/<slug:set_id>/release/now", release_pages.release_now, name="release_now"),
    path("footage/releases/<slug:release_id>/", release_pages.release, name="release"),
    path("footage/releases/<slug:release_id>/<slug:format>.zip", release_pages.package, name="package"),
    path(
        "footage/releases/<slug:release_id>/clips/<slug:clip_id>.mp4", release_pages.released_clip, name="released_clip"
    ),
    path("footage/releases/<slug:release_id>/<slug:name>.csv", release_pages.released_table, name="released_table"),
    path("footage/releases/<slug:release_id>/<str:name>", release_pages.description, name="description"),
    path("footage/withdrawals/", release_pages.withdrawals_page, name="withdrawals"),
    path("footage/withdrawals/new/", release_pages.new_withdrawal, name="new_withdrawal"),
    path("footage/withdrawals/new/<slug:target>/<str:id>/", release_pages.withdraw, name="withdraw"),
    path("footage/withdrawals/<slug:withdrawal_id>/", release_pages.withdrawal, name="withdrawal"),
]
