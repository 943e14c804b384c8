"""Addresses of an installation that is a combination agency; a city that is its own agency has them too."""

from django.urls import path

from naru.systems.combination.agency import designation_pages, pages
from naru.systems.combination.agency.desk import DESK
from naru.systems.combination.desk_urls import desk_addresses

app_name = "combination"
urlpatterns = [
    *desk_addresses(DESK),
    path("combination/designation/", designation_pages.designation, name="designation"),
    path("combination/designation/paper/", designation_pages.issue_designation, name="issue_designation"),
    path("combination/designation/report/", designation_pages.issue_activity, name="issue_activity"),
    path("combination/cases/<slug:case_id>/", pages.case, name="case"),
    path("combination/cases/<slug:case_id>/report/", pages.report, name="report"),
    path("combination/cases/<slug:case_id>/report/page/", pages.report_page, name="report_page"),
    path("combination/cases/<slug:case_id>/vote/", pages.vote, name="vote"),
    path("combination/cases/<slug:case_id>/recuse/", pages.recuse, name="recuse"),
    path("combination/cases/<slug:case_id>/questions/", pages.ask, name="ask"),
    path("combination/questions/<str:question_id>/answer/", pages.answer, name="answer"),
]
