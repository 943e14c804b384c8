from django.apps import AppConfig


class FootageConfig(AppConfig):
    name = "naru.systems.footage"
    label = "footage"

    def ready(self) -> None:
        from naru.systems.footage import refusals  # noqa: F401 - what people are told declares itself
