from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "naru.systems.sharing"
    label = "sharing"

    def ready(self) -> None:
        from naru.systems.sharing import refusals, verbs  # noqa: F401 - sentences declare themselves
