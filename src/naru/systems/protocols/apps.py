from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "naru.systems.protocols"
    label = "protocols"

    def ready(self) -> None:
        from naru.systems.protocols import refusals  # noqa: F401 - declares the sentences
