from django.apps import AppConfig


class CombinationConfig(AppConfig):
    name = "naru.systems.combination"
    label = "combination"

    def ready(self) -> None:
        """What people are told, in the trail, on paper and in their inbox, declares itself."""
        from naru.systems.combination import notices, paper_templates, rate_names, refusals, verbs  # noqa: F401
