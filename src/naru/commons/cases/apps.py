from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "naru.commons.cases"
    label = "cases"

    def ready(self) -> None:
        from naru.commons.cases import refusals, verbs  # noqa: F401 - sentences declare themselves
