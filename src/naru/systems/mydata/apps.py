from django.apps import AppConfig


class MydataConfig(AppConfig):
    name = "naru.systems.mydata"
    label = "mydata"

    def ready(self) -> None:
        from naru.systems.mydata import notices, rate_names, refusals, verbs  # noqa: F401 - they declare themselves
