"""Addresses of firms and problems."""

from django.urls import URLPattern, path

from naru.systems.firms import pages

app_name = "firms"
urlpatterns: list[URLPattern] = [
    path("firms/", pages.directory, name="directory"),
    path("firms/ecosystem/", pages.ecosystem, name="ecosystem"),
    path("firms/missing/", pages.missing, name="missing"),
    path("firms/of/<str:slug>/", pages.firm, name="firm"),
    path("firms/of/<str:slug>/edit/", pages.edit, name="edit"),
    path("firms/of/<str:slug>/growth/", pages.growth, name="growth"),
    path("problems/", pages.board, name="board"),
    path("problems/new/", pages.post, name="post"),
    path("problems/<str:problem_id>/", pages.problem, name="problem"),
    path("problems/<str:problem_id>/support/", pages.support, name="support"),
    path("problems/<str:problem_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("problems/<str:problem_id>/merge/", pages.merge, name="merge"),
    path("problems/<str:problem_id>/propose/", pages.propose, name="propose"),
    path("proposals/<str:proposal_id>/try/", pages.begin_pilot, name="begin_pilot"),
    path("pilots/<str:pilot_id>/measure/", pages.measure, name="measure"),
    path("pilots/<str:pilot_id>/decide/", pages.decide, name="decide"),
]
