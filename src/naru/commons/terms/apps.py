from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "naru.commons.terms"
    label = "terms"

    def ready(self) -> None:
        from naru.commons.terms import refusals, verbs  # noqa: F401 - sentences declare themselves
