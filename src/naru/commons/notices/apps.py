from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "naru.commons.notices"
    label = "notices"

    def ready(self) -> None:
        from naru.commons.notices import refusals, verbs  # noqa: F401 - sentences declare themselves
