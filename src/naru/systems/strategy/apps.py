from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "naru.systems.strategy"
    label = "strategy"

    def ready(self) -> None:
        from naru.systems.strategy import paper_templates, refusals, verbs  # noqa: F401 - they declare themselves
