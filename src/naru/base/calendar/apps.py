from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "naru.base.calendar"
    label = "calendar"

    def ready(self) -> None:
        from naru.base.calendar import refusals, verbs  # noqa: F401 - sentences declare themselves
