"""Addresses of notices."""

from django.urls import URLPattern, path

from naru.commons.notices import pages

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("inbox/", pages.inbox, name="inbox"),
    path("inbox/read/", pages.read_all, name="read_all"),
    path("inbox/settings/", pages.settings_page, name="settings"),
    path("inbox/settings/feed/", pages.make_feed, name="make_feed"),
    path("inbox/settings/webhooks/", pages.add_webhook, name="add_webhook"),
    path("inbox/settings/webhooks/<str:webhook_id>/stop/", pages.stop_webhook, name="stop_webhook"),
    path("inbox/feed/<str:token>/", pages.feed, name="feed"),
    path("inbox/<str:notice_id>/", pages.open_notice, name="open"),
]
