from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "naru.systems.exchange"
    label = "exchange"

    def ready(self) -> None:
        from naru.systems.exchange import (  # noqa: F401 - they declare themselves
            notices,
            paper_templates,
            rate_names,
            refusals,
            verbs,
        )
