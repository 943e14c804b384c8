from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "naru.systems.exchange"
    label = "exchange"

    def ready(self) -> None:
        from naru.systems.exchange import rate_names, refusals, verbs  # noqa: F401 - words and names declare themselves
