"""Addresses of jobs."""

from django.urls import path

from naru.base.jobs import pages

app_name = "jobs"
urlpatterns = [
    path("jobs/", pages.jobs, name="jobs"),
    path("jobs/<str:job_id>/", pages.job, name="job"),
    path("jobs/<str:job_id>/progress/", pages.progress, name="progress"),
    path("jobs/<str:job_id>/cancel/", pages.cancel, name="cancel"),
    path("jobs/<str:job_id>/again/", pages.try_again, name="again"),
]
