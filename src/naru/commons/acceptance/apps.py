from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "naru.commons.acceptance"
    label = "acceptance"

    def ready(self) -> None:
        from naru.commons.acceptance import refusals, verbs  # noqa: F401 - sentences declare themselves
