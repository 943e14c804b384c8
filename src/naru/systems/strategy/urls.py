"""Addresses of the strategy."""

from django.urls import URLPattern, path

from naru.systems.strategy import pages

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("strategy/", pages.plan, name="plan"),
    path("strategy/glance/", pages.glance, name="glance"),
    path("strategy/glance/print/", pages.print_glance, name="print"),
    path("strategy/money/", pages.money, name="money"),
    path("strategy/changes/", pages.changes, name="changes"),
    path("strategy/tasks/<str:code>/", pages.task, name="task"),
    path("strategy/indicators/<str:code>/", pages.indicator, name="indicator"),
    path("strategy/reports/<str:subject>/", pages.report, name="report"),
    path("strategy/reports/<str:report_id>/withdraw/", pages.withdraw_report, name="withdraw_report"),
    path("strategy/versions/", pages.versions, name="versions"),
    path("strategy/versions/<int:number>/", pages.version, name="version"),
    path("strategy/versions/<int:number>/plan.json", pages.document, name="document"),
    path("strategy/versions/<int:number>/adopt/", pages.adopt, name="adopt"),
    path("strategy/measure/", pages.measure, name="measure"),
    path("strategy/iati.xml", pages.iati_file, name="iati"),
    path("strategy/budget.zip", pages.budget_file, name="budget_file"),
    path("strategy/indicators.csv", pages.indicator_file, name="indicator_file"),
]
