from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "naru.commons.duties"
    label = "duties"

    def ready(self) -> None:
        from naru.commons.duties import notices, refusals, verbs  # noqa: F401 - sentences declare themselves
