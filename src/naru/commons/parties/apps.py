from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "naru.commons.parties"
    label = "parties"

    def ready(self) -> None:
        from naru.commons.parties import refusals, verbs  # noqa: F401 - sentences declare themselves
