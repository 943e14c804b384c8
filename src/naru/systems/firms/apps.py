from django.apps import AppConfig


class FirmsConfig(AppConfig):
    name = "naru.systems.firms"
    label = "firms"

    def ready(self) -> None:
        from naru.systems.firms import (  # noqa: F401 - they declare themselves
            notices,
            paper_templates,
            refusals,
            verbs,
        )
