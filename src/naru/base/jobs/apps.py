from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "naru.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        from naru.base.jobs import verbs  # noqa: F401 - what people do to jobs declares itself
