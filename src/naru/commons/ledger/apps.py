from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "naru.commons.ledger"
    label = "ledger"

    def ready(self) -> None:
        from naru.commons.ledger import refusals, verbs  # noqa: F401 - sentences declare themselves
