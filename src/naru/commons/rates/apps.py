from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "naru.commons.rates"
    label = "rates"

    def ready(self) -> None:
        from naru.commons.rates import refusals, verbs  # noqa: F401 - sentences declare themselves
