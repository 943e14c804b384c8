from django.apps import AppConfig


class AcademyConfig(AppConfig):
    name = "naru.systems.academy"
    label = "academy"

    def ready(self) -> None:
        from naru.systems.academy import (  # noqa: F401 - they declare themselves
            notices,
            paper_templates,
            rate_names,
            refusals,
            verbs,
        )
