from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "naru.systems.harvest"
    label = "harvest"

    def ready(self) -> None:
        """What people are told declares itself."""
        from naru.systems.harvest import refusals, verbs  # noqa: F401
