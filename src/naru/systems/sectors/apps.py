from django.apps import AppConfig


class SectorsConfig(AppConfig):
    name = "naru.systems.sectors"
    label = "sectors"

    def ready(self) -> None:
        from naru.systems.sectors import refusals, verbs  # noqa: F401 - they declare themselves
