from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "naru.commons.papers"
    label = "papers"

    def ready(self) -> None:
        from naru.commons.papers import refusals, verbs  # noqa: F401 - sentences declare themselves
