"""Addresses of sectors."""

from django.urls import URLPattern, path

from naru.systems.sectors import pages

app_name = "sectors"
urlpatterns: list[URLPattern] = [
    path("sectors/", pages.overview, name="overview"),
    path("sectors/try/", pages.try_file, name="try"),
    path("sectors/try/<str:trial_id>/", pages.trial, name="trial"),
    path("sectors/try/<str:trial_id>/mend/", pages.mend, name="mend"),
    path("sectors/try/<str:trial_id>/file/", pages.trial_file, name="trial_file"),
    path("sectors/profiles/<str:name>/", pages.profile, name="profile"),
    path("sectors/datasets/<str:dataset_id>/", pages.dataset, name="dataset"),
    path("sectors/claims/<str:claim_id>/", pages.claim, name="claim"),
    path("sectors/claims/<str:claim_id>/check/", pages.check, name="check"),
    path("sectors/claims/<str:claim_id>/drop/", pages.drop, name="drop"),
    path("sectors/claims/<str:claim_id>/waive/", pages.waive, name="waive"),
    path("sectors/<str:name>/", pages.sector, name="sector"),
]
