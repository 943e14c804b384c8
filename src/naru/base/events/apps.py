from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "naru.base.events"
    label = "events"
