from django.apps import AppConfig


class CombinationConfig(AppConfig):
    name = "naru.systems.combination"
    label = "combination"

    def ready(self) -> None:
        """What people are told declares itself."""
        from naru.systems.combination import refusals  # noqa: F401
