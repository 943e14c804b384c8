"""Addresses of query."""

from django.urls import URLPattern, path

from naru.data.query.pages import charts, explorer, home, maps, reference, sql

app_name = "query"
urlpatterns: list[URLPattern] = [
    path("charts/", charts.chart, name="chart"),
    path("charts/<str:name>/embed", charts.embed, name="chart_embed"),
    path("charts/<str:name>/figures", charts.figures, name="chart_figures"),
    path("answers/", home.district_answer, name="living"),
    path("rows/", explorer.rows, name="rows"),
    path("maps/", maps.places_map, name="map"),
    path("maps/ground", maps.ground, name="map_ground"),
    path("maps/<str:name>/places", maps.places, name="map_places"),
    path("api/", reference.api, name="api"),
    path("sql/", sql.page, name="sql"),
    path("sql/words", sql.words, name="sql_words"),
    path("sql/tables", sql.tables, name="sql_tables"),
    path("sql/share", sql.share, name="sql_share"),
    path("sql/stop", sql.stop, name="sql_stop"),
    path("sql/download", sql.download, name="sql_download"),
    path("sql/q/<str:query_id>/", sql.shared, name="sql_shared"),
]
